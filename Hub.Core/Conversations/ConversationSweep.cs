using Hub.Core.Automation;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Conversations;

/// <summary>What happens to conversations by itself: snoozed ones wake, and a team's unassigned ones go to whoever has room by now.</summary>
public sealed partial class ConversationSweep(HubStore store, HappeningRules rules, ILogger<ConversationSweep> logger)
{
    private const int AtOnce = 200;
    private const int OfTeam = 50;

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
        var teams = await store.Read(null, db => db.Teams.Where(team => team.Assignment == AssignmentMode.RoundRobin)
            .Select(team => new { team.WorkspaceId, team.Id }).ToListAsync(cancellation));
        foreach (var team in teams) // each by itself: one whose members are all busy must not keep the others waiting
            await Assign(team.WorkspaceId, team.Id, cancellation);
    }

    private async Task Assign(Guid workspace, Guid team, CancellationToken cancellation)
    {
        var waiting = await store.Read(workspace, db => db.Conversations
            .Where(row => row.WorkspaceId == workspace && row.TeamId == team && row.AssigneeId == null && row.Status == ConversationStatus.Open)
            .OrderBy(row => row.LastActivityAt).Take(OfTeam).Select(row => new Place(row.WorkspaceId, row.ConnectionId, row.Id))
            .ToListAsync(cancellation));
        await Each(waiting, async (db, hand, ids) =>
        {
            var rows = await db.Conversations.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id)
                && row.AssigneeId == null && row.TeamId != null).OrderBy(row => row.LastActivityAt).ToListAsync(cancellation);
            await hand.GiveOut(rows, cancellation);
        }, cancellation);
    }

    private async Task Each(
        List<Place> places, Func<HubDb, ConversationHand, List<Guid>, Task> work, CancellationToken cancellation)
    {
        foreach (var group in places.GroupBy(place => (place.Workspace, place.Connection), place => place.Id))
        {
            try
            {
                await store.Write(group.Key.Workspace, group.Key.Connection, async db =>
                {
                    var hand = new ConversationHand(db, store, group.Key.Workspace, ConversationEvent.ByItself, null);
                    await work(db, hand, [.. group]);
                    await rules.Follow(db, group.Key.Workspace, group.Key.Connection, hand.Happened, cancellation);
                }, cancellation);
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                Failed(logger, group.Key.Connection, error.GetBaseException().GetType().Name); // the others go on; the next sweep tries again
            }
        }
    }

    [LoggerMessage(1004, LogLevel.Warning, "Conversations of connection {Connection} could not be woken or given out: {Error}")]
    private static partial void Failed(ILogger logger, Guid connection, string error);

    private sealed record Place(Guid Workspace, Guid Connection, Guid Id);
}
