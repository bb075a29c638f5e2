using Hub.Core.Feed;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Teams;

/// <summary>Teams and who is in them.</summary>
public sealed class TeamDesk(HubStore store, Sessions sessions)
{
    public Task<PeopleAnswer> Create(Caller caller, TeamChange draft, CancellationToken cancellation) => Run(caller, null, async (db, _) =>
    {
        var team = new Team { WorkspaceId = caller.WorkspaceId, Id = store.Ids.Next(), Name = draft.Name!, CreatedAt = store.Now };
        db.Teams.Add(team);
        return await Apply(db, caller, team, draft, "team.created", cancellation);
    }, cancellation);

    public Task<PeopleAnswer> Change(Caller caller, Guid id, TeamChange change, CancellationToken cancellation) =>
        Run(caller, id, (db, team) => Apply(db, caller, team!, change, "team.changed", cancellation), cancellation);

    public Task<PeopleAnswer> Delete(Caller caller, Guid id, CancellationToken cancellation) => Run(caller, id, async (db, team) =>
    {
        await db.TeamMembers.Where(row => row.WorkspaceId == caller.WorkspaceId && row.TeamId == id).ExecuteDeleteAsync(cancellation);
        await db.Conversations.Where(row => row.WorkspaceId == caller.WorkspaceId && row.TeamId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, (Guid?)null), cancellation);
        await db.Connections.Where(row => row.WorkspaceId == caller.WorkspaceId && row.TeamId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, (Guid?)null), cancellation);
        db.Changes.Tell(new FeedEvent(caller.WorkspaceId, FeedEventType.Resync));
        db.Teams.Remove(team!);
        db.Note(store, caller.WorkspaceId, caller.Actor, "team.deleted", id);
        return new PeopleAnswer.Done(id);
    }, cancellation);

    /// <summary>Whoever sees less than all may not let themselves into another team, nor anybody else.</summary>
    /// <returns>Null when the caller may change who is in these teams.</returns>
    internal static async Task<PeopleAnswer?> NotJoinable(
        HubDb db, Caller caller, IReadOnlyCollection<Guid> teams, CancellationToken cancellation)
    {
        var known = await db.Teams.CountAsync(row => row.WorkspaceId == caller.WorkspaceId && teams.Contains(row.Id), cancellation);
        if (known != teams.Distinct().Count())
            return new PeopleAnswer.NoSuchTeam();
        return teams.All(team => MayChange(caller, team)) ? null : new PeopleAnswer.MoreThanOwn();
    }

    private static bool MayChange(Caller caller, Guid team) => caller.Sees == VisibilityScope.All || caller.Teams.Contains(team);

    private async Task<PeopleAnswer> Run(
        Caller caller, Guid? id, Func<HubDb, Team?, Task<PeopleAnswer>> work, CancellationToken cancellation)
    {
        var answer = await store.Write(caller.WorkspaceId, caller.WorkspaceId, async db =>
        {
            var team = id is null ? null : await db.Teams.FirstOrDefaultAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == id, cancellation);
            if (id is not null && team is null)
                return new PeopleAnswer.NotFound();
            if (team is not null && !MayChange(caller, team.Id))
                return new PeopleAnswer.MoreThanOwn();
            var done = await work(db, team);
            if (done is not PeopleAnswer.Done)
                db.ChangeTracker.Clear();
            return done;
        }, cancellation);
        sessions.Forget();
        return answer;
    }

    private async Task<PeopleAnswer> Apply(
        HubDb db, Caller caller, Team team, TeamChange change, string action, CancellationToken cancellation)
    {
        if (change.Name is { } name && await db.Teams.AnyAsync(
            row => row.WorkspaceId == team.WorkspaceId && row.Name == name && row.Id != team.Id, cancellation))
            return new PeopleAnswer.Taken();
        team.Name = change.Name ?? team.Name;
        if (change.Assignment is { } mode)
            (team.Assignment, team.Capacity) = (mode, change.Capacity);
        if (change.Members is { } members && !await SetMembers(db, team, members, cancellation))
            return new PeopleAnswer.NoSuchMember();
        db.Note(store, caller.WorkspaceId, caller.Actor, action, team.Id);
        return new PeopleAnswer.Done(team.Id);
    }

    private static async Task<bool> SetMembers(HubDb db, Team team, IReadOnlyCollection<Guid> members, CancellationToken cancellation)
    {
        var known = await db.Members.CountAsync(row => row.WorkspaceId == team.WorkspaceId && members.Contains(row.Id), cancellation);
        if (known != members.Distinct().Count())
            return false;
        var before = await db.TeamMembers.Where(row => row.WorkspaceId == team.WorkspaceId && row.TeamId == team.Id).ToListAsync(cancellation);
        db.TeamMembers.RemoveRange(before.Where(row => !members.Contains(row.MemberId)));
        foreach (var member in members.Distinct().Except(before.Select(row => row.MemberId)))
            db.TeamMembers.Add(new TeamMember { WorkspaceId = team.WorkspaceId, TeamId = team.Id, MemberId = member });
        return true;
    }
}

/// <summary>What is null stays.</summary>
/// <param name="Capacity">Goes with <paramref name="Assignment"/>.</param>
public sealed record TeamChange(string? Name, IReadOnlyCollection<Guid>? Members, AssignmentMode? Assignment, int? Capacity);
