using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Teams;

/// <summary>Invites and changes members.</summary>
public sealed class Members(HubStore store, Sessions sessions)
{
    public static Member New(HubStore store, Guid workspace, string email, string name, Guid role) => new()
    {
        WorkspaceId = workspace,
        Id = store.Ids.Next(),
        Email = email,
        NormalizedEmail = Normalized(email),
        Name = name,
        RoleId = role,
        State = MemberState.Invited,
        SecurityStamp = MemberStore.NewStamp(),
        ConcurrencyStamp = MemberStore.NewStamp(),
        CreatedAt = store.Now,
    };

    public Task<PeopleAnswer> Invite(
        Caller caller, string email, string name, Guid roleId, IReadOnlyCollection<Guid> teams, CancellationToken cancellation) =>
        store.Write<PeopleAnswer>(caller.WorkspaceId, null, async db =>
        {
            if (await Rights.NotGivable(db, caller, roleId, cancellation) is { } refused)
                return refused;
            if (await TeamDesk.NotJoinable(db, caller, teams, cancellation) is { } unknown)
                return unknown;
            var normalized = Normalized(email);
            if (await db.Members.IgnoreQueryFilters().AnyAsync(row => row.NormalizedEmail == normalized, cancellation))
                return new PeopleAnswer.Taken();
            var member = New(store, caller.WorkspaceId, email, name, roleId);
            db.Members.Add(member);
            foreach (var team in teams)
                db.TeamMembers.Add(new TeamMember { WorkspaceId = caller.WorkspaceId, TeamId = team, MemberId = member.Id });
            var token = await Invitations.Add(db, store, member, InvitationKind.Accept, cancellation);
            db.Note(store, caller.WorkspaceId, caller.Actor, "member.invited", member.Id);
            return new PeopleAnswer.Done(member.Id, token);
        }, cancellation);

    /// <summary>A new link for somebody who lost theirs, or their password. The one before stops working.</summary>
    public Task<PeopleAnswer> Renew(Caller caller, Guid id, CancellationToken cancellation) =>
        Change(caller, id, async (db, member) =>
        {
            if (member.State == MemberState.Disabled)
                return new PeopleAnswer.NotFound();
            var token = await Invitations.Add(db, store, member, InvitationKind.Accept, cancellation);
            db.Note(store, caller.WorkspaceId, caller.Actor, "member.link_made", id);
            return new PeopleAnswer.Done(id, token);
        }, cancellation);

    public Task<PeopleAnswer> Change(Caller caller, Guid id, MemberChange change, CancellationToken cancellation) =>
        Change(caller, id, async (db, member) =>
        {
            if (change.RoleId is { } role && await Rights.NotGivable(db, caller, role, cancellation) is { } refused)
                return refused;
            var leavesOwners = change.State == MemberState.Disabled || (change.RoleId is { } to && to != BuiltInRoles.Owner.Id);
            if (leavesOwners && await IsLastOwner(db, member, cancellation))
                return new PeopleAnswer.LastOwner();
            if (change.Teams is { } teams && await SetTeams(db, caller, member, teams, cancellation) is { } unknown)
                return unknown;
            await Apply(db, caller, member, change, cancellation);
            return new PeopleAnswer.Done(id);
        }, cancellation);

    /// <summary>Signs somebody out everywhere.</summary>
    public Task<PeopleAnswer> EndSessions(Caller caller, Guid id, CancellationToken cancellation) =>
        Change(caller, id, async (db, member) =>
        {
            await Sessions.EndAll(db, member, cancellation);
            db.Note(store, caller.WorkspaceId, caller.Actor, "member.sessions_ended", id);
            return new PeopleAnswer.Done(id);
        }, cancellation);

    /// <summary>For somebody who has lost their authenticator and their recovery codes.</summary>
    public Task<PeopleAnswer> RemoveTotp(Caller caller, Guid id, CancellationToken cancellation) =>
        Change(caller, id, async (db, member) =>
        {
            (member.TotpEnabled, member.TotpKey, member.RecoveryCodes) = (false, null, null);
            await Sessions.EndAll(db, member, cancellation);
            db.Note(store, caller.WorkspaceId, caller.Actor, "member.totp_removed", id);
            return new PeopleAnswer.Done(id);
        }, cancellation);

