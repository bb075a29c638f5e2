using System.Diagnostics;
using System.Globalization;

namespace Hub.Core.Storage;

/// <summary>
/// The numbered places of durable loops at which a process may die. With <c>HUB_CRASH_AT=name.number</c> (or <c>name.number#hit</c>) it
/// does die there, as by kill -9, so that a test can prove that the next process goes on.
/// </summary>
public static class Checkpoint
{
    private static readonly (string Name, int Hit)? Target = Parse(Environment.GetEnvironmentVariable("HUB_CRASH_AT"));
    private static int _hits;

    public static void Reached(string name, int number)
    {
        if (Target is { } target && target.Name == $"{name}.{number}" && Interlocked.Increment(ref _hits) == target.Hit)
            Process.GetCurrentProcess().Kill();
    }

    private static (string, int)? Parse(string? text) =>
        text?.Split('#') switch
        {
            null => null,
            [var name] => (name, 1),
            [var name, var hit, ..] => (name, int.Parse(hit, CultureInfo.InvariantCulture)),
            [] => null,
        };
}
