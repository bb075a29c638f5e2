using System.Collections.Concurrent;
using Hub.Connectors.Abstractions;
using Hub.Core.Outbound;
using Hub.Core.Signals;

namespace Hub.Core.Connections;

/// <summary>HTTP clients of connectors: one pool a connector, one rate a connection.</summary>
public sealed class ConnectorHttp : IDisposable
{
    private readonly ConcurrentDictionary<string, Pool> _pools = new();
    private readonly ConcurrentDictionary<string, ConnectorSettings> _apps = new();
    private readonly ConcurrentDictionary<Guid, Clients> _clients = new();

    /// <summary>Allows the manifest's hosts and the addresses and hosts among the app settings, which the operator wrote.</summary>
    /// <returns>The client for <see cref="ConnectorHost.Http"/>.</returns>
    public HttpClient Register(ConnectorManifest manifest, ConnectorSettings app)
    {
        var options = new GuardedHttpOptions
        {
            Hosts = [.. manifest.Hosts, .. manifest.Settings.App.Where(field => field.Type == SettingType.Hosts).SelectMany(field => app.Hosts(field.Key))],
            BaseAddresses = [.. Addresses(manifest, app)],
            ResponseBytes = manifest.Limits.AnswerBytes,
            Outermost = manifest.Kinds.Contains(ConnectorKind.Ads) ? inner => new EgressGate(inner) : null,
        };
        _apps[manifest.Id] = app;
        return Register(manifest.Id, options);
    }

    /// <summary>The app settings that a connector was registered with.</summary>
    internal ConnectorSettings AppOf(string connectorId) => _apps.GetValueOrDefault(connectorId) ?? ConnectorSettings.Empty;

    internal HttpClient Register(string connectorId, GuardedHttpOptions options)
    {
        var pool = _pools.GetOrAdd(connectorId, _ => new Pool(GuardedHttp.Pool(options), options));
        return GuardedHttp.Over(pool.Handler, options);
    }

    /// <summary>The client for a connection's API calls.</summary>
    public HttpClient Open(string connectorId, Guid connectionId, ConnectorLimits limits) => Of(connectorId, connectionId, limits).Calls;

    /// <summary>The client for fetching its attachments, which takes answers as large as they may be.</summary>
    public HttpClient OpenForMedia(string connectorId, Guid connectionId, ConnectorLimits limits) => Of(connectorId, connectionId, limits).Media;

    /// <summary>To be called when a connection's limits changed.</summary>
    public void Forget(Guid connectionId) => _clients.TryRemove(connectionId, out _);

    public void Dispose()
    {
        foreach (var pool in _pools.Values)
            pool.Handler.Dispose();
    }

    private Clients Of(string connectorId, Guid connectionId, ConnectorLimits limits) =>
        _clients.GetOrAdd(connectionId, _ =>
        {
            var pool = _pools[connectorId];
            var options = pool.Options with
            {
                Rate = limits.CallsPerSecond is { } perSecond ? OutboundRate.Of(perSecond) : null,
                ResponseBytes = limits.AnswerBytes,
            };
            return new Clients(
                GuardedHttp.Over(pool.Handler, options),
                GuardedHttp.Over(pool.Handler, options with { ResponseBytes = Math.Max(limits.AnswerBytes, limits.MediaBytes) }));
        });

    private static IEnumerable<Uri> Addresses(ConnectorManifest manifest, ConnectorSettings app) =>
        from field in manifest.Settings.App
        where field.Type == SettingType.Address
        let text = app.Text(field.Key) ?? field.Default?.GetString()
        where Uri.TryCreate(text, UriKind.Absolute, out _)
        select new Uri(text);

    private sealed record Pool(SocketsHttpHandler Handler, GuardedHttpOptions Options);

    private sealed record Clients(HttpClient Calls, HttpClient Media);
}
