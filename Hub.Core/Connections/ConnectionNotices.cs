using Hub.Core.Conversations;
using Hub.Core.Feed;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

/// <summary>Tells those who can do something about it that a connection, or a webhook endpoint, wants a person.</summary>
internal static class ConnectionNotices
{
    private const string Actor = "system";

    /// <returns>What the listeners of these members are told.</returns>
    public static async Task<IReadOnlyCollection<FeedEvent>> Add(
        HubDb db, Connection connection, NotificationKind kind, CancellationToken cancellation)
    {
        var workspace = connection.WorkspaceId;
        var permission = connection.ConnectorId == WebhookConnector.Id ? Permissions.WebhooksManage : Permissions.ConnectionsWrite;
        var roles = await db.Roles.Where(row => row.WorkspaceId == workspace).ToDictionaryAsync(row => row.Id, cancellation);
        var members = await db.Members.Where(row => row.WorkspaceId == workspace && row.State == MemberState.Active)
            .Select(row => new { row.Id, row.RoleId }).ToListAsync(cancellation);
        var told = members.FindAll(member => May(RoleView.Of(member.RoleId, roles.GetValueOrDefault(member.RoleId)), permission));
        db.Notifications.AddRange(told.Select(member => new Notification
        {
            WorkspaceId = workspace,
            Id = db.Store.Ids.Next(),
            MemberId = member.Id,
            At = db.Store.Now,
            Kind = kind,
            ConnectionId = connection.Id,
            Actor = Actor,
        }));
        return told.ConvertAll(member => new FeedEvent(workspace, FeedEventType.NotificationChanged, MemberId: member.Id));
    }

    private static bool May(RoleView role, string permission) =>
        role.Permissions.Contains(permission) || role.Permissions.Contains(Permissions.All);
}
