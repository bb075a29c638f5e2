using Hub.Core.Automation;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>What members and programs do with conversations: each change with its entry in the timeline, in one transaction.</summary>
public sealed class ConversationDesk(HubStore store, HappeningRules rules)
{
    /// <returns>By id; what the caller does not see is not found.</returns>
    public async Task<IReadOnlyDictionary<Guid, ChangeAnswer>> Change(
        Caller caller, IReadOnlyCollection<Guid> ids, ConversationChange change, CancellationToken cancellation)
    {
        var seen = await store.Read(caller.WorkspaceId, db => db.Conversations.VisibleTo(caller).Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Id, row.ConnectionId }).ToListAsync(cancellation));
        var answers = ids.Distinct().ToDictionary(id => id, _ => ChangeAnswer.NotFound);
        foreach (var connection in seen.GroupBy(row => row.ConnectionId, row => row.Id))
            foreach (var id in await Write(caller, connection.Key, [.. connection], change, cancellation))
                answers[id] = ChangeAnswer.Changed;
        return answers;
    }

    /// <summary>Whether those whom a change names are there.</summary>
    public Task<ChangeProblem?> Check(Guid workspace, ConversationChange change, CancellationToken cancellation) =>
        store.Read(workspace, async db =>
        {
            if (change.Assignee?.To is { } member && !await db.Members.AnyAsync(
                row => row.WorkspaceId == workspace && row.Id == member && row.State != MemberState.Disabled, cancellation))
                return ChangeProblem.NoSuchMember;
            if (change.Team?.To is { } team && !await db.Teams.AnyAsync(row => row.WorkspaceId == workspace && row.Id == team, cancellation))
                return ChangeProblem.NoSuchTeam;
            return (ChangeProblem?)null;
        });

    private Task<List<Guid>> Write(
        Caller caller, Guid connection, List<Guid> ids, ConversationChange change, CancellationToken cancellation) =>
        store.Write(caller.WorkspaceId, connection, async db =>
        {
            // Again inside the transaction: it may have gone to somebody else meanwhile.
            var rows = await db.Conversations.VisibleTo(caller).Where(row => ids.Contains(row.Id)).ToListAsync(cancellation);
            var hand = new ConversationHand(db, store, caller.WorkspaceId, caller.Actor, caller.MemberId);
            foreach (var row in rows)
                hand.Apply(row, change);
            if (change is { Team: not null, Assignee: null })
                await hand.GiveOut(rows, cancellation);
            await hand.Label(rows, change, cancellation);
            await rules.Follow(db, caller.WorkspaceId, connection, hand.Happened, cancellation);
            return rows.ConvertAll(row => row.Id);
        }, cancellation);
}
