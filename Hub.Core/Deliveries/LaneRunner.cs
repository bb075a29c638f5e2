using System.Data.Common;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Deliveries;

/// <summary>
/// Runs a lane: takes its due deliveries in batches, has them carried out, and settles them, until nothing is due, or its turn is over and
/// others wait for the worker: a few lanes with a long backlog must not keep answers, polls and tokens waiting.
/// </summary>
public sealed class LaneRunner(
    HubStore store,
    IEnumerable<LaneWork> works,
    ConnectorRegistry connectors,
    ConnectionContexts contexts,
    TokenKeeper tokens,
    LaneDeliveries deliveries,
    LaneGate gate,
    TimeProvider clock,
    ILogger<LaneRunner> logger)
{
    /// <summary>A call to a vendor ends within 15 s, most within one. One that is cut off may have been heard.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(14);

    /// <summary>No call is begun later than this after the first, where another lane waits for the worker.</summary>
    public static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);

    /// <summary>Code of what was on its way when its hub stopped; see <see cref="OutcomeTexts"/>.</summary>
    public const string Interrupted = "interrupted";

    private readonly Dictionary<DeliveryKind, LaneWork> _works = works.ToDictionary(work => work.Kind);

    /// <param name="stopping">Takes nothing more from then on; what is under way has <see cref="Grace"/> to end.</param>
    /// <returns>When the lane wants to run again; null when nothing is owed or somebody else runs it.</returns>
    public async Task<DateTimeOffset?> Run(LaneKey lane, CancellationToken stopping)
    {
        if (!_works.ContainsKey(lane.Kind))
            return null; // of a newer version, beside which this one still runs: its nodes find it by their own sweep
        if (await Open(lane) is not { } run)
        {
            await SettleOfClosed(lane, stopping);
            return null; // one that is paused or parked waits for a person, not for a time
        }

        using var place = gate.TryEnter(Peer(run), out var wait);
        if (place is null)
            return store.Now + wait;
        var floor = new LaneFloor(store, lane);
        if (await LaneLease.TryTake(store, lane, stopping) is not { } lease || !await Drain(lease, floor, Peer(run), stopping)
            || stopping.IsCancellationRequested)
            return null;
        // Asked only now: a wake-up that found the lane held is for something that is seen here.
        if (await Open(lane) is null || await deliveries.NextDue(lane, floor) is not { } due)
            return null;
        // What has been due for long would come first once more: from now on, so that it stands behind whatever waits for a worker.
        return due < store.Now ? store.Now : due;
    }

    private async Task<bool> Drain(LaneLease lease, LaneFloor floor, string peer, CancellationToken stopping)
    {
        using var held = new CancellationTokenSource();
        using var end = stopping.Register(() => held.CancelAfter(Grace));
        var beat = Beat(lease, held);
        var turn = new LaneTurn(clock, Turn, () => gate.IsCrowded(peer), stopping);
        try
        {
            await SettleInterrupted(lease, held.Token);
            while (!turn.IsOver && await RunBatch(lease, floor, turn, held.Token))
                held.Token.ThrowIfCancellationRequested();
            return true;
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(logger, lease.Lane.ToString());
            return false;
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
    private async Task<bool> RunBatch(LaneLease lease, LaneFloor floor, LaneTurn turn, CancellationToken cancellation)
    {
        var work = _works[lease.Lane.Kind];
        if (await Open(lease.Lane) is not { } opened)
            return false;
        var run = opened with { Lease = lease };
        Checkpoint.Reached("lane", 1, lease.Lane.Kind);
        var taken = await deliveries.Take(lease, floor, work, run, cancellation);
        if (taken.Count == 0)
            return false;
        await CarryOut(lease, work, run, taken, turn, cancellation);
        return true;
    }

    // The next call goes out while the last one is being written down. After anything but plain success that stops, and what is left is
    // taken anew: the vendor may have asked us to wait, the connection may be parked.
    private async Task CarryOut(
        LaneLease lease, LaneWork work, LaneRun run, List<Delivery> taken, LaneTurn turn, CancellationToken cancellation)
    {
        var settling = Task.CompletedTask;
        try
        {
            foreach (var (index, batch) in taken.Chunk(work.BatchSize(run.Manifest, run.Limits)).Index())
            {
                if (index > 0 && (turn.IsOver || await Open(lease.Lane) is null))
                    return; // or the connection was switched off since these were taken
                Checkpoint.Reached("lane", 2, lease.Lane.Kind);
                var results = await Guarded(work, run, batch, cancellation);
                Checkpoint.Reached("lane", 3, lease.Lane.Kind);
                gate.Heard(Peer(run), Circuit.IsHeard(results));
                var refused = results.Where(result => IsRefused(run, result.Outcome)).ToList();
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
            await deliveries.Settle(lease, work, run, batch, results, cancellation);
            Checkpoint.Reached("lane", 4, lease.Lane.Kind);
        }
    }

    // A grant that one call calls gone is renewed, which proves it: one answer is not enough to end what a person has connected.
    private static bool IsRefused(LaneRun run, Outcome outcome) => outcome is Outcome.AuthExpired
        || (outcome is Outcome.AuthRevoked && run.Connection.GrantedBy is not null && run.Lane.Kind is not (DeliveryKind.RefreshToken or DeliveryKind.Revoke)
            && run.Context.Credentials.RefreshToken is { Length: > 0 });

    // What the vendor refused for its token has not happened: it is owed again before the refresh, in which this process may die.
    private async Task Renew(
        LaneLease lease, LaneWork work, LaneRun run, List<DeliveryResult> refused, CancellationToken cancellation)
    {
        var again = refused.ConvertAll(result => result.Delivery);
        var refreshed = await tokens.Refresh(run.Connection, run.Context.Credentials.AccessToken, cancellation);
        if (refreshed is not Outcome.Accepted)
            await deliveries.Settle(lease, work, run, again, refused.ConvertAll(result => result with { Outcome = refreshed }), cancellation);
        else if (await Open(run.Lane) is { } renewed)
        {
            var batch = await deliveries.Mark(lease, work, renewed, again, cancellation);
            var results = await Guarded(work, renewed with { Lease = lease }, batch, cancellation);
            await deliveries.Settle(lease, work, renewed, batch, results, cancellation);
        }
    }

    // Webhook endpoints have one connector and are each somebody else's server.
    private static string Peer(LaneRun run) =>
        run.Lane.Kind == DeliveryKind.CallWebhook ? run.Connection.Id.ToString() : run.Connection.ConnectorId;

    private async Task<LaneRun?> Open(LaneKey lane, bool inAnyState = false)
    {
        var connection = await store.Read(lane.WorkspaceId, db => db.Connections.SingleOrDefaultAsync(row => row.Id == lane.ConnectionId));
        if (connection is null || (!inAnyState && !Works(connection, lane)) || connectors.Find(connection.ConnectorId) is not { Connector: not null } installed)
            return null;
        return new LaneRun(lane, connection, installed.Manifest!, contexts.Limits(connection), contexts.Open(connection));
    }

    private static bool Works(Connection connection, LaneKey lane) =>
        connection.State == lane.WorksIn && (connection.ParkedAt is null || !lane.IsParkable);

    // A connector must not throw. One that does has told nothing about what happened, which is an outcome too. Our own database failing
    // is another matter, as is a lane that somebody else has by now: then nothing can be written down, and the run ends.
    private async Task<IReadOnlyList<DeliveryResult>> Guarded(
        LaneWork work, LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        using var span = HubTrace.Delivering(run, batch);
        var forgotten = batch.Where(delivery => delivery.IsForgotten(work.OnceFor(run), store.Now)).ToList();
        var doubt = new Outcome.Unknown(new Reason("in_doubt_too_long", "It may have been done, and the other side would do it again."));
        List<DeliveryResult> untried = forgotten.ConvertAll(delivery => new DeliveryResult(delivery, doubt) { IsForgotten = true });
        batch = [.. batch.Except(forgotten)];
        try
        {
            return batch.Count == 0 ? untried : [.. untried, .. await work.Execute(run, batch, cancellation)];
        }
        catch (Exception error) when (error.GetBaseException() is not OperationCanceledException and not DbException and not LeaseLostException)
        {
            var type = error.GetBaseException().GetType().Name;
            Log.ConnectorThrew(logger, run.Lane.ToString(), type);
            return [.. untried, .. batch.Select(delivery => new DeliveryResult(delivery, new Outcome.Unknown(new Reason("connector_threw", type))))];
        }
    }

    // A connection that is paused, parked, off or disconnected has no lane that would do it: what a dead sender has left there would be "sending" for ever.
    private async Task SettleOfClosed(LaneKey lane, CancellationToken stopping)
    {
        if ((await deliveries.Started(lane, stopping)).Count == 0 || await LaneLease.TryTake(store, lane, stopping) is not { } lease)
            return; // or its sender lives: it settles them itself
        try
        {
            await SettleInterrupted(lease, stopping);
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(logger, lane.ToString());
        }
        finally
        {
            await lease.Release();
        }
    }

    // Their sender died between "it leaves" and "it has left".
    private async Task SettleInterrupted(LaneLease lease, CancellationToken cancellation)
    {
        var work = _works[lease.Lane.Kind];
        if (await Open(lease.Lane, inAnyState: true) is not { } run || !work.DoneTwiceIfRepeated(run))
            return;
        var started = await deliveries.Started(lease.Lane, cancellation);
        if (started.Count == 0)
            return;
        var doubt = new Outcome.Unknown(new Reason(Interrupted));
        await deliveries.Settle(lease, work, run, started, started.ConvertAll(row => new DeliveryResult(row, doubt)), cancellation);
    }

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
}

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning, "Lane {Lane} was taken over by another process")]
    public static partial void LeaseLost(ILogger logger, string lane);

    [LoggerMessage(2002, LogLevel.Warning, "Lane {Lane} could not be held: {Error}")]
    public static partial void BeatFailed(ILogger logger, string lane, string error);

    [LoggerMessage(2004, LogLevel.Error, "The connector of lane {Lane} threw {Error}")]
    public static partial void ConnectorThrew(ILogger logger, string lane, string error);
}
