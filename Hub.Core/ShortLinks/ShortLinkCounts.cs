using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.ShortLinks;

/// <summary>
/// What came by each ref of a connection's short links, whoever made the link. It is of all teams' conversations: for those who may see the arrivals
/// of the whole workspace.
/// </summary>
internal static class ShortLinkCounts
{
    public static bool MayBeSeenBy(Caller caller) => caller.May(Permissions.SignalsRead) && caller.Sees == VisibilityScope.All;

    /// <param name="only">One ref; null for all.</param>
    public static async Task<IReadOnlyDictionary<string, ShortLinkCount>> Of(
        HubDb db, Guid workspace, Guid connection, string? only, CancellationToken cancellation)
    {
        var arrivals = db.Referrals.Where(row => row.WorkspaceId == workspace && row.ConnectionId == connection
            && row.Source == ReferralSource.ShortLink && row.Ref != null);
        if (only is not null)
            arrivals = arrivals.Where(row => row.Ref == only);
        var threads = await arrivals.GroupBy(row => row.Ref!)
            .Select(some => new
            {
                Ref = some.Key,
                Conversations = some.Select(row => row.ConversationId).Distinct().Count(),
                Latest = some.Max(row => row.OccurredAt),
            })
            .ToListAsync(cancellation);
        // An order from before the contact came by the link did not come of it.
        var orders = await arrivals
            .Join(db.Orders.Where(order => order.WorkspaceId == workspace && order.State != OrderState.Draft && order.State != OrderState.Cancelled),
                row => row.ConversationId, order => order.ConversationId, (row, order) => new { Ref = row.Ref!, row.OccurredAt, order.Id, order.PlacedAt })
            .Where(pair => pair.PlacedAt >= pair.OccurredAt)
            .GroupBy(pair => pair.Ref)
            .Select(some => new { Ref = some.Key, Count = some.Select(pair => pair.Id).Distinct().Count() })
            .ToDictionaryAsync(some => some.Ref, some => some.Count, cancellation);
        return threads.ToDictionary(
            some => some.Ref, some => new ShortLinkCount(some.Conversations, orders.GetValueOrDefault(some.Ref), some.Latest), StringComparer.Ordinal);
    }
}

/// <param name="Conversations">That the link led into at least once.</param>
/// <param name="Orders">Placed there since; without drafts and cancelled ones.</param>
/// <param name="Latest">When somebody last came into a conversation by it for the first time.</param>
public sealed record ShortLinkCount(int Conversations, int Orders, DateTimeOffset? Latest)
{
    public static ShortLinkCount None { get; } = new(0, 0, null);
}
