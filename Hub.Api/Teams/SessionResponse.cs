using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Teams;

/// <summary>Who is signed in.</summary>
public sealed record SessionResponse(SignedInMember Member, WorkspaceName Workspace)
{
    /// <param name="workspace">The member's.</param>
    internal static Task<SessionResponse> Of(
        HubStore store, Guid workspace, Guid member, string language, CancellationToken cancellation) => store.Read(workspace, async db =>
        {
            var row = await db.Members.SingleAsync(row => row.WorkspaceId == workspace && row.Id == member, cancellation);
            var own = await db.Roles.FirstOrDefaultAsync(role => role.WorkspaceId == workspace && role.Id == row.RoleId, cancellation);
            var teams = await (
                from mine in db.TeamMembers
                where mine.WorkspaceId == workspace && mine.MemberId == member
                join team in db.Teams on new { mine.WorkspaceId, Id = mine.TeamId } equals new { team.WorkspaceId, team.Id }
                orderby team.Name
                select new TeamName(team.Id, team.Name)).ToListAsync(cancellation);
            var home = await db.Workspaces.Where(row => row.Id == workspace).Select(row => new { row.Name, row.TimeZone }).SingleAsync(cancellation);
            var role = RoleView.Of(row.RoleId, own);
            return new SessionResponse(
                new SignedInMember(
                    row.Id, row.Name, row.Email, new RoleName(role.Id, role.Name.In(language)), teams, row.Language,
                    role.Permissions.Contains(Permissions.All) ? Permissions.Known : role.Permissions,
                    role.Sees, row.TotpEnabled, row.PasswordHash is not null),
                new WorkspaceName(workspace, home.Name, home.TimeZone ?? WorkspaceSettings.HomeTimeZone));
        });
}

/// <param name="Language"><c>vi</c> or <c>en</c>; null follows the browser.</param>
/// <param name="Permissions">Each by its name; an owner's are all.</param>
/// <param name="HasPassword">False for an owner who came by the first start's link and has not set one yet.</param>
public sealed record SignedInMember(
    Guid Id, string Name, string Email, RoleName Role, IReadOnlyList<TeamName> Teams, string? Language, IReadOnlyList<string> Permissions,
    VisibilityScope Sees, bool TotpEnabled, bool HasPassword);

public sealed record RoleName(Guid Id, string Name);

public sealed record TeamName(Guid Id, string Name);

/// <param name="TimeZone">IANA name: bookings are by its clock.</param>
public sealed record WorkspaceName(Guid Id, string Name, string TimeZone);
