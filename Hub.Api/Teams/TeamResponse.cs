using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Teams;

public sealed record TeamResponse(Guid Id, string Name, IReadOnlyList<Guid> MemberIds, TeamAssignment Assignment)
{
    /// <param name="only">One team, or null for all.</param>
    internal static Task<List<TeamResponse>> Of(HubStore store, Guid workspace, Guid? only, CancellationToken cancellation) =>
        store.Read(workspace, async db =>
        {
            var teams = await db.Teams.Where(row => row.WorkspaceId == workspace && (only == null || row.Id == only))
                .OrderBy(row => row.Id).ToListAsync(cancellation);
            var members = (await db.TeamMembers.Where(row => row.WorkspaceId == workspace && (only == null || row.TeamId == only))
                .OrderBy(row => row.MemberId).ToListAsync(cancellation)).ToLookup(row => row.TeamId, row => row.MemberId);
            return teams.ConvertAll(row => new TeamResponse(
                row.Id, row.Name, [.. members[row.Id]], new TeamAssignment(row.Assignment, row.Capacity)));
        });
}

/// <param name="Capacity">Open conversations that round robin gives to one member at most; null for no limit.</param>
public sealed record TeamAssignment(AssignmentMode Mode, int? Capacity);
