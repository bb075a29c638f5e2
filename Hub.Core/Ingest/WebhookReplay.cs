using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Ingest;

/// <summary>Has stored webhooks applied again. Applying is idempotent, so that a replay repairs and never doubles.</summary>
public sealed class WebhookReplay(HubStore store, IngestQueue queue)
{
    private const int MostAtOnce = 10_000;

    /// <returns>Null when the workspace has no such webhook.</returns>
    public async Task<WebhookEvent?> One(Guid workspace, Guid id, string actor, CancellationToken cancellation)
    {
        var webhook = await store.Write(workspace, null, async db =>
        {
            var row = await db.WebhookEvents.FirstOrDefaultAsync(found => found.WorkspaceId == workspace && found.Id == id, cancellation);
            if (row is not { State: WebhookEventState.Failed or WebhookEventState.Applied })
                return row;
            row.State = WebhookEventState.Pending;
            row.FailureCode = row.FailureDetail = null;
            db.Note(store, workspace, actor, "webhook.replayed", id);
            return row;
        }, cancellation);
        if (webhook is { State: WebhookEventState.Pending })
            queue.Announce(workspace, webhook.ConnectionId);
        return webhook;
    }

    /// <summary>All failed ones of a connection, or those with one failure.</summary>
    /// <returns>How many will be applied again.</returns>
    public async Task<int> Failed(Guid workspace, Guid connection, string? code, string actor, CancellationToken cancellation)
    {
        var count = await store.Write(workspace, connection, async db =>
        {
            var chosen = db.WebhookEvents
                .Where(row => row.WorkspaceId == workspace && row.ConnectionId == connection && row.State == WebhookEventState.Failed
                    && (code == null || row.FailureCode == code))
                .OrderBy(row => row.Id).Take(MostAtOnce).Select(row => row.Id);
            var replayed = await db.WebhookEvents.Where(row => row.WorkspaceId == workspace && chosen.Contains(row.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, WebhookEventState.Pending)
                    .SetProperty(row => row.FailureCode, (string?)null).SetProperty(row => row.FailureDetail, (string?)null),
                cancellation);
            if (replayed > 0)
                db.Note(store, workspace, actor, "webhooks.replayed", connection);
            return replayed;
        }, cancellation);
        if (count > 0)
            queue.Announce(workspace, connection);
        return count;
    }
}
