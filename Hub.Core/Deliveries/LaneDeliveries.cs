using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Deliveries;

/// <summary>The deliveries of a lane as its runner takes and settles them, each time in a transaction that holds the lease.</summary>
public sealed class LaneDeliveries(HubStore store, Settlement settlement, DeliveryMetrics metrics)
{
    /// <summary>What is due, for so many batches as the work takes at once; marked as started where repeating would harm.</summary>
    public Task<List<Delivery>> Take(LaneLease lease, LaneFloor floor, LaneWork work, LaneRun run, CancellationToken cancellation) =>
        store.Write<List<Delivery>>(null, lease.Lane.ConnectionId, async db =>
        {
            var lane = await lease.Hold(db, cancellation);
            if (lane.NotBefore > store.Now || !await IsOpen(db, lease.Lane, cancellation))
                return [];
            var (now, since) = (store.Now, await floor.Find(db, cancellation));
            var due = Heads(db, lease.Lane).Where(row => row.DueAt >= since && row.DueAt <= now).OrderBy(row => row.DueAt).ThenBy(row => row.Id);
            var most = work.BatchSize(run.Manifest, run.Limits) * work.BatchesAtOnce;
            var batch = await due.Where(row => !row.IsReplay).Take(most).ToListAsync(cancellation);
            if (batch.Count < most) // what somebody waits for now comes before what was given up long ago
                batch.AddRange(await Replays(db, lease.Lane, due, batch, most - batch.Count, cancellation));
            batch.ForEach(delivery => delivery.Leave(work.OnceFor(run), now));
            return batch;
        }, cancellation);

    /// <summary>Takes these again, those that are still owed.</summary>
    public Task<List<Delivery>> Mark(
        LaneLease lease, LaneWork work, LaneRun run, List<Delivery> chosen, CancellationToken cancellation) =>
        store.Write<List<Delivery>>(null, lease.Lane.ConnectionId, async db =>
        {
            await lease.Hold(db, cancellation);
            if (!await IsOpen(db, lease.Lane, cancellation))
                return [];
            var ids = chosen.ConvertAll(delivery => delivery.Id);
            var batch = await Mine(db, lease.Lane).Where(row => ids.Contains(row.Id) && row.State == DeliveryState.Owed)
                .OrderBy(row => row.Id).ToListAsync(cancellation);
            batch.ForEach(delivery => delivery.Leave(work.OnceFor(run), store.Now));
            return batch;
        }, cancellation);

    /// <summary>Those that a run has marked and nobody has settled.</summary>
    public Task<List<Delivery>> Started(LaneKey lane, CancellationToken cancellation) => store.Read(
        null, db => Mine(db, lane).Where(row => row.State == DeliveryState.Started).ToListAsync(cancellation));

    public Task Settle(
        LaneLease lease, LaneWork work, LaneRun run, IReadOnlyList<Delivery> batch, IReadOnlyList<DeliveryResult> results,
        CancellationToken cancellation) =>
        store.Write(null, lease.Lane.ConnectionId, async db =>
        {
            var lane = await lease.Hold(db, cancellation);
            var connection = await db.Connections.SingleAsync(
                row => row.WorkspaceId == lease.Lane.WorkspaceId && row.Id == lease.Lane.ConnectionId, cancellation);
            var rows = await Lock(db, lease.Lane, [.. batch.Select(delivery => delivery.Id)], cancellation);
            // What did not leave, or was refused, was not done: its next try is the first once more.
            var unknown = results.Where(result => result.Outcome is Outcome.Unknown).Select(result => result.Delivery.Id).ToHashSet();
            foreach (var first in batch.Where(delivery => delivery.IsFirstTry && !unknown.Contains(delivery.Id) && rows.ContainsKey(delivery.Id)))
                rows[first.Id].InDoubtSince = null;
            foreach (var result in results.Where(result => rows.ContainsKey(result.Delivery.Id)))
                Settle(db, rows[result.Delivery.Id], result, result.IsForgotten || work.DoneTwiceIfRepeated(run), lane, connection);
            Circuit.Note(lane, results, store.Now);
            foreach (var untried in rows.Values.Where(row => row.State == DeliveryState.Started))
                untried.State = DeliveryState.Owed;
            List<DeliveryResult> recorded = [.. results.Where(result => rows.ContainsKey(result.Delivery.Id))
                .Select(result => result with { Delivery = rows[result.Delivery.Id] })];
            if (recorded.Count > 0) // or all of it waits for a fresh token
                await work.Record(db, run, recorded, cancellation);
            if (!connection.IsOff || lease.Lane.Kind == DeliveryKind.Revoke)
                return;
            await db.SaveChangesAsync(cancellation); // switched off while this was on its way: what is owed again must not wait for ever
            await SwitchedOff.Cancel(db, connection, store.Now, cancellation);
        }, cancellation);

