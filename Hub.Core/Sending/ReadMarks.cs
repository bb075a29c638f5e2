using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sending;

/// <summary>Notes that somebody has read a conversation: nothing in it is unread any more, and the platform may show its contact.</summary>
public sealed class ReadMarks(HubStore store, LaneBell bell)
{
    /// <returns>False when there is no such conversation.</returns>
    public async Task<bool> Set(Guid workspace, Guid conversationId, CancellationToken cancellation)
    {
        var connection = await store.Read(workspace, db => db.Conversations
            .Where(row => row.Id == conversationId).Select(row => (Guid?)row.ConnectionId).FirstOrDefaultAsync(cancellation));
        if (connection is not { } id)
            return false;
        var lane = new LaneKey(workspace, id, DeliveryKind.MarkRead);
        await store.Write(workspace, id, async db =>
        {
            var row = await db.Conversations.SingleAsync(
                conversation => conversation.WorkspaceId == workspace && conversation.Id == conversationId, cancellation);
            if (!(row.LastInboundAt <= row.SeenUpTo))
            {
                row.SeenUpTo = row.LastInboundAt;
                db.Changes.Recount(workspace, conversationId);
            }

            var owing = new Owing(db, store.Ids, store.Now);
            owing.Owe(lane, conversationId);
            await owing.Write(cancellation);
        }, cancellation);
        bell.Ring(lane);
        return true;
    }
}
