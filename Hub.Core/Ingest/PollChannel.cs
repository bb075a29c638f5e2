using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Contacts.Erasing;
using Hub.Core.Deliveries;
using Hub.Core.Ingest.Applying;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Ingest;

/// <summary>Pulls what a platform announced without saying, and applies it together with the new cursor.</summary>
public sealed class PollChannel(ConnectorRegistry connectors, EventApplier applier, ErasedKeys erased, LaneBell bell) : LaneWork
{
    private const int CallsPerPull = 20;

    public override DeliveryKind Kind => DeliveryKind.Poll;

    public override int BatchSize(ConnectorManifest manifest, ConnectorLimits limits) => 1;

    public override async Task<IReadOnlyList<DeliveryResult>> Execute(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        if (connectors.As<IPoll<ChannelEvent>>(run.Connection.ConnectorId) is not { } poll)
            return [new DeliveryResult(batch[0], new Outcome.Rejected(new Reason("cannot_poll")))];
        var (cursor, blind, connected) = (run.Connection.PollCursor, run.Connection.BlindFrom, run.Connection.CreatedAt);
        // What was before the account was connected is none of ours. One that was never polled has heard of all before by webhooks.
        var since = cursor is null && blind > connected ? blind : connected;
        var page = await poll.Pull(run.Context, cursor, new PollBudget(CallsPerPull, since), cancellation);
        return [new DeliveryResult(batch[0], page.Outcome, page)];
    }

    public override async Task Record(
        HubDb db, LaneRun run, IReadOnlyList<DeliveryResult> results, CancellationToken cancellation)
    {
        if (results is not [{ Outcome: Outcome.Accepted, Extra: PollPage<ChannelEvent> page } result])
            return;
        var connection = await db.Connections.SingleAsync(
            row => row.WorkspaceId == run.Lane.WorkspaceId && row.Id == run.Connection.Id, cancellation);
        connection.PollCursor = page.Next;
        if (!page.More && connection.BlindUntil == run.Connection.BlindUntil)
            connection.BlindFrom = connection.BlindUntil = null;
        if (page.More)
            (result.Delivery.State, result.Delivery.SettledAt) = (DeliveryState.Owed, null);
        await db.SaveChangesAsync(cancellation); // applying may clear what the context tracks
        var events = await erased.Without(db, connection, page.Items, cancellation);
        var gaps = await ThreadGaps.Look(db, run.Connection, events, cancellation);
        var applied = await applier.Apply(db, connection, [.. events.Where(item => item is not HistoryEdgeEvent)], cancellation);
        await gaps.Mark(cancellation);
        bell.Ring(applied.Lanes); // before the commit at worst: an early ring finds nothing, and the sweep rings again
    }
}
