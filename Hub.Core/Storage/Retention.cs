using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Storage;

/// <summary>How long what is over is kept.</summary>
/// <param name="Webhooks">The bytes that platforms posted, once they are applied, and those for accounts that nobody has connected.</param>
/// <param name="Deliveries">What was delivered or set aside, with its attempts.</param>
/// <param name="Reports">The bytes that left for ad platforms, with hashes and ids of people; that something was reported, when and how it was answered stays.</param>
public sealed record Keeping(TimeSpan Webhooks, TimeSpan Deliveries, TimeSpan Reports);

/// <summary>
/// Forgets what is over: a bounded batch in a transaction, then a rest as long as the batch took, so that whoever accepts webhooks or
/// answers people hardly notices. What waits for a person (webhooks that could not be read, dead letters, what is in doubt,
/// what goes on when its connection is switched on) stays.
/// </summary>
public sealed class Retention(HubStore store, Keeping keeping, TimeProvider clock)
{
    /// <summary>Rows of one transaction.</summary>
    public const int Batch = 500;

    // What a run does not get through goes on when it comes around again.
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(5);

    public async Task Run(CancellationToken cancellation)
    {
        var end = store.Now + Turn;
        var workspaces = await store.Read(null, db => db.Workspaces.Select(row => row.Id).ToListAsync(cancellation));
        foreach (var workspace in workspaces.Prepend(Guid.Empty)) // where webhooks for nobody lie
        {
            await Walk(after => Webhooks(workspace, after, cancellation), end, cancellation);
            await Walk(after => Deliveries(workspace, DeliveryState.Done, after, cancellation), end, cancellation);
            await Walk(after => Deliveries(workspace, DeliveryState.Cancelled, after, cancellation), end, cancellation);
            await Walk(after => Reports(workspace, after, cancellation), end, cancellation);
        }
    }

    private async Task Walk(Func<Guid, Task<Guid?>> batch, DateTimeOffset end, CancellationToken cancellation)
    {
        for (Guid? last = Guid.Empty; last is { } after && store.Now < end;)
        {
            var start = clock.GetTimestamp();
            last = await batch(after);
            if (last is not null)
                await Rest.After(clock, start, cancellation);
        }
    }

    // Ids rise with time, so the oldest lie together at the beginning of the key.
    private Task<Guid?> Webhooks(Guid workspace, Guid after, CancellationToken cancellation) => store.Write(workspace, null, async db =>
    {
        var before = Ids.Before(store.Now - keeping.Webhooks);
        var ids = await db.WebhookEvents.Where(row => row.WorkspaceId == workspace && row.Id.CompareTo(after) > 0 && row.Id.CompareTo(before) < 0
                && (row.State == WebhookEventState.Applied || row.State == WebhookEventState.Unrouted))
            .OrderBy(row => row.Id).Take(Batch).Select(row => row.Id).ToListAsync(cancellation);
        await db.WebhookEvents.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id)
            && (row.State == WebhookEventState.Applied || row.State == WebhookEventState.Unrouted)).ExecuteDeleteAsync(cancellation);
        return ids.Count == Batch ? ids[^1] : (Guid?)null;
    }, cancellation);

    // One that is owed anew meanwhile is not over: the rows are locked before they are looked at.
    private Task<Guid?> Deliveries(Guid workspace, DeliveryState state, Guid after, CancellationToken cancellation) => store.Write(workspace, null, async db =>
    {
        var limit = store.Now - keeping.Deliveries;
        var before = Ids.Before(limit);
        var ids = await db.Deliveries.Where(row => row.WorkspaceId == workspace && row.State == state
                && row.Id.CompareTo(after) > 0 && row.Id.CompareTo(before) < 0)
            .OrderBy(row => row.Id).Take(Batch).Select(row => row.Id).ToListAsync(cancellation);
        if (store.Kind == StorageKind.Postgres)
            await db.Database.ExecuteSqlAsync(
                $"select 1 from deliveries where workspace_id = {workspace} and id = any({ids.ToArray()}) order by id for update", cancellation);
        var over = await db.Deliveries.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id) && row.State == state
                && row.SettledAt < limit && row.Outcome != SwitchedOff.Outcome)
            .Select(row => row.Id).ToListAsync(cancellation);
        await db.Attempts.Where(row => row.WorkspaceId == workspace && over.Contains(row.DeliveryId)).ExecuteDeleteAsync(cancellation);
        await db.Deliveries.Where(row => row.WorkspaceId == workspace && over.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        return ids.Count == Batch ? ids[^1] : (Guid?)null;
    }, cancellation);

    private Task<Guid?> Reports(Guid workspace, Guid after, CancellationToken cancellation) => store.Write(workspace, null, async db =>
    {
        var (now, before) = (store.Now, Ids.Before(store.Now - keeping.Reports));
        var ids = await db.LedgerRequests.Where(row => row.WorkspaceId == workspace && row.ForgottenAt == null
                && row.Id.CompareTo(after) > 0 && row.Id.CompareTo(before) < 0)
            .OrderBy(row => row.Id).Take(Batch).Select(row => row.Id).ToListAsync(cancellation);
        await db.LedgerParts.Where(row => row.WorkspaceId == workspace && ids.Contains(row.RequestId)).ExecuteDeleteAsync(cancellation);
        await db.LedgerRequests.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Body, Array.Empty<byte>()).SetProperty(row => row.ForgottenAt, now), cancellation);
        return ids.Count == Batch ? ids[^1] : (Guid?)null;
    }, cancellation);
}
