using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce;

/// <summary>How orders and bookings are changed: in their connection's turn, all of it or nothing, and what that owes is told once it stands.</summary>
internal static class CommerceTurn
{
    /// <param name="change">What came of it, and the lanes that are owed something; null when it was refused, which leaves no trace.</param>
    public static async Task<T> Take<T>(
        HubStore store, LaneBell bell, Guid workspace, Guid connection,
        Func<HubDb, Task<(T Answer, IReadOnlyCollection<LaneKey>? Owed)>> change, CancellationToken cancellation)
    {
        var (answer, owed) = await store.Write(workspace, connection, async db =>
        {
            var changed = await change(db);
            if (changed.Owed is null)
                db.ChangeTracker.Clear();
            return changed;
        }, cancellation);
        bell.Ring(owed ?? []);
        return answer;
    }

    /// <returns>The connection of the conversation, or null when there is none.</returns>
    public static Task<Guid?> ConnectionOf(HubStore store, Guid workspace, Guid conversation, CancellationToken cancellation) => store.Read(
        workspace, db => db.Conversations.Where(row => row.WorkspaceId == workspace && row.Id == conversation)
            .Select(row => (Guid?)row.ConnectionId).FirstOrDefaultAsync(cancellation));
}
