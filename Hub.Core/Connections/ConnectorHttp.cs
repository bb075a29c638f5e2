using System.Collections.Concurrent;
using Hub.Connectors.Abstractions;
using Hub.Core.Outbound;
using Hub.Core.Signals;

namespace Hub.Core.Connections;

/// <summary>HTTP clients of connectors: one pool a connector, one client with its own rate a connection.</summary>
public sealed class ConnectorHttp : IDisposable
{
    private readonly ConcurrentDictionary<string, Pool> _pools = new();
    private readonly ConcurrentDictionary<string, ConnectorSettings> _apps = new();
    private readonly ConcurrentDictionary<Guid, HttpClient> _clients = new();

    /// <summary>Allows the manifest's hosts and the addresses and hosts among the app settings, which the operator wrote.</summary>
    /// <returns>The client for <see cref="ConnectorHost.Http"/>.</returns>
    public HttpClient Register(ConnectorManifest manifest, ConnectorSettings app)
    {
        var options = new GuardedHttpOptions
        {
            Hosts = [.. manifest.Hosts, .. manifest.Settings.App.Where(field => field.Type == SettingType.Hosts).SelectMany(field => app.Hosts(field.Key))],
            BaseAddresses = [.. Addresses(manifest, app)],
            ResponseBytes = Math.Max(1 << 20, manifest.Limits.MediaBytes),
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

    public HttpClient Open(string connectorId, Guid connectionId, ConnectorLimits limits) =>
        _clients.GetOrAdd(connectionId, _ =>
        {
            var pool = _pools[connectorId];
            var rate = limits.CallsPerSecond is { } perSecond ? new OutboundRate(perSecond) : null;
            return GuardedHttp.Over(pool.Handler, pool.Options with { Rate = rate });
        });

    /// <summary>To be called when a connection's limits changed.</summary>
    public void Forget(Guid connectionId) => _clients.TryRemove(connectionId, out _);

    public void Dispose()
    {
        foreach (var pool in _pools.Values)
            pool.Handler.Dispose();
    }

    private static IEnumerable<Uri> Addresses(ConnectorManifest manifest, ConnectorSettings app) =>
        from field in manifest.Settings.App
        where field.Type == SettingType.Address
        let text = app.Text(field.Key) ?? field.Default?.GetString()
        where Uri.TryCreate(text, UriKind.Absolute, out _)
        select new Uri(text);

    private sealed record Pool(SocketsHttpHandler Handler, GuardedHttpOptions Options);
}
