using System.Diagnostics;
using System.Globalization;

namespace Hub.Core.Storage;

/// <summary>
/// The numbered places of durable loops at which a process may die. With <c>HUB_CRASH_AT=name.number</c> (or <c>name.number#hit</c>, or
/// <c>name.number@kind</c> for loops that do several kinds of work) it does die there, as by kill -9, so that a test can prove that the
/// next process goes on.
/// </summary>
public static class Checkpoint
{
    private static readonly (string Name, string? Kind, int Hit)? Target = Parse(Environment.GetEnvironmentVariable("HUB_CRASH_AT"));
    private static int _hits;

    /// <param name="kind">Of the work.</param>
    public static void Reached(string name, int number, object? kind = null)
    {
        if (Target is { } target && target.Name == $"{name}.{number}" && (target.Kind is null || target.Kind == kind?.ToString())
            && Interlocked.Increment(ref _hits) == target.Hit)
            Process.GetCurrentProcess().Kill();
    }

    private static (string, string?, int)? Parse(string? text)
    {
        if (text is null)
            return null;
        var (place, hit) = Split(text, '#');
        var (name, kind) = Split(place, '@');
        return (name, kind, hit is null ? 1 : int.Parse(hit, CultureInfo.InvariantCulture));
    }

    private static (string Before, string? After) Split(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var found ? (text[..found], text[(found + 1)..]) : (text, null);
}
