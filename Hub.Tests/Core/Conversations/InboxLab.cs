using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;

namespace Hub.Tests.Core.Conversations;

/// <summary>Conversations and teams straight into the database.</summary>
internal static class InboxLab
{
    public static Conversation Thread(this Lab lab, int number, Action<Conversation>? change = null)
    {
        var row = new Conversation
        {
            WorkspaceId = lab.Workspace,
            Id = lab.Store.Ids.Next(),
            ConnectionId = lab.Connection.Id,
            ContactId = lab.Store.Ids.Next(),
            Key = $"thread-{number}",
            StartedAt = lab.Store.Now,
            LastActivityAt = lab.Store.Now.AddSeconds(number),
        };
        change?.Invoke(row);
        return row;
    }

    public static async Task<Guid> Team(this Lab lab, string name, int? capacity, params TeamMember[] members)
    {
        var team = new Team
        {
            WorkspaceId = lab.Workspace,
            Id = lab.Store.Ids.Next(),
            Name = name,
            Assignment = AssignmentMode.RoundRobin,
            Capacity = capacity,
        };
        await lab.Add([team]);
        foreach (var row in members)
        {
            (row.WorkspaceId, row.TeamId) = (lab.Workspace, team.Id);
            var member = Members.New(lab.Store, lab.Workspace, $"{row.MemberId:N}@example.com", "Test member", BuiltInRoles.Agent.Id);
            (member.Id, member.State) = (row.MemberId, MemberState.Active);
            await lab.Add([row, member]);
        }

        return team.Id;
    }

    public static Task Add(this Lab lab, IEnumerable<object> rows) => lab.Store.Write(null, null, db =>
    {
        db.AddRange(rows);
        return Task.CompletedTask;
    }, CancellationToken.None);

    public static Task Change(this Lab lab, Func<HubDb, Task> work) => lab.Store.Write(null, null, work, CancellationToken.None);
}
