using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Conversations;

/// <summary>
/// Whose turn it is in a team: of those with room, who has the fewest open conversations, and of those who waited longest. One object
/// serves one transaction; two at once on different connections may both take a member's last place.
/// </summary>
internal sealed class RoundRobin(HubDb db, Guid workspace, DateTimeOffset now)
{
    private readonly Dictionary<Guid, List<Place>?> _teams = [];

    /// <returns>Null when the team gives out by hand, or nobody has room.</returns>
    public async Task<Guid?> Next(Guid team, CancellationToken cancellation)
    {
        if (!_teams.TryGetValue(team, out var places))
            _teams[team] = places = await Load(team, cancellation);
        var next = places?.Where(place => !(place.Open >= place.Capacity)).OrderBy(place => place.Open)
            .ThenBy(place => place.Row.LastAssignedAt ?? DateTimeOffset.UnixEpoch).ThenBy(place => place.Row.MemberId).FirstOrDefault();
        if (next is null)
            return null;
        next.Open++;
        next.Row.LastAssignedAt = now;
        return next.Row.MemberId;
    }

    private async Task<List<Place>?> Load(Guid id, CancellationToken cancellation)
    {
        var team = await db.Teams.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation);
        if (team is not { Assignment: AssignmentMode.RoundRobin })
            return null;
        var members = await db.TeamMembers.Where(row => row.WorkspaceId == workspace && row.TeamId == id)
            .Where(row => db.Members.Any(member =>
                member.WorkspaceId == workspace && member.Id == row.MemberId && member.State == MemberState.Active))
            .ToListAsync(cancellation);
        var ids = members.ConvertAll(row => row.MemberId);
        var open = await db.Conversations
            .Where(row => row.WorkspaceId == workspace && row.AssigneeId != null && ids.Contains(row.AssigneeId.Value)
                && row.Status == ConversationStatus.Open)
            .GroupBy(row => row.AssigneeId!.Value).Select(group => new { Member = group.Key, Count = group.Count() })
            .ToDictionaryAsync(row => row.Member, row => row.Count, cancellation);
        return members.ConvertAll(row => new Place(row, team.Capacity) { Open = open.GetValueOrDefault(row.MemberId) });
    }

    private sealed class Place(TeamMember row, int? capacity)
    {
        public TeamMember Row => row;

        public int? Capacity => capacity;

        public int Open { get; set; }
    }
}
