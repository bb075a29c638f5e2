using System.Text.RegularExpressions;

namespace Hub.Core.Automation;

/// <summary>Patterns that people write. They take time linear in the text, whatever they are; what would take more is refused.</summary>
public static class RulePattern
{
    public const int Longest = 300;

    /// <summary>On one message.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(50);

    public static bool IsSound(string pattern)
    {
        try
        {
            return pattern.Length <= Longest && Of(pattern) is not null;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <exception cref="ArgumentException">It is no pattern.</exception>
    /// <exception cref="NotSupportedException">It looks around or back.</exception>
    internal static Regex Of(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MostTime);
}
