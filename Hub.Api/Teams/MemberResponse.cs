using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Teams;

/// <summary>A member as colleagues see them.</summary>
public sealed record MemberResponse(
    Guid Id, string Name, string Email, RoleName Role, IReadOnlyList<TeamName> Teams, MemberState State, bool TotpEnabled,
    DateTimeOffset CreatedAt, DateTimeOffset? LastSeenAt)
{
    internal static async Task<MemberResponse> Of(HubStore store, Guid workspace, Guid id, string language, CancellationToken cancellation) =>
        await store.Read(workspace, async db => (await Of(
            db, [await db.Members.SingleAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation)], language, cancellation))[0]);

    /// <summary>With the names of their roles and teams; two queries however many they are.</summary>
    internal static async Task<List<MemberResponse>> Of(HubDb db, List<Member> members, string language, CancellationToken cancellation)
    {
        if (members.Count == 0)
            return [];
        var (workspace, ids) = (members[0].WorkspaceId, members.ConvertAll(row => row.Id));
        var roles = await db.Roles.Where(row => row.WorkspaceId == workspace).ToDictionaryAsync(row => row.Id, cancellation);
        var teams = (await (
            from place in db.TeamMembers
            where place.WorkspaceId == workspace && ids.Contains(place.MemberId)
            join team in db.Teams on new { place.WorkspaceId, Id = place.TeamId } equals new { team.WorkspaceId, team.Id }
            orderby team.Name
            select new { place.MemberId, Team = new TeamName(team.Id, team.Name) }).ToListAsync(cancellation)).ToLookup(row => row.MemberId, row => row.Team);
        return members.ConvertAll(row => new MemberResponse(
            row.Id, row.Name, row.Email,
            new RoleName(row.RoleId, RoleView.Of(row.RoleId, roles.GetValueOrDefault(row.RoleId)).Name.In(language)),
            [.. teams[row.Id]], row.State, row.TotpEnabled, row.CreatedAt, row.LastSeenAt));
    }
}
