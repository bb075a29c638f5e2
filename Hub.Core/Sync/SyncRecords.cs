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
        await CrmPlace.Enter(store, connectors, run, cancellation);
        var (items, early) = await Load(run, batch, cancellation);
        var sent = connectors.Can<IPoll<CrmChange>>(run.Connection.ConnectorId)
            ? items.ToDictionary(item => item.Key, item => new Sent(Agreement.Of(Fields(item.Value)), item.Version), StringComparer.Ordinal)
            : [];
        await Announce(run, items, sent, cancellation);
        var askedAt = store.Now;
        var written = await Write(run, items, cancellation);
        var results = new List<DeliveryResult>(batch.Count);
        foreach (var delivery in batch)
            results.Add(early.GetValueOrDefault(delivery.SubjectId) is { } outcome ? new DeliveryResult(delivery, outcome)
                : await Result(run, delivery, written.GetValueOrDefault(Key(delivery.SubjectId)), sent.GetValueOrDefault(Key(delivery.SubjectId)), askedAt, cancellation));
        return results;
    }

    public override async Task Record(
        HubDb db, LaneRun run, IReadOnlyList<DeliveryResult> results, CancellationToken cancellation)
    {
        var remoteIds = results.Select(result => RemoteId(result.Outcome)).OfType<string>().ToList();
        var localIds = results.Select(result => result.Delivery.SubjectId).ToList();
        var links = Links(db, run, Entity);
        var ours = await CrmLinks.Hold(db, run, Entity, localIds, cancellation);
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
            if (link is null || result is not { Outcome: Outcome.Accepted or Outcome.Duplicate, Extra: Written { Sent: { } sent } written })
                continue;
            link.WrittenAt = store.Now;
            if (link.Version == sent.Version || isNew) // else a read has met this write, or what somebody made of it since
                (link.Agreed, link.Version, link.Outgoing) = (sent.Said, written.Result.Version, null);
        }

        await db.SaveChangesAsync(cancellation); // first what goes: a new link may have the key of an old one
        db.ExternalIds.AddRange(added);
        if (results.Any(result => result.Extra is Written { Sent: not null, Result.ChangedThere: true, Followed: null or Followed.TooEarly }))
            await CrmWatch.Owe(db, store, run.Lane with { Kind = DeliveryKind.ReadCrm }, cancellation); // looked at before this is tried again
        await CrmReading.Count(
            db, run.Connection, Counted(results, Followed.Changed), Counted(results, Followed.Overruled), store.Now, cancellation);
    }

    private static int Counted(IReadOnlyList<DeliveryResult> results, Followed what) =>
        results.Count(result => result.Extra is Written written && written.Followed == what);

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

    /// <summary>What the connector met instead of what it was to write over.</summary>
    private protected abstract Task<Followed> Follow(LaneRun run, CrmChange there, DateTimeOffset readAt, CancellationToken cancellation);

    // Before the call: when this process dies after it, a read must tell the hub's own write from what a person did.
    private async Task Announce(
        LaneRun run, List<WriteItem<T>> items, Dictionary<string, Sent> sent, CancellationToken cancellation)
    {
        var known = items.Where(item => item.RemoteId is not null && sent.ContainsKey(item.Key))
            .ToDictionary(item => Guid.ParseExact(item.Key, "N"), item => sent[item.Key].Said);
        if (known.Count == 0)
            return;
        var ids = known.Keys.ToList();
        var agreed = await store.Read(run.Lane.WorkspaceId, db => Links(db, run, Entity).Where(row => ids.Contains(row.LocalId))
            .Select(row => new { row.LocalId, row.Agreed, row.Outgoing }).ToListAsync(cancellation));
        var news = agreed.Where(row => IsNews(row.Agreed, row.Outgoing, known[row.LocalId])).Select(row => row.LocalId).ToList();
        if (news.Count == 0)
            return;
        await store.Write(null, null, async db =>
        {
            await run.Prove(db, cancellation);
            foreach (var (id, link) in await CrmLinks.Hold(db, run, Entity, news, cancellation))
                if (IsNews(link.Agreed, link.Outgoing, known[id]))
                    link.Outgoing = Agreement.Outgoing(link.Outgoing, Agreement.News(link.Agreed!, known[id]));
        }, cancellation);

        static bool IsNews(string? agreed, string? outgoing, string said) =>
            agreed is not null && agreed != said && Agreement.Outgoing(outgoing, Agreement.News(agreed, said)) != outgoing;
    }

    private async Task<DeliveryResult> Result(
        LaneRun run, Delivery delivery, WriteResult? written, Sent? sent, DateTimeOffset askedAt, CancellationToken cancellation)
    {
        if (written is null)
            return new DeliveryResult(delivery, new Outcome.Transient(new Reason("no_result", "The connector gave no result for this record.")));
        Followed? followed = sent is not null && written is { ChangedThere: true, There: { } there }
            ? await Follow(run, there, askedAt, cancellation)
            : null;
        return new DeliveryResult(delivery, written.Outcome, new Written(written, sent, followed)) { WasAnswered = written.ChangedThere };
    }

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

    /// <param name="Said">What goes out, as an <see cref="Agreement"/>.</param>
    /// <param name="Version">Over which.</param>
    private sealed record Sent(string Said, string? Version);

    /// <param name="Sent">Null for a CRM that is not read back.</param>
    /// <param name="Followed">What became of what was met there; null when nothing was.</param>
    private sealed record Written(WriteResult Result, Sent? Sent, Followed? Followed);
}
