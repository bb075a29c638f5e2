using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Outbound;

namespace Hub.Api.Hosting;

/// <summary>What connectors get of the hub: one pool of guarded HTTP connections each.</summary>
internal sealed class ConnectorPools(TimeProvider clock, ILoggerFactory loggers) : IDisposable
{
    private readonly List<HttpClient> _clients = [];

    public ConnectorHost Host(ConnectorManifest manifest, ConnectorSettings app)
    {
        var client = GuardedHttp.Create(new GuardedHttpOptions { Hosts = manifest.Hosts, BaseAddresses = [.. Addresses(manifest, app)] });
        _clients.Add(client);
        return new ConnectorHost(manifest, app, client, clock, loggers.CreateLogger($"Hub.Connectors.{manifest.Id}"));
    }

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    private static IEnumerable<Uri> Addresses(ConnectorManifest manifest, ConnectorSettings app) =>
        manifest.Settings.App
            .Where(field => field.Type == SettingType.Address)
            .Select(field => app.Text(field.Key) ?? Default(field))
            .OfType<string>()
            .Where(text => Uri.IsWellFormedUriString(text, UriKind.Absolute))
            .Select(text => new Uri(text));

    private static string? Default(SettingField field) =>
        field.Default is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
