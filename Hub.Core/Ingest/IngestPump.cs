using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Deliveries;
using Hub.Core.Ingest.Applying;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Ingest;

/// <summary>Takes stored webhooks, parses them and applies what they hold, connection by connection.</summary>
public sealed class IngestPump(
    HubStore store, ConnectorRegistry connectors, EventApplier applier, IngestQueue queue, LaneBell bell, IngestMetrics metrics,
    WebhookWriter writer, ErasedKeys erased, Disconnector disconnector, TimeProvider clock, ILogger<IngestPump> logger)
{
    private const int Crowd = 16;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan MostPatience = TimeSpan.FromMilliseconds(250);

    // SQLite has one writer: as long as a batch is being applied, no webhook can be accepted. 50 take about 5 ms.
    private readonly int _batchSize = store.Kind == StorageKind.Sqlite ? 50 : 200;

    /// <summary>Applies one batch of a connection. One that has more queues again behind the others: a long backlog holds up nobody else.</summary>
    public async Task Turn(Guid workspace, Guid connection, CancellationToken cancellation)
    {
        await LetSendersGoFirst(cancellation);
        if (await ApplyBatch(workspace, connection, _batchSize, cancellation) == _batchSize)
            queue.Announce(workspace, connection);
    }

    /// <summary>Finds connections with pending webhooks: those of a process that died, and those that another node has stored.</summary>
    public async Task Sweep()
    {
        var pending = await store.Read(null, db => db.WebhookEvents.Where(row => row.State == WebhookEventState.Pending)
            .Select(row => new { row.WorkspaceId, row.ConnectionId }).Distinct().ToListAsync());
        foreach (var connection in pending)
            queue.Announce(connection.WorkspaceId, connection.ConnectionId);
    }

    // A platform gives up on an answer, a stored webhook can wait: while many senders wait for theirs, applying leaves them the machine. It
    // never stops altogether, since a crowd may stay for hours.
    private async Task LetSendersGoFirst(CancellationToken cancellation)
    {
        for (var waited = TimeSpan.Zero; writer.SendersWaiting >= Crowd && waited < MostPatience; waited += Step)
            await Task.Delay(Step, clock, cancellation);
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task<int> ApplyBatch(Guid workspace, Guid connection, int size, CancellationToken cancellation)
    {
        try
        {
            return await Commit(workspace, connection, size, null, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException && !Outage.Is(error))
        {
            Log.BatchFailed(logger, connection, error.GetType().Name);
            return await OneByOne(workspace, connection, size, cancellation);
        }
    }

    // Crash checkpoints. 1: nothing has happened; the webhooks are pending. 2: everything is applied but not committed; the database
    // forgets it. 3: committed; the lanes are not awake, which the sweep of lanes mends.
    private async Task<int> Commit(Guid workspace, Guid connectionId, int size, Guid? only, CancellationToken cancellation)
    {
        Checkpoint.Reached("ingest", 1);
        var (count, applied, connection) = await store.Write(workspace, connectionId, async db =>
        {
            var batch = await db.WebhookEvents
                .Where(row => row.WorkspaceId == workspace && row.ConnectionId == connectionId && row.State == WebhookEventState.Pending
                    && (only == null || row.Id == only))
                .OrderBy(row => row.Id).Take(size).ToListAsync(cancellation);
            if (batch.Count == 0)
                return (0, Applied.Nothing, null);
            var connection = await db.Connections.SingleAsync(row => row.WorkspaceId == workspace && row.Id == connectionId, cancellation);
            using var span = HubTrace.Applying(connectionId, batch.Select(webhook => webhook.Trace));
            var result = await Apply(db, connection, batch, cancellation);
            await db.SaveChangesAsync(cancellation);
            Checkpoint.Reached("ingest", 2);
            return (batch.Count, result, (Connection?)connection);
        }, cancellation);
        Checkpoint.Reached("ingest", 3);
        bell.Ring(applied.Lanes);
        if (applied.HasEnded)
            await disconnector.Ended(connection!, cancellation);
        return count;
    }

    private async Task<Applied> Apply(HubDb db, Connection connection, List<WebhookEvent> batch, CancellationToken cancellation)
    {
        var connector = connectors.As<IReceive>(connection.ConnectorId);
        var events = new List<ChannelEvent>(batch.Count);
        foreach (var webhook in batch)
        {
            var read = Read(connector, webhook);
            var wanted = await erased.Without(db, connection, read, cancellation);
            if (wanted.Count < read.Count)
                webhook.Body = []; // somebody of it was erased; what else it says is applied now
            events.AddRange(wanted);
        }

        await SilenceWatch.Heard(db, connection, store.Now, cancellation);
        var applied = await applier.Apply(db, connection, events, cancellation);
        metrics.Applied(connection.ConnectorId, events.Count, applied.Unknown);
        return applied;
    }

    private IReadOnlyList<ChannelEvent> Read(IReceive? connector, WebhookEvent webhook)
    {
        webhook.Attempts++;
        var parsed = connector?.Parse(webhook.Body)
            ?? ParsedPayload.Failed(new Reason("connector_not_active", "The connector is not active; replay when it is."));
        if (parsed.Unreadable is { } reason)
        {
            Fail(webhook, reason.Code, reason.Detail);
            return [];
        }

        webhook.State = WebhookEventState.Applied;
        webhook.AppliedAt = store.Now;
        metrics.Waited(webhook.ConnectorId, store.Now - webhook.ReceivedAt);
        webhook.FailureCode = webhook.FailureDetail = null;
        webhook.Events = parsed.Events.Count;
        webhook.UnknownEvents = parsed.Events.OfType<UnknownEvent>().Count();
        return parsed.Events;
    }

    // A batch that cannot be applied is cut into its webhooks: the one at fault is set aside with its reason, the others go on.
    private async Task<int> OneByOne(Guid workspace, Guid connection, int size, CancellationToken cancellation)
    {
        var ids = await store.Read(workspace, db => db.WebhookEvents
            .Where(row => row.WorkspaceId == workspace && row.ConnectionId == connection && row.State == WebhookEventState.Pending)
            .OrderBy(row => row.Id).Take(size).Select(row => row.Id).ToListAsync(cancellation));
        foreach (var id in ids)
        {
            try
            {
                await Commit(workspace, connection, 1, id, cancellation);
            }
            catch (Exception error) when (error is not OperationCanceledException && !Outage.Is(error))
            {
                await SetAside(workspace, connection, id, error, cancellation);
            }
        }

        return ids.Count;
    }

    private Task SetAside(Guid workspace, Guid connection, Guid id, Exception error, CancellationToken cancellation) =>
        store.Write(workspace, connection, async db =>
        {
            var webhook = await db.WebhookEvents.SingleAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation);
            webhook.Attempts++;
            Fail(webhook, WebhookEvent.ApplyFailed, error.GetBaseException().GetType().Name); // the type only: a text may quote the message
        }, cancellation);

    private void Fail(WebhookEvent webhook, string code, string? detail)
    {
        webhook.State = WebhookEventState.Failed;
        webhook.FailureCode = code;
        webhook.FailureDetail = detail;
        metrics.Failed(webhook.ConnectorId);
    }
}

internal static partial class Log
{
    [LoggerMessage(1002, LogLevel.Warning, "A batch of connection {Connection} could not be applied ({Error}); applying one by one")]
    public static partial void BatchFailed(ILogger logger, Guid connection, string error);
}
