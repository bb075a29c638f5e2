using System.Globalization;

namespace Hub.Benchmarks;

/// <param name="Seconds">Length of each measurement under load.</param>
/// <param name="Conversations">Of the inbox's large case, with ten messages each.</param>
public sealed record BenchmarkOptions(IReadOnlyList<string> Suites, int Seconds, int Conversations)
{
    private const int UsualSeconds = 15;
    private const int UsualConversations = 1_000_000;

    /// <returns>Null when the arguments make no sense.</returns>
    public static BenchmarkOptions? Parse(string[] args)
    {
        var rest = args.ToList();
        return Take(rest, "--seconds", UsualSeconds) is { } seconds && Take(rest, "--conversations", UsualConversations) is { } conversations
            ? new BenchmarkOptions(rest, seconds, conversations)
            : null;
    }

    private static int? Take(List<string> args, string name, int usual)
    {
        var at = args.IndexOf(name);
        if (at < 0)
            return usual;
        if (at + 1 == args.Count || !int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            return null;
        args.RemoveRange(at, 2);
        return number;
    }
}
