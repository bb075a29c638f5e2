using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sending;

/// <summary>Notes that somebody has read a conversation, for the platform to show its contact.</summary>
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
        await store.Write(workspace, id, db =>
        {
            var owing = new Owing(db, store.Ids, store.Now);
            owing.Owe(lane, conversationId);
            return owing.Write(cancellation);
        }, cancellation);
        bell.Ring(lane);
        return true;
    }
}
