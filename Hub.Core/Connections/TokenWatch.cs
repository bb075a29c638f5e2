using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

/// <summary>Tells those who can connect an account again that its tokens end within a week: once for each end, before anything stops.</summary>
public sealed class TokenWatch(HubStore store, ConnectionVault vault, ConnectorRegistry connectors)
{
    // Two readings of one end differ by what the database rounds.
    private static readonly TimeSpan Rounding = TimeSpan.FromMinutes(1);

    public async Task Run(CancellationToken cancellation)
    {
        var rows = await store.Read(null, db => db.Connections.InUse()
            .Where(row => row.TokenExpiresAt != null || row.RefreshExpiresAt != null).ToListAsync(cancellation));
        foreach (var row in rows.Where(row => Untold(row) is not null))
            await Tell(row, cancellation);
    }

    /// <returns>The end that nobody was told of; null when there is none within a week.</returns>
    private DateTimeOffset? Untold(Connection row)
    {
        var dates = TokenDates.Of(row, vault.Unlock(row).Credentials, connectors.Can<IAuthorize>(row.ConnectorId), store.Now);
        return dates is { State: TokenState.Urgent, LapsesAt: { } end } && !((end - row.LapseTold)?.Duration() < Rounding) ? end : null;
    }

    private Task Tell(Connection found, CancellationToken cancellation) => store.Write(found.WorkspaceId, found.Id, async db =>
    {
        var row = await db.Connections.FirstOrDefaultAsync(
            connection => connection.WorkspaceId == found.WorkspaceId && connection.Id == found.Id, cancellation);
        if (row is null || Untold(row) is not { } end)
            return; // connected again meanwhile
        row.LapseTold = end;
        db.Changes.Tell(await ConnectionNotices.Add(db, row, NotificationKind.TokenEnding, cancellation));
        db.Changes.Happened(new HubEventDraft(row.WorkspaceId, HubEventTypes.ConnectionTokenEnding, row.Id, new HubEventData
        {
            ConnectionId = row.Id,
            LapsesAt = end,
        }));
    }, cancellation);
}
