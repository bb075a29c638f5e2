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

    public override int BatchesAtOnce => 5;

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
        var remoteIds = results.Select(result => RemoteId(result.Outcome)).OfType<string>().ToList();
        var localIds = results.Select(result => result.Delivery.SubjectId).ToList();
        var links = Links(db, run, Entity);
        var ours = await links.Where(row => localIds.Contains(row.LocalId)).ToDictionaryAsync(row => row.LocalId, cancellation);
        var taken = await links.Where(row => remoteIds.Contains(row.RemoteId)).Select(row => row.RemoteId).ToHashSetAsync(cancellation);
        var added = new List<ExternalId>();
        foreach (var result in results)
        {
            var known = ours.GetValueOrDefault(result.Delivery.SubjectId);
            var isGone = result.Outcome is Outcome.NotFound; // deleted or merged over there: written anew next time
            var remoteId = RemoteId(result.Outcome);
            // Where another record of ours is that one over there the first stays: one each way.
            var isNew = !string.IsNullOrEmpty(remoteId) && known?.RemoteId != remoteId && taken.Add(remoteId);
            if (known is not null && (isGone || isNew))
                db.ExternalIds.Remove(known);
            if (isNew)
                added.Add(Link(run, result.Delivery.SubjectId, remoteId!));
        }

        await db.SaveChangesAsync(cancellation); // first what goes: a new link may have the key of an old one
        db.ExternalIds.AddRange(added);
    }

    /// <returns>What can be written, and outcomes of what cannot be written yet or any more.</returns>
    protected abstract Task<(List<WriteItem<T>> Items, Dictionary<Guid, Outcome> Early)> Load(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation);

    protected abstract Task<BatchAnswer> Upsert(LaneRun run, IReadOnlyList<WriteItem<T>> batch, CancellationToken cancellation);

    protected static string Key(Guid id) => id.ToString("N");

    protected Task<Dictionary<Guid, string>> RemoteIds(
        HubDb db, LaneRun run, SyncEntity entity, IReadOnlyList<Guid> ids, CancellationToken cancellation) =>
        Links(db, run, entity).Where(row => ids.Contains(row.LocalId))
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

    // With the workspace, which leads every index; the context's own filter may be switched off and so finds none.
    private static IQueryable<ExternalId> Links(HubDb db, LaneRun run, SyncEntity entity) => db.ExternalIds.Where(
        row => row.WorkspaceId == run.Lane.WorkspaceId && row.ConnectionId == run.Connection.Id && row.Entity == entity);

    private ExternalId Link(LaneRun run, Guid localId, string remoteId) => new()
    {
        WorkspaceId = run.Lane.WorkspaceId,
        ConnectionId = run.Connection.Id,
        Entity = Entity,
        LocalId = localId,
        RemoteId = remoteId,
        LinkedAt = store.Now,
    };
}