    /// <returns>When the lane has work again; null when nothing is owed.</returns>
    public Task<DateTimeOffset?> NextDue(LaneKey lane, LaneFloor floor) => store.Read(null, async db =>
    {
        var since = await floor.Find(db, CancellationToken.None);
        var due = await Heads(db, lane).Where(row => row.DueAt >= since)
            .OrderBy(row => row.DueAt).Select(row => (DateTimeOffset?)row.DueAt).FirstOrDefaultAsync();
        var notBefore = await db.Lanes
            .Where(row => row.WorkspaceId == lane.WorkspaceId && row.ConnectionId == lane.ConnectionId && row.Kind == lane.Kind)
            .Select(row => row.NotBefore).FirstOrDefaultAsync();
        return due < notBefore ? notBefore : due;
    });

    private void Settle(HubDb db, Delivery row, DeliveryResult result, bool doneTwiceIfRepeated, Lane lane, Connection connection)
    {
        metrics.Tried(connection.ConnectorId, row.Kind, result.OutcomeName);
        if (result.Try is not null || result.Outcome is not Outcome.Accepted and not Outcome.Duplicate and not Outcome.Throttled)
            db.Attempts.Add(new Attempt
            {
                WorkspaceId = row.WorkspaceId,
                DeliveryId = row.Id,
                Id = store.Ids.Next(),
                At = store.Now,
                Outcome = result.OutcomeName,
                Code = result.Outcome.Because?.Code,
                Detail = result.Outcome.Because?.Detail,
                Status = result.Try?.Status,
                DurationMs = result.Try?.DurationMs,
            });
        // What is done and would be done twice stays done, whatever has come up since.
        var seen = doneTwiceIfRepeated && !result.LeftNothing && result.Outcome is (Outcome.Accepted or Outcome.Duplicate)
            ? row.Revision : result.Delivery.Revision;
        if (result.IsWithheld)
            Withheld.Settle(row, result.Outcome.Because, store.Now);
        else
            settlement.Apply(row, seen, result.Outcome, doneTwiceIfRepeated, lane, connection, store.Now);
    }

    // Inside the transaction: who disconnects or parks takes the same turn, and after that nothing may begin.
    private static Task<bool> IsOpen(HubDb db, LaneKey lane, CancellationToken cancellation) => db.Connections.AnyAsync(
        row => row.WorkspaceId == lane.WorkspaceId && row.Id == lane.ConnectionId && row.State == lane.WorksIn
            && (row.ParkedAt == null || !lane.IsParkable), cancellation);

    private static IQueryable<Delivery> Mine(HubDb db, LaneKey lane) => db.Deliveries
        .Where(row => row.WorkspaceId == lane.WorkspaceId && row.ConnectionId == lane.ConnectionId && row.Kind == lane.Kind);

    // Of the deliveries with one order key only the first that is owed may leave: the others wait for it, not for their own time. A replay
    // holds up no other than replays: what was given up before it has been overtaken already.
    private static IQueryable<Delivery> Heads(HubDb db, LaneKey lane) => Mine(db, lane)
        .Where(row => row.State == DeliveryState.Owed && (row.OrderKey == null || !db.Deliveries.Any(
            other => other.WorkspaceId == lane.WorkspaceId && other.ConnectionId == lane.ConnectionId && other.Kind == lane.Kind
                && other.OrderKey == row.OrderKey && other.State == DeliveryState.Owed && (row.IsReplay || !other.IsReplay)
                && other.Id.CompareTo(row.Id) < 0)));

    // One of an order key at a time.
    private async Task<List<Delivery>> Replays(
        HubDb db, LaneKey lane, IQueryable<Delivery> due, List<Delivery> taken, int most, CancellationToken cancellation)
    {
        var busy = taken.Select(row => row.OrderKey).OfType<Guid>().ToList();
        var replays = due.Where(row => row.IsReplay && (row.OrderKey == null || !busy.Contains(row.OrderKey.Value))).Take(most);
        var found = await replays.ToListAsync(cancellation);
        if (found.Count == 0 || found[0].DueAt >= store.Now - ReplayQueue.Patience)
            return found;
        found.ForEach(row => db.Entry(row).State = EntityState.Detached); // the tracker would go on with their old turns
        await ReplayQueue.GoOn(db, lane, store.Now, cancellation);
        return await replays.ToListAsync(cancellation);
    }

    // A contact's change on another connection raises revisions outside this connection's serial order, so the rows are locked.
    private async Task<Dictionary<Guid, Delivery>> Lock(HubDb db, LaneKey lane, Guid[] ids, CancellationToken cancellation)
    {
        if (store.Kind == StorageKind.Postgres)
            await db.Database.ExecuteSqlAsync(
                $"select 1 from deliveries where workspace_id = {lane.WorkspaceId} and id = any({ids}) order by id for update", cancellation);
        return await db.Deliveries // by the key alone: with the lane's columns SQLite reads the whole lane
            .Where(row => row.WorkspaceId == lane.WorkspaceId && ids.Contains(row.Id)
                && (row.State == DeliveryState.Owed || row.State == DeliveryState.Started))
            .ToDictionaryAsync(row => row.Id, cancellation);
    }
}
