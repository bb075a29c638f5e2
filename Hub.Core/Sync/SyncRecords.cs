using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sync;

/// <summary>Writes records of one entity to a CRM in batches, and keeps the map of ids.</summary>
public abstract class SyncRecords<T>(HubStore store) : LaneWork
{
    protected abstract SyncEntity Entity { get; }

    protected HubStore Store => store;

    public override int BatchSize(ConnectorManifest manifest, ConnectorLimits limits) =>
        manifest.Entities.TryGetValue(Entity.ToString().ToLowerInvariant(), out var writes) ? writes.Batch : 1;

    public override async Task<IReadOnlyList<DeliveryResult>> Execute(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        var (items, early) = await Load(run, batch, cancellation);
        var outcomes = await Write(run, items, cancellation);
        return [.. batch.Select(delivery => new DeliveryResult(
            delivery,
            early.GetValueOrDefault(delivery.SubjectId) ?? outcomes.GetValueOrDefault(Key(delivery.SubjectId))
                ?? new Outcome.Transient(new Reason("no_result", "The connector gave no result for this record."))))];
    }

    public override async Task Record(
        HubDb db, LaneRun run, IReadOnlyList<DeliveryResult> results, CancellationToken cancellation)
    {
        var ids = results.Select(result => result.Delivery.SubjectId).ToList();
        var map = await db.ExternalIds
            .Where(row => row.WorkspaceId == run.Lane.WorkspaceId && row.ConnectionId == run.Connection.Id && row.Entity == Entity
                && ids.Contains(row.LocalId))
            .ToDictionaryAsync(row => row.LocalId, cancellation);
        foreach (var result in results)
        {
            var known = map.GetValueOrDefault(result.Delivery.SubjectId);
            if (result.Outcome is Outcome.NotFound && known is not null)
                db.ExternalIds.Remove(known); // deleted or merged over there: written anew next time
            else if (RemoteId(result.Outcome) is { Length: > 0 } remoteId)
                await Link(db, run, result.Delivery.SubjectId, known, remoteId, cancellation);
        }
    }

    /// <returns>What can be written, and outcomes of what cannot be written yet or any more.</returns>
    protected abstract Task<(List<WriteItem<T>> Items, Dictionary<Guid, Outcome> Early)> Load(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation);

    protected abstract Task<BatchAnswer> Upsert(LaneRun run, IReadOnlyList<WriteItem<T>> batch, CancellationToken cancellation);

    protected static string Key(Guid id) => id.ToString("N");

    protected Task<Dictionary<Guid, string>> RemoteIds(
        HubDb db, LaneRun run, SyncEntity entity, IReadOnlyList<Guid> ids, CancellationToken cancellation) =>
        db.ExternalIds.Where(row => row.ConnectionId == run.Connection.Id && row.Entity == entity && ids.Contains(row.LocalId))
            .ToDictionaryAsync(row => row.LocalId, row => row.RemoteId, cancellation);

    // A batch that is rejected as a whole is halved until the record at fault stands alone.
    private async Task<Dictionary<string, Outcome>> Write(LaneRun run, List<WriteItem<T>> items, CancellationToken cancellation)
    {
        if (items.Count == 0)
            return [];
        var answer = await Upsert(run, items, cancellation);
        if (answer.Whole is Outcome.Rejected && items.Count > 1)
        {
            var half = items.Count / 2;
            var first = await Write(run, items[..half], cancellation);
            foreach (var (key, outcome) in await Write(run, items[half..], cancellation))
                first[key] = outcome;
            return first;
        }

        return answer.Whole is { } whole
            ? items.ToDictionary(item => item.Key, _ => whole)
            : answer.Results.ToDictionary(result => result.Key, result => result.Outcome);
    }

    private static string? RemoteId(Outcome outcome) => outcome switch
    {
        Outcome.Accepted accepted => accepted.RemoteId,
        Outcome.Duplicate duplicate => duplicate.RemoteId,
        Outcome.Conflict conflict => conflict.ExistingId,
        _ => null,
    };

    private async Task Link(HubDb db, LaneRun run, Guid localId, ExternalId? known, string remoteId, CancellationToken cancellation)
    {
        if (known?.RemoteId == remoteId)
            return;
        var other = await db.ExternalIds.FirstOrDefaultAsync(
            row => row.WorkspaceId == run.Lane.WorkspaceId && row.ConnectionId == run.Connection.Id && row.Entity == Entity
                && row.RemoteId == remoteId, cancellation);
        if (other is not null)
            return; // another record of ours is that one over there: one each way, so the first stays
        if (known is not null)
            db.ExternalIds.Remove(known);
        await db.SaveChangesAsync(cancellation);
        db.ExternalIds.Add(new ExternalId
        {
            WorkspaceId = run.Lane.WorkspaceId,
            ConnectionId = run.Connection.Id,
            Entity = Entity,
            LocalId = localId,
            RemoteId = remoteId,
            LinkedAt = store.Now,
        });
    }
}
