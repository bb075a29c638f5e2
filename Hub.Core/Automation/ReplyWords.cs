using Hub.Core.Text;

namespace Hub.Core.Automation;

/// <summary>An answer's text with what stands for something written out.</summary>
internal static class ReplyWords
{
    private const string Name = "{name}";

    /// <param name="name">The contact's; a text is as good without it.</param>
    public static string Of(string text, string? name)
    {
        var clean = SafeText.Clean(name ?? "").Trim();
        return clean.Length > 0
            ? text.Replace(Name, clean, StringComparison.Ordinal)
            : text.Replace(" " + Name, "", StringComparison.Ordinal).Replace(Name, "", StringComparison.Ordinal).TrimStart();
    }
}
