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
        var page = await poll.Pull(run.Context, run.Connection.PollCursor, new PollBudget(CallsPerPull), cancellation);
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
        if (page.More)
            (result.Delivery.State, result.Delivery.SettledAt) = (DeliveryState.Owed, null);
        await db.SaveChangesAsync(cancellation); // applying may clear what the context tracks
        var applied = await applier.Apply(
            db, connection, await erased.Without(db, connection, page.Items, cancellation), cancellation);
        bell.Ring(applied.Lanes); // before the commit at worst: an early ring finds nothing, and the sweep rings again
    }
}
