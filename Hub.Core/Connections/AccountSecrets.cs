using System.Runtime.CompilerServices;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

/// <summary>
/// Settings of a connection for checking a signature, without a query a webhook: kept for as long as the <see cref="ConnectionDirectory"/> keeps its
/// route, and forgotten with it when the connection is changed here or on another node.
/// </summary>
public sealed class AccountSecrets(HubStore store, ConnectionContexts contexts)
{
    private readonly ConditionalWeakTable<Route, ConnectorSettings> _known = [];

    /// <param name="route">As the directory has found it.</param>
    /// <returns>Null when nobody has connected the account any more.</returns>
    public async ValueTask<ConnectorSettings?> Of(Route route)
    {
        if (_known.TryGetValue(route, out var known))
            return known;
        var row = await store.Read(route.WorkspaceId, db => db.Connections.FirstOrDefaultAsync(
            found => found.WorkspaceId == route.WorkspaceId && found.Id == route.ConnectionId && found.State != ConnectionState.Disconnected));
        if (row is null)
            return null;
        var settings = contexts.SettingsOf(row);
        _known.AddOrUpdate(route, settings);
        return settings;
    }
}
