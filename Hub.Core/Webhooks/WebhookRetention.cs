using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Webhooks;

/// <summary>Forgets events and their deliveries after a month, delivered or not: an endpoint that nobody mends must not fill the disk.</summary>
public sealed class WebhookRetention(HubStore store)
{
    private const int Chunk = 1000;
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(30);

    public async Task Expire(CancellationToken cancellation)
    {
        var before = Ids.Before(store.Now - Kept);
        foreach (var workspace in await store.Read(null, db => db.Workspaces.Select(row => row.Id).ToListAsync(cancellation)))
            while (await ExpireChunk(workspace, before, cancellation) == Chunk)
                cancellation.ThrowIfCancellationRequested();
    }

    private Task<int> ExpireChunk(Guid workspace, Guid before, CancellationToken cancellation) => store.Write(workspace, null, async db =>
    {
        var ids = await db.HubEvents.Where(row => row.WorkspaceId == workspace && row.Id.CompareTo(before) < 0)
            .OrderBy(row => row.Id).Take(Chunk).Select(row => row.Id).ToListAsync(cancellation);
        if (ids.Count == 0)
            return 0;
        var endpoints = db.WebhookEndpoints.Where(row => row.WorkspaceId == workspace).Select(row => row.Id);
        var deliveries = await db.Deliveries.Where(row => row.WorkspaceId == workspace && endpoints.Contains(row.ConnectionId)
            && row.Kind == DeliveryKind.CallWebhook && ids.Contains(row.SubjectId)).Select(row => row.Id).ToListAsync(cancellation);
        await db.Attempts.Where(row => row.WorkspaceId == workspace && deliveries.Contains(row.DeliveryId)).ExecuteDeleteAsync(cancellation);
        await db.Deliveries.Where(row => row.WorkspaceId == workspace && deliveries.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        await db.HubEvents.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        return ids.Count;
    }, cancellation);
}
