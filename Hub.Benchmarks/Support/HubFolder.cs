namespace Hub.Benchmarks.Support;

/// <summary>Where one hub keeps its keys, its embedded database, its connectors.json and what it logs.</summary>
sealed class HubFolder : IDisposable
{
    public const string AppSecret = "benchmark-app-secret";

    readonly bool _isMine;

    HubFolder(string path, bool isMine) => (Path, _isMine) = (path, isMine);

    public string Path { get; }

    public string ConnectorsFile => System.IO.Path.Combine(Path, "connectors.json");

    public string LogFile => System.IO.Path.Combine(Path, "hub.log");

    public string Sqlite => $"Data Source={System.IO.Path.Combine(Path, "hub.db")}";

    /// <param name="crm">Where the CRM is; the channel's own API is never called.</param>
    public static HubFolder Create(string crm = "http://127.0.0.1:9")
    {
        var folder = new HubFolder(Directory.CreateTempSubdirectory("hub-bench-").FullName, isMine: true);
        File.WriteAllText(folder.ConnectorsFile,
            $$"""
            {"connectors": [
              {"id": "tiktok", "enabled": true, "settings": {"appId": "1", "appSecret": "{{AppSecret}}", "apiBase": "http://127.0.0.1:9"} },
              {"id": "hubspot", "enabled": true, "settings": {"apiBase": "{{crm}}"} }
            ]}
            """);
        return folder;
    }

    /// <summary>Another program's.</summary>
    public static HubFolder Of(string path) => new(path, isMine: false);

    public void Log(string? line)
    {
        if (line is null)
            return;
        lock (this)
            File.AppendAllText(LogFile, line + "\n");
    }

    public void Dispose()
    {
        if (_isMine)
            Directory.Delete(Path, recursive: true);
    }
}
