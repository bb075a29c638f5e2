using System.Globalization;

namespace Hub.Api.Demo;

/// <summary>What stands behind <c>demo</c> on the command line.</summary>
internal sealed record DemoOptions
{
    public const string Usage = """
        demo            the hub on http://localhost:5080 with simulated platforms beside it, until Ctrl+C
        demo --check    the same without a screen: bounded traffic with faults and one kill -9; one JSON line; exit 1 on loss or duplicate

          --port N            the hub's port (5080; 0 takes a free one)
          --sandbox-port N    the sandbox's port (5090; 0 takes a free one)
          --database TEXT     connection string of an empty database (SQLite in the data folder)
          --data FOLDER       emptied at every start (data/demo; --check takes a temporary one)
          --webhooks N        genuine webhooks of --check (2400)
          --rate N            webhooks a second (8; 150 with --check)
          --seed N            decides people, texts and accidents (1)
          --keep              --check leaves its folder
        """;

    public static string[] Options { get; } = ["port", "sandbox-port", "database", "data", "webhooks", "rate", "seed"];

    public static string[] Flags { get; } = ["--check", "--keep"];

    public bool Check { get; private init; }

    public int Port { get; private init; }

    public int SandboxPort { get; private init; }

    public string? Database { get; private init; }

    public string? Data { get; private init; }

    public int Webhooks { get; private init; }

    public double Rate { get; private init; }

    public int Seed { get; private init; }

    public bool Keep { get; private init; }

    /// <returns>Null when it cannot be understood.</returns>
    public static DemoOptions? Parse(IReadOnlyList<string> args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i++)
        {
            if (Flags.Contains(args[i], StringComparer.Ordinal))
                values[args[i]] = "";
            else if (args[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < args.Count)
                values[args[i]] = args[++i];
            else
                return null;
        }

        return values.Keys.Except(Flags).Except(Options.Select(name => $"--{name}")).Any() ? null : Of(values);
    }

    private static DemoOptions? Of(Dictionary<string, string> values)
    {
        var check = values.ContainsKey("--check");
        var numbers = new Dictionary<string, int>
        {
            ["--port"] = check ? 0 : 5080,
            ["--sandbox-port"] = check ? 0 : 5090,
            ["--webhooks"] = 2400,
            ["--rate"] = check ? 150 : 8,
            ["--seed"] = 1,
        };
        foreach (var name in numbers.Keys.Where(values.ContainsKey).ToList())
        {
            if (!int.TryParse(values[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return null;
            numbers[name] = number;
        }

        return numbers["--webhooks"] == 0 || numbers["--rate"] == 0 ? null : new DemoOptions
        {
            Check = check,
            Keep = values.ContainsKey("--keep"),
            Port = numbers["--port"],
            SandboxPort = numbers["--sandbox-port"],
            Database = values.GetValueOrDefault("--database"),
            Data = values.GetValueOrDefault("--data"),
            Webhooks = numbers["--webhooks"],
            Rate = numbers["--rate"],
            Seed = numbers["--seed"],
        };
    }
}
