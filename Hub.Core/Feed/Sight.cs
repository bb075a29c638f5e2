using Hub.Core.ShortLinks;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Feed;

/// <summary>
/// Decides who is told of an event, by the same rule as <see cref="Conversations.Visibility"/>. Asks the database once for a whole batch, and
/// not at all when everybody who listens sees all.
/// </summary>
internal sealed class Sight
{
    private readonly HashSet<Guid> _workspaces;
    private readonly ILookup<Guid, Holder> _conversations;
    private readonly ILookup<Guid, Holder> _contacts;

    private Sight(HashSet<Guid> workspaces, IReadOnlyCollection<Row> rows) => (_workspaces, _conversations, _contacts) =
        (workspaces, rows.ToLookup(row => row.Id, row => row.Holder), rows.ToLookup(row => row.ContactId, row => row.Holder));

    public static async Task<Sight> Of(
        HubStore store, IEnumerable<FeedEvent> events, IReadOnlyCollection<Caller> callers, CancellationToken cancellation)
    {
        var scoped = callers.Where(caller => caller.Sees != VisibilityScope.All).Select(caller => caller.WorkspaceId).ToHashSet();
        var asked = events.Where(happened => scoped.Contains(happened.WorkspaceId)).ToList();
        var conversations = asked.Select(happened => happened.ConversationId).OfType<Guid>().Distinct().ToList();
        var contacts = asked.Select(happened => happened.ContactId).OfType<Guid>().Distinct().ToList();
        if (conversations.Count + contacts.Count == 0)
            return new Sight(scoped, []);
        var workspaces = asked.Select(happened => happened.WorkspaceId).Distinct().ToList();
        var rows = await store.Read(null, db => db.Conversations
            .Where(row => workspaces.Contains(row.WorkspaceId) && (conversations.Contains(row.Id) || contacts.Contains(row.ContactId)))
            .Select(row => new { row.Id, row.ContactId, row.AssigneeId, row.TeamId }).ToListAsync(cancellation));
        return new Sight(scoped, rows.ConvertAll(row => new Row(row.Id, row.ContactId, new Holder(row.AssigneeId, row.TeamId))));
    }

    /// <summary>Whether it can tell what this caller sees: the workspace of a caller who does not see all has to be among those asked for.</summary>
    public bool Knows(Caller caller) => caller.Sees == VisibilityScope.All || _workspaces.Contains(caller.WorkspaceId);

    public bool Sees(Caller caller, FeedEvent happened) => happened.Type switch
    {
        FeedEventType.Resync => true,
        FeedEventType.ConnectionChanged => caller.May(Permissions.ConnectionsRead),
        FeedEventType.DeliveryChanged => caller.May(Permissions.DeliveriesRead) && caller.Sees == VisibilityScope.All,
        FeedEventType.CommentChanged => caller.May(Permissions.ConversationsRead), // names a connection only
        FeedEventType.ShortLinkChanged => ShortLinkCounts.MayBeSeenBy(caller),
        FeedEventType.NotificationChanged => happened.MemberId == caller.MemberId,
        FeedEventType.ContactChanged => caller.May(Permissions.ContactsRead) && Any(caller, _contacts[happened.ContactId ?? Guid.Empty]),
        _ => Any(caller, _conversations[happened.ConversationId ?? Guid.Empty]) || (happened.Was is { } was && Has(caller, was)),
    };

    private static bool Any(Caller caller, IEnumerable<Holder> holders) =>
        caller.Sees == VisibilityScope.All || holders.Any(holder => Has(caller, holder));

    private static bool Has(Caller caller, Holder holder) => caller.MemberId is { } me && (holder.AssigneeId == me
        || (caller.Sees == VisibilityScope.Team && holder.TeamId is { } team && caller.Teams.Contains(team)));

    private sealed record Row(Guid Id, Guid ContactId, Holder Holder);
}
