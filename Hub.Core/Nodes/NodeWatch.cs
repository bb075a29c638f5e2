using Hub.Core.Conversations;
using Hub.Core.Feed;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Nodes;

/// <summary>
/// Tells those who look after jobs, once, that no node works any more. To be run by nodes that serve: they are the ones who are left then.
/// </summary>
public sealed class NodeWatch(HubStore store, NodeList nodes)
{
    // A restart, or an upgrade of the only worker, is no news.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private const string Actor = "system";
    private readonly DateTimeOffset _began = store.Now;

    public async Task Look(CancellationToken cancellation)
    {
        var view = await nodes.Look(cancellation);
        var since = view.IdleSince ?? DateTimeOffset.UnixEpoch;
        if (view.Working > 0 || store.Now - _began < Patience || store.Now - since < Patience)
            return;
        foreach (var workspace in await store.Read(null, db => db.Workspaces.Select(row => row.Id).ToListAsync(cancellation)))
            await store.Write(workspace, null, db => Tell(db, workspace, since, cancellation), cancellation);
    }

    private static async Task Tell(HubDb db, Guid workspace, DateTimeOffset since, CancellationToken cancellation)
    {
        if (await db.Notifications.AnyAsync(
            row => row.WorkspaceId == workspace && row.Kind == NotificationKind.NobodyWorks && row.At > since, cancellation))
            return;
        var roles = await db.Roles.Where(row => row.WorkspaceId == workspace).ToDictionaryAsync(row => row.Id, cancellation);
        var members = await db.Members.Where(row => row.WorkspaceId == workspace && row.State == MemberState.Active)
            .Select(row => new { row.Id, row.RoleId }).ToListAsync(cancellation);
        var told = members.FindAll(member => LooksAfterJobs(RoleView.Of(member.RoleId, roles.GetValueOrDefault(member.RoleId))));
        db.Notifications.AddRange(told.Select(member => new Notification
        {
            WorkspaceId = workspace,
            Id = db.Store.Ids.Next(),
            MemberId = member.Id,
            At = db.Store.Now,
            Kind = NotificationKind.NobodyWorks,
            Actor = Actor,
        }));
        db.Changes.Tell(told.ConvertAll(member => new FeedEvent(workspace, FeedEventType.NotificationChanged, MemberId: member.Id)));
    }

    private static bool LooksAfterJobs(RoleView role) =>
        role.Permissions.Contains(Permissions.DeliveriesReplay) || role.Permissions.Contains(Permissions.All);
}
