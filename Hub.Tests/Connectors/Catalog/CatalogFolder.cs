using System.Security.Cryptography;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Catalog;
using Hub.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Hub.Tests.Connectors.Catalog;

/// <summary>A folder with a <c>connectors.json</c>, one built-in connector named <c>echo</c>, and the test plugin below <c>plugins/acme</c>.</summary>
internal sealed class CatalogFolder : IDisposable
{
    public const string EchoManifest = """
        {
          "id": "echo", "version": "1.2.3", "contract": "1.0", "entryType": "Hub.Tests.Connectors.Catalog.EchoConnector",
          "kinds": ["channel"], "name": { "en": "Echo", "vi": "Tiếng vọng" }, "hosts": ["api.echo.example", "*.echo.example"],
          "settings": { "app": [
            { "key": "appSecret", "type": "secret", "label": { "en": "Secret", "vi": "Khóa" }, "required": true },
            { "key": "size", "type": "number", "label": { "en": "Size", "vi": "Cỡ" }, "default": 3 } ] }
        }
        """;

    public CatalogFolder()
    {
        WriteManifest(EchoManifest);
        Directory.CreateDirectory(PluginFolder);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "plugins", "acme")))
            File.Copy(file, Path.Combine(PluginFolder, Path.GetFileName(file)));
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("hub-catalog-").FullName;

    public string PluginFolder => Path.Combine(Root, "plugins", "acme");

    public string ConfigPath => Path.Combine(Root, "connectors.json");

    public Dictionary<string, string> Env { get; } = [];

    public ListLogger Log { get; } = new();

    public string PluginHash =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(PluginFolder, "Acme.dll"))));

    public void WriteManifest(string json)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, "connectors", "Channels", "Echo"));
        File.WriteAllText(Path.Combine(folder.FullName, "connector.json"), json);
    }

    public void EditPluginManifest(string old, string now)
    {
        var path = Path.Combine(PluginFolder, "connector.json");
        var text = File.ReadAllText(path);
        Assert.That(text, Does.Contain(old));
        File.WriteAllText(path, text.Replace(old, now));
    }

    public CatalogResult Load(string json)
    {
        File.WriteAllText(ConfigPath, json);
        return Load();
    }

    public CatalogResult Load() => ConnectorCatalog.Load(
        ConfigPath,
        Env.GetValueOrDefault,
        (manifest, settings) => new ConnectorHost(manifest, settings, FakeVendor.Client(), TimeProvider.System, Log),
        Log,
        new BuiltInConnectors(Path.Combine(Root, "connectors"), typeof(EchoConnector).Assembly));

    public InstalledConnector LoadOne(string json) => Load(json).Connectors.Single();

    public InstalledConnector LoadPlugin(string? hash = null, string secret = "plugin-key") => LoadOne($$"""
        { "allowPlugins": true, "connectors": [
          { "id": "acme", "assembly": "plugins/acme/Acme.dll", "sha256": "{{hash ?? PluginHash}}", "settings": { "apiKey": "{{secret}}" } } ] }
        """);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

public sealed class EchoConnector(ConnectorHost host) : IConnector
{
    public ConnectorManifest Manifest => host.Manifest;

    public ConnectorSettings App => host.App;

    public IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings) =>
        settings.Text("appSecret") == "canary-refused"
            ? [new SettingProblem("appSecret", new LocalizedText("canary-refused is no secret", "canary-refused không hợp lệ"))]
            : [];
}

internal sealed class ListLogger : ILogger
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add($"{eventId.Id} {formatter(state, exception)} {exception}");
}
