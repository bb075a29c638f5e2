using System.Data.Common;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Deliveries;

/// <summary>Runs a lane: takes its due deliveries in batches, has them carried out, and settles them, until nothing is due.</summary>
public sealed class LaneRunner(
    HubStore store,
    IEnumerable<LaneWork> works,
    ConnectorRegistry connectors,
    ConnectionContexts contexts,
    TokenKeeper tokens,
    Settlement settlement,
    DeliveryMetrics metrics,
    TimeProvider clock,
    ILogger<LaneRunner> logger)
{
    private readonly Dictionary<DeliveryKind, LaneWork> _works = works.ToDictionary(work => work.Kind);

    /// <returns>When the lane wants to run again; null when nothing is owed or somebody else runs it.</returns>
    public async Task<DateTimeOffset?> Run(LaneKey lane, CancellationToken cancellation)
    {
        if (await LaneLease.TryTake(store, lane, cancellation) is not { } lease)
            return null;
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var beat = Beat(lease, held);
        try
        {
            await SettleInterrupted(lease, held.Token);
            while (await RunBatch(lease, held.Token))
                held.Token.ThrowIfCancellationRequested();
            return await Open(lane) is null ? null : await NextDue(lane); // a paused connection waits for a person, not for a time
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(logger, lane.ToString());
            return null;
        }
        finally
        {
            await held.CancelAsync();
            await beat;
            await lease.Release();
        }
    }

    // Crash checkpoints. 1: nothing is marked; the deliveries are owed. 2: marked as started where repeating would harm, nothing has left.
    // 3: the other side has it, we have not written it down: in doubt, or repeated where that is safe. 4: settled; all is well.
    private async Task<bool> RunBatch(LaneLease lease, CancellationToken cancellation)
    {
        var work = _works[lease.Lane.Kind];
        if (await Open(lease.Lane) is not { } run)
            return false;
        Checkpoint.Reached("lane", 1);
        var taken = await Take(lease, work, run, cancellation);
        if (taken.Count == 0)
            return false;
        await CarryOut(lease, work, run, taken, cancellation);
        return true;
    }

    // The next call goes out while the last one is being written down. After anything but plain success that stops, and what is left is
    // taken anew: the vendor may have asked us to wait, the connection may be parked.
    private async Task CarryOut(LaneLease lease, LaneWork work, LaneRun run, List<Delivery> taken, CancellationToken cancellation)
    {
        var settling = Task.CompletedTask;
        try
        {
            foreach (var (index, batch) in taken.Chunk(work.BatchSize(run.Manifest, run.Limits)).Index())
            {
                if (index > 0 && await Open(lease.Lane) is null)
                    return; // switched off since these were taken
                Checkpoint.Reached("lane", 2);
                var results = await Guarded(work, run, batch, cancellation);
                Checkpoint.Reached("lane", 3);
                var refused = results.Where(result => result.Outcome is Outcome.AuthExpired).ToList();
                await settling;
                settling = Task.Run(() => Settled(batch, [.. results.Except(refused)]), CancellationToken.None); // SQLite would not return
                if (results.Count(result => result.Outcome is Outcome.Accepted or Outcome.Duplicate) == batch.Length)
                    continue;
                await settling;
                if (refused.Count > 0)
                    await Renew(lease, work, run, refused, cancellation);
                return;
            }
        }
        finally
        {
            await settling; // also when the next call came to nothing: what the other side has must be written down
        }

        async Task Settled(Delivery[] batch, IReadOnlyList<DeliveryResult> results)
        {
            await Settle(lease, work, run, batch, results, cancellation);
            Checkpoint.Reached("lane", 4);
        }
    }

    // What the vendor refused for its token has not happened: it is owed again before the refresh, in which this process may die.
    private async Task Renew(
        LaneLease lease, LaneWork work, LaneRun run, List<DeliveryResult> refused, CancellationToken cancellation)
    {
        var deliveries = refused.ConvertAll(result => result.Delivery);
        var refreshed = await tokens.Refresh(run.Connection, run.Context.Credentials.AccessToken, cancellation);
        if (refreshed is not Outcome.Accepted)
            await Settle(lease, work, run, deliveries, refused.ConvertAll(result => result with { Outcome = refreshed }), cancellation);
        else if (await Open(run.Lane) is { } again)
        {
            var batch = await Mark(lease, work, deliveries, cancellation);
            await Settle(lease, work, again, batch, await Guarded(work, again, batch, cancellation), cancellation);
        }
    }

    private async Task<LaneRun?> Open(LaneKey lane)
    {
        var connection = await store.Read(lane.WorkspaceId, db => db.Connections.SingleOrDefaultAsync(row => row.Id == lane.ConnectionId));
        if (connection is not { State: ConnectionState.Active } || connectors.Find(connection.ConnectorId) is not { Connector: not null } installed)
            return null;
        return new LaneRun(lane, connection, installed.Manifest!, contexts.Limits(connection), contexts.Open(connection));
    }

    private Task<List<Delivery>> Take(LaneLease lease, LaneWork work, LaneRun run, CancellationToken cancellation) =>
        store.Write<List<Delivery>>(null, lease.Lane.ConnectionId, async db =>
        {
            var lane = await lease.Hold(db, cancellation);
            if (lane.NotBefore > store.Now)
                return [];
            var now = store.Now;
            var batch = await Heads(db, lease.Lane).Where(row => row.DueAt <= now)
                .OrderBy(row => row.DueAt).ThenBy(row => row.Id)
                .Take(work.BatchSize(run.Manifest, run.Limits) * work.BatchesAtOnce).ToListAsync(cancellation);
            if (work.DoneTwiceIfRepeated)
                batch.ForEach(delivery => delivery.State = DeliveryState.Started);
            return batch;
        }, cancellation);

    private Task<List<Delivery>> Mark(
        LaneLease lease, LaneWork work, List<Delivery> chosen, CancellationToken cancellation) =>
        store.Write<List<Delivery>>(null, lease.Lane.ConnectionId, async db =>
        {
            await lease.Hold(db, cancellation);
            var ids = chosen.ConvertAll(delivery => delivery.Id);
            var batch = await Mine(db, lease.Lane).Where(row => ids.Contains(row.Id) && row.State == DeliveryState.Owed)
                .OrderBy(row => row.Id).ToListAsync(cancellation);
            if (work.DoneTwiceIfRepeated)
                batch.ForEach(delivery => delivery.State = DeliveryState.Started);
            return batch;
        }, cancellation);

    // A connector must not throw. One that does has told nothing about what happened, which is an outcome too. Our own database failing
    // is another matter: then nothing can be written down, and the run ends.
    private async Task<IReadOnlyList<DeliveryResult>> Guarded(
        LaneWork work, LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        try
        {
            return await work.Execute(run, batch, cancellation);
        }
        catch (Exception error) when (error.GetBaseException() is not OperationCanceledException and not DbException)
        {
            var type = error.GetBaseException().GetType().Name;
            Log.ConnectorThrew(logger, run.Lane.ToString(), type);
            return [.. batch.Select(delivery => new DeliveryResult(delivery, new Outcome.Unknown(new Reason("connector_threw", type))))];
        }
    }

    private Task Settle(
        LaneLease lease, LaneWork work, LaneRun run, IReadOnlyList<Delivery> batch, IReadOnlyList<DeliveryResult> results,
        CancellationToken cancellation) =>
        store.Write(null, lease.Lane.ConnectionId, async db =>
        {
            var lane = await lease.Hold(db, cancellation);
            var connection = await db.Connections.SingleAsync(
                row => row.WorkspaceId == lease.Lane.WorkspaceId && row.Id == lease.Lane.ConnectionId, cancellation);
            var rows = await Lock(db, lease.Lane, [.. batch.Select(delivery => delivery.Id)], cancellation);
            foreach (var result in results.Where(result => rows.ContainsKey(result.Delivery.Id)))
                Settle(db, rows[result.Delivery.Id], result, work.DoneTwiceIfRepeated, lane, connection);
            foreach (var untried in rows.Values.Where(row => row.State == DeliveryState.Started))
                untried.State = DeliveryState.Owed;
            await work.Record(db, run, [.. results.Where(result => rows.ContainsKey(result.Delivery.Id))
                .Select(result => result with { Delivery = rows[result.Delivery.Id] })], cancellation);
        }, cancellation);

    private void Settle(HubDb db, Delivery row, DeliveryResult result, bool doneTwiceIfRepeated, Lane lane, Connection connection)
    {
        metrics.Tried(connection.ConnectorId, row.Kind, result.Outcome);
        if (result.Outcome is not Outcome.Accepted and not Outcome.Duplicate and not Outcome.Throttled)
            db.Attempts.Add(new Attempt
            {
                WorkspaceId = row.WorkspaceId,
                DeliveryId = row.Id,
                Id = store.Ids.Next(),
                At = store.Now,
                Outcome = result.Outcome.GetType().Name,
                Code = result.Outcome.Because?.Code,
                Detail = result.Outcome.Because?.Detail,
            });
        settlement.Apply(row, result.Delivery.Revision, result.Outcome, doneTwiceIfRepeated, lane, connection, store.Now);
    }

    // Their sender died between "it leaves" and "it has left".
    private async Task SettleInterrupted(LaneLease lease, CancellationToken cancellation)
    {
        var work = _works[lease.Lane.Kind];
        if (!work.DoneTwiceIfRepeated || await Open(lease.Lane) is not { } run)
            return;
        var started = await store.Read(null, db => Mine(db, lease.Lane).Where(row => row.State == DeliveryState.Started).ToListAsync(cancellation));
        if (started.Count == 0)
            return;
        var doubt = new Outcome.Unknown(new Reason("interrupted", "The hub stopped while it was being sent."));
        await Settle(lease, work, run, started, started.ConvertAll(row => new DeliveryResult(row, doubt)), cancellation);
    }

    private Task<DateTimeOffset?> NextDue(LaneKey lane) => store.Read(null, async db =>
    {
        var due = await Heads(db, lane)
            .OrderBy(row => row.DueAt).Select(row => (DateTimeOffset?)row.DueAt).FirstOrDefaultAsync();
        var notBefore = await db.Lanes
            .Where(row => row.WorkspaceId == lane.WorkspaceId && row.ConnectionId == lane.ConnectionId && row.Kind == lane.Kind)
            .Select(row => row.NotBefore).FirstOrDefaultAsync();
        return due < notBefore ? notBefore : due;
    });

    private async Task Beat(LaneLease lease, CancellationTokenSource held)
    {
        try
        {
            while (true)
            {
                await Task.Delay(LaneLease.Beat, clock, held.Token);
                await lease.Beats(held.Token);
            }
        }
        catch (OperationCanceledException)
        {
            return; // the run is over
        }
        catch (Exception error) // lost, or the database is away: either way this run must not go on
        {
            Log.BeatFailed(logger, lease.Lane.ToString(), error.GetType().Name);
            await held.CancelAsync();
        }
    }

    private static IQueryable<Delivery> Mine(HubDb db, LaneKey lane) => db.Deliveries
        .Where(row => row.WorkspaceId == lane.WorkspaceId && row.ConnectionId == lane.ConnectionId && row.Kind == lane.Kind);

    // Of the deliveries with one order key only the first that is owed may leave: the others wait for it, not for their own time.
    private static IQueryable<Delivery> Heads(HubDb db, LaneKey lane) => Mine(db, lane)
        .Where(row => row.State == DeliveryState.Owed && (row.OrderKey == null || !db.Deliveries.Any(
            other => other.WorkspaceId == lane.WorkspaceId && other.ConnectionId == lane.ConnectionId && other.Kind == lane.Kind
                && other.OrderKey == row.OrderKey && other.State == DeliveryState.Owed && other.Id.CompareTo(row.Id) < 0)));

    // A contact's change on another connection raises revisions outside this connection's serial order, so the rows are locked.
    private static async Task<Dictionary<Guid, Delivery>> Lock(HubDb db, LaneKey lane, Guid[] ids, CancellationToken cancellation)
    {
        if (db.Database.ProviderName!.EndsWith("PostgreSQL", StringComparison.Ordinal))
            await db.Database.ExecuteSqlAsync(
                $"select 1 from deliveries where workspace_id = {lane.WorkspaceId} and id = any({ids}) order by id for update", cancellation);
        return await db.Deliveries // by the key alone: with the lane's columns SQLite reads the whole lane
            .Where(row => row.WorkspaceId == lane.WorkspaceId && ids.Contains(row.Id)
                && (row.State == DeliveryState.Owed || row.State == DeliveryState.Started))
            .ToDictionaryAsync(row => row.Id, cancellation);
    }
}

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning, "Lane {Lane} was taken over by another process")]
    public static partial void LeaseLost(ILogger logger, string lane);

    [LoggerMessage(2002, LogLevel.Warning, "Lane {Lane} could not be held: {Error}")]
    public static partial void BeatFailed(ILogger logger, string lane, string error);

    [LoggerMessage(2004, LogLevel.Error, "The connector of lane {Lane} threw {Error}")]
    public static partial void ConnectorThrew(ILogger logger, string lane, string error);

    [LoggerMessage(2003, LogLevel.Warning, "Connection {Connection} could not refresh its token: {Code}")]
    public static partial void RefreshFailed(ILogger logger, Guid connection, string code);
}