    /// <summary>As Identity's own normalizer writes it; addresses are ASCII.</summary>
    internal static string Normalized(string email) => email.Trim().ToUpperInvariant();

    // One after the other in the workspace: two owners who demote each other at the same time would leave none.
    private async Task<PeopleAnswer> Change(
        Caller caller, Guid id, Func<HubDb, Member, Task<PeopleAnswer>> change, CancellationToken cancellation)
    {
        var answer = await store.Write(caller.WorkspaceId, caller.WorkspaceId, async db =>
        {
            var member = await db.Members.FirstOrDefaultAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == id, cancellation);
            if (member is null)
                return new PeopleAnswer.NotFound();
            if (!caller.MayGive(await Rights.RoleOf(db, caller.WorkspaceId, member.RoleId, cancellation)))
                return new PeopleAnswer.MoreThanOwn();
            return await change(db, member);
        }, cancellation);
        sessions.Forget(id);
        return answer;
    }

    private static async Task<bool> IsLastOwner(HubDb db, Member member, CancellationToken cancellation) =>
        member.RoleId == BuiltInRoles.Owner.Id && member.State == MemberState.Active
        && !await db.Members.AnyAsync(
            row => row.WorkspaceId == member.WorkspaceId && row.Id != member.Id && row.RoleId == BuiltInRoles.Owner.Id
                && row.State == MemberState.Active, cancellation);

    private async Task<PeopleAnswer?> SetTeams(
        HubDb db, Caller caller, Member member, IReadOnlyCollection<Guid> teams, CancellationToken cancellation)
    {
        var rows = await db.TeamMembers.Where(row => row.WorkspaceId == member.WorkspaceId && row.MemberId == member.Id).ToListAsync(cancellation);
        var before = rows.ConvertAll(row => row.TeamId);
        if (await TeamDesk.NotJoinable(db, caller, [.. teams.Except(before), .. before.Except(teams)], cancellation) is { } unknown)
            return unknown;
        db.TeamMembers.RemoveRange(rows.Where(row => !teams.Contains(row.TeamId)));
        foreach (var team in teams.Except(before))
            db.TeamMembers.Add(new TeamMember { WorkspaceId = member.WorkspaceId, TeamId = team, MemberId = member.Id });
        if (teams.Count != before.Count || teams.Except(before).Any())
            db.Note(store, caller.WorkspaceId, caller.Actor, "member.teams_changed", member.Id);
        return null;
    }

    private async Task Apply(HubDb db, Caller caller, Member member, MemberChange change, CancellationToken cancellation)
    {
        member.Name = change.Name ?? member.Name;
        if (change.RoleId is { } role && role != member.RoleId)
        {
            member.RoleId = role;
            db.Note(store, caller.WorkspaceId, caller.Actor, "member.role_changed", member.Id);
        }

        var isDisabled = member.State == MemberState.Disabled;
        if (change.State == MemberState.Disabled && !isDisabled)
        {
            member.State = MemberState.Disabled;
            await Sessions.EndAll(db, member, cancellation);
            await db.Invitations.Where(row => row.WorkspaceId == member.WorkspaceId && row.MemberId == member.Id).ExecuteDeleteAsync(cancellation);
            db.Note(store, caller.WorkspaceId, caller.Actor, "member.disabled", member.Id);
        }
        else if (change.State == MemberState.Active && isDisabled)
        {
            member.State = member.PasswordHash is null ? MemberState.Invited : MemberState.Active;
            db.Note(store, caller.WorkspaceId, caller.Actor, "member.enabled", member.Id);
        }
    }
}

/// <summary>What is null stays.</summary>
/// <param name="State">Active or disabled.</param>
public sealed record MemberChange(string? Name, Guid? RoleId, IReadOnlyCollection<Guid>? Teams, MemberState? State);
