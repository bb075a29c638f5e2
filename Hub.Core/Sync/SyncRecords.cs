using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sync;

/// <summary>Writes records of one entity to a CRM in batches, and keeps the map of ids.</summary>
public abstract class SyncRecords<T>(HubStore store, ConnectorRegistry connectors) : LaneWork
{
    protected abstract SyncEntity Entity { get; }

    protected HubStore Store => store;

    protected ConnectorRegistry Connectors => connectors;

    public override int BatchSize(ConnectorManifest manifest, ConnectorLimits limits) =>
        manifest.Entities.TryGetValue(Entity.ToString().ToLowerInvariant(), out var writes) ? writes.Batch : 1;

    public override int BatchesAtOnce => 5;

    public override async Task<IReadOnlyList<DeliveryResult>> Execute(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        var (items, early) = await Load(run, batch, cancellation);
        var written = await Write(run, items, cancellation);
        var said = connectors.Can<IPoll<CrmChange>>(run.Connection.ConnectorId)
            ? items.ToDictionary(item => item.Key, item => Agreement.Of(Fields(item.Value)), StringComparer.Ordinal)
            : [];
        return [.. batch.Select(delivery => early.GetValueOrDefault(delivery.SubjectId) is { } outcome
            ? new DeliveryResult(delivery, outcome)
            : Result(delivery, written.GetValueOrDefault(Key(delivery.SubjectId)), said.GetValueOrDefault(Key(delivery.SubjectId))))];
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
            var link = isNew ? Link(run, result.Delivery.SubjectId, remoteId!) : isGone ? null : known;
            if (isNew)
                added.Add(link!);
            if (link is not null && result is { Outcome: Outcome.Accepted or Outcome.Duplicate, Extra: Written { Said: { } said } written })
                (link.Agreed, link.WrittenAt, link.Version) = (said, store.Now, written.Result.Version);
        }

        await db.SaveChangesAsync(cancellation); // first what goes: a new link may have the key of an old one
        db.ExternalIds.AddRange(added);
        if (results.Any(result => result.Extra is Written { Said: not null, Result.ChangedThere: true }))
            await Read(db, run, cancellation);
    }

    // What somebody has changed there is looked at before this is tried again.
    private async Task Read(HubDb db, LaneRun run, CancellationToken cancellation)
    {
        var owing = new Owing(db, store.Ids, store.Now);
        CrmWatch.Owe(owing, run.Lane with { Kind = DeliveryKind.ReadCrm });
        await owing.Write(cancellation);
        db.Changes.Lanes.UnionWith(owing.Lanes); // woken once it has committed
    }

    /// <returns>What can be written, and outcomes of what cannot be written yet or any more.</returns>
    protected abstract Task<(List<WriteItem<T>> Items, Dictionary<Guid, Outcome> Early)> Load(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation);

    protected abstract Task<BatchAnswer> Upsert(LaneRun run, IReadOnlyList<WriteItem<T>> batch, CancellationToken cancellation);

    /// <summary>What of it can be changed there and comes back; see <see cref="CrmFields"/>.</summary>
    private protected abstract string?[] Fields(T value);

    protected static string Key(Guid id) => id.ToString("N");

    protected Task<Dictionary<Guid, string>> RemoteIds(
        HubDb db, LaneRun run, SyncEntity entity, IReadOnlyList<Guid> ids, CancellationToken cancellation) =>
        Links(db, run, entity).Where(row => ids.Contains(row.LocalId))
            .ToDictionaryAsync(row => row.LocalId, row => row.RemoteId, cancellation);

    /// <summary>With the id and the version that the record has there, where the hub knows them.</summary>
    protected async Task<Func<Guid, T, WriteItem<T>>> Items(HubDb db, LaneRun run, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var links = await Links(db, run, Entity).Where(row => ids.Contains(row.LocalId)).ToDictionaryAsync(row => row.LocalId, cancellation);
        return (id, value) => links.GetValueOrDefault(id) is { } link
            ? new WriteItem<T>(Key(id), link.RemoteId, value) { Version = link.Version }
            : new WriteItem<T>(Key(id), null, value);
    }

    private static DeliveryResult Result(Delivery delivery, WriteResult? written, string? said) => written is null
        ? new DeliveryResult(delivery, new Outcome.Transient(new Reason("no_result", "The connector gave no result for this record.")))
        : new DeliveryResult(delivery, written.Outcome, new Written(written, said)) { WasAnswered = written.ChangedThere };

    // A batch that is rejected as a whole is halved until the record at fault stands alone.
    private async Task<Dictionary<string, WriteResult>> Write(LaneRun run, List<WriteItem<T>> items, CancellationToken cancellation)
    {
        if (items.Count == 0)
            return [];
        var answer = await Upsert(run, items, cancellation);
        if (answer.Whole is Outcome.Rejected && items.Count > 1)
        {
            var half = items.Count / 2;
            var first = await Write(run, items[..half], cancellation);
            foreach (var (key, result) in await Write(run, items[half..], cancellation))
                first[key] = result;
            return first;
        }

        return answer.Whole is { } whole
            ? items.ToDictionary(item => item.Key, item => new WriteResult(item.Key, whole))
            : answer.Results.ToDictionary(result => result.Key);
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

    /// <param name="Said">What went out, as an <see cref="Agreement"/>; null for a CRM that is not read back.</param>
    private sealed record Written(WriteResult Result, string? Said);
}
