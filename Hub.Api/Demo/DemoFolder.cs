namespace Hub.Api.Demo;

/// <summary>The demo's own data folder: its database, key ring and connector settings, apart from those of a real hub.</summary>
internal sealed record DemoFolder(string Path, string Database)
{
    /// <summary>Who signs in to look around.</summary>
    public const string Owner = "owner@demo.example";

    public string Log => System.IO.Path.Combine(Path, "hub.log");

    public string Connectors => System.IO.Path.Combine(Path, "connectors.json");

    // What an earlier demo left would be compared with what this one sends. Only a folder that a demo made is emptied.
    public static DemoFolder Fresh(DemoOptions options)
    {
        var path = options.Data ?? (options.Check ? Directory.CreateTempSubdirectory("hub-check-").FullName : "data/demo");
        path = System.IO.Path.GetFullPath(path);
        var mark = System.IO.Path.Combine(path, ".demo");
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            if (!File.Exists(mark))
                throw new DemoFailed($"{path} is not empty and no demo made it. Name another folder with --data.");
            Directory.Delete(path, recursive: true);
        }

        Directory.CreateDirectory(path);
        File.WriteAllText(mark, "");
        return new DemoFolder(path, options.Database ?? $"Data Source={System.IO.Path.Combine(path, "hub.db")}");
    }

    public void WriteConnectors(Uri sandbox) => File.WriteAllText(Connectors, DemoConnectors.Pointing(sandbox));

    /// <summary>The hub's arguments.</summary>
    /// <param name="password">Of an owner who can sign in; none without.</param>
    public string[] HubArguments(string address, string key, string? password = null) =>
    [
        .. password is null ? (string[])[] : [$"--Hub:BootstrapOwnerEmail={Owner}", $"--Hub:BootstrapOwnerPassword={password}"],
        "--urls", address, "--environment", "Demo", "--Logging:LogLevel:Default=Warning", $"--ConnectionStrings:Hub={Database}",
        $"--Hub:DataDirectory={Path}", $"--Hub:ConnectorsFile={Connectors}", $"--Hub:BootstrapApiKey={key}", $"--Hub:PublicUrl={address}",
        "--Hub:RequestsPerSecond=5000",
    ];
}
