using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sending;

/// <summary>Tells the platform that the contact's messages have been read.</summary>
public sealed class MarkRead(HubStore store, ConnectorRegistry connectors) : LaneWork
{
    public override DeliveryKind Kind => DeliveryKind.MarkRead;

    public override int BatchSize(ConnectorManifest manifest, ConnectorLimits limits) => Math.Max(1, limits.Concurrency);

    public override async Task<IReadOnlyList<DeliveryResult>> Execute(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation) =>
        await Task.WhenAll(batch.Select(async delivery => new DeliveryResult(delivery, await Mark(run, delivery.SubjectId, cancellation))));

    private async Task<Outcome> Mark(LaneRun run, Guid conversationId, CancellationToken cancellation)
    {
        if (connectors.As<IConversationActions>(run.Connection.ConnectorId) is not { } actions)
            return new Outcome.Accepted();
        var (to, newest) = await store.Read(run.Lane.WorkspaceId, async db =>
        {
            var conversation = await db.Conversations.SingleAsync(row => row.Id == conversationId, cancellation);
            var key = await db.Messages.Where(row => row.ConversationId == conversationId && row.Direction == MessageDirection.Inbound)
                .OrderByDescending(row => row.OccurredAt).Select(row => row.Key).FirstOrDefaultAsync(cancellation);
            return (await Recipients.Of(db, conversation, cancellation), key);
        });
        return await actions.Act(run.Context, to, ConversationAction.MarkRead, newest, cancellation);
    }
}
