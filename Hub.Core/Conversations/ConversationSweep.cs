using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>What happens to conversations by itself: snoozed ones wake, and a team's unassigned ones go to whoever has room by now.</summary>
public sealed class ConversationSweep(HubStore store)
{
    private const int AtOnce = 200;

    public async Task Run(CancellationToken cancellation)
    {
        await Wake(cancellation);
        await Assign(cancellation);
    }

    private async Task Wake(CancellationToken cancellation)
    {
        var now = store.Now;
        var due = await store.Read(null, db => db.Conversations.Where(row => row.SnoozedUntil != null && row.SnoozedUntil <= now)
            .OrderBy(row => row.SnoozedUntil).Take(AtOnce).Select(row => new Place(row.WorkspaceId, row.ConnectionId, row.Id))
            .ToListAsync(cancellation));
        await Each(due, async (db, hand, ids) =>
        {
            var rows = await db.Conversations.Where(row => row.WorkspaceId == hand.Workspace && ids.Contains(row.Id)
                && row.SnoozedUntil != null && row.SnoozedUntil <= now).ToListAsync(cancellation);
            rows.ForEach(hand.Wake);
        }, cancellation);
    }

    private async Task Assign(CancellationToken cancellation)
    {
        var waiting = await store.Read(null, db => db.Teams.Where(team => team.Assignment == AssignmentMode.RoundRobin)
            .Join(
                db.Conversations.Where(row => row.AssigneeId == null && row.Status == ConversationStatus.Open),
                team => new { team.WorkspaceId, TeamId = (Guid?)team.Id }, row => new { row.WorkspaceId, row.TeamId }, (_, row) => row)
            .OrderBy(row => row.LastActivityAt).Take(AtOnce).Select(row => new Place(row.WorkspaceId, row.ConnectionId, row.Id))
            .ToListAsync(cancellation));
        await Each(waiting, async (db, hand, ids) =>
        {
            var rows = await db.Conversations.Where(row => row.WorkspaceId == hand.Workspace && ids.Contains(row.Id)
                && row.AssigneeId == null && row.TeamId != null).OrderBy(row => row.LastActivityAt).ToListAsync(cancellation);
            await hand.GiveOut(rows, cancellation);
        }, cancellation);
    }

    private async Task Each(
        List<Place> places, Func<HubDb, ConversationHand, List<Guid>, Task> work, CancellationToken cancellation)
    {
        foreach (var group in places.GroupBy(place => (place.Workspace, place.Connection), place => place.Id))
            await store.Write(group.Key.Workspace, group.Key.Connection, db => work(
                db, new ConversationHand(db, store, group.Key.Workspace, ConversationEvent.ByItself, null), [.. group]), cancellation);
    }

    private sealed record Place(Guid Workspace, Guid Connection, Guid Id);
}
