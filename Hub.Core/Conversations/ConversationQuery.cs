using System.Linq.Expressions;
using Hub.Connectors.Abstractions;
using Hub.Core.Hours;
using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>What a list of conversations is asked for. Everything that is null or empty does not matter.</summary>
public sealed record ConversationQuery
{
    /// <summary>These only.</summary>
    public IReadOnlyList<Guid> Ids { get; init; } = [];

    /// <summary>Of these contacts only: what was found by words. Null when no words were given.</summary>
    public IReadOnlyList<Guid>? ContactIds { get; init; }

    public ConversationStatus? Status { get; init; }

    public Guid? AssigneeId { get; init; }

    public bool Unassigned { get; init; }

    public Guid? TeamId { get; init; }

    public Guid? LabelId { get; init; }

    public Guid? ConnectionId { get; init; }

    public Guid? ContactId { get; init; }

    public ConversationPriority? Priority { get; init; }

    public IReadOnlyList<ConversationFilter> Filters { get; init; } = [];

    public IQueryable<Conversation> Apply(IQueryable<Conversation> rows, HubDb db, WindowHours windows, DateTimeOffset now)
    {
        if (Ids.Count > 0)
            rows = rows.Where(row => Ids.Contains(row.Id));
        if (ContactIds is { } contacts)
            rows = rows.Where(row => contacts.Contains(row.ContactId));
        if (Status is { } status)
            rows = rows.Where(row => row.Status == status);
        if (AssigneeId is { } assignee)
            rows = rows.Where(row => row.AssigneeId == assignee);
        if (Unassigned)
            rows = rows.Where(row => row.AssigneeId == null);
        if (TeamId is { } team)
            rows = rows.Where(row => row.TeamId == team);
        if (ConnectionId is { } connection)
            rows = rows.Where(row => row.ConnectionId == connection);
        if (ContactId is { } contact)
            rows = rows.Where(row => row.ContactId == contact);
        if (Priority is { } priority)
            rows = rows.Where(row => row.Priority == priority);
        if (Priority is not (null or ConversationPriority.None))
            rows = rows.Where(row => row.Priority != ConversationPriority.None); // what the index is limited to
        if (LabelId is { } label)
            rows = rows.Where(row => db.ConversationLabels.Any(mark =>
                mark.WorkspaceId == row.WorkspaceId && mark.LabelId == label && mark.ConversationId == row.Id));
        return Filters.Aggregate(rows, (filtered, filter) => filtered.Where(Of(filter, db, windows, now)));
    }

    public static Expression<Func<Conversation, bool>> Of(ConversationFilter filter, HubDb db, WindowHours windows, DateTimeOffset now)
    {
        var (since, yes) = (now.AddMinutes(-filter.Minutes), true); // said twice: SQLite looks up an index by what is equal to something only
        return filter.Kind switch
        {
            ConversationFilterKind.HasPhone => row => row.HasPhone,
            ConversationFilterKind.HasOrder => row => row.HasOrder && row.HasOrder == yes,
            ConversationFilterKind.FromAd => row => row.FromAd && row.FromAd == yes,
            ConversationFilterKind.FailedSend => row => row.FailedSend && row.FailedSend == yes,
            ConversationFilterKind.BookingToday => Booked(db, windows.Workspace, windows.Today(now)),
            ConversationFilterKind.Unanswered => row => row.WaitingSince != null && row.WaitingSince <= since,
            _ => windows.ClosingBefore(now, ConversationFilter.ClosingWithin),
        };
    }

    // From the few bookings of the day to their conversations, not from each conversation to whether it has one.
    private static Expression<Func<Conversation, bool>> Booked(HubDb db, Guid workspace, TimeRange today)
    {
        var (from, to) = (today.Start, today.End);
        var booked = db.Bookings
            .Where(row => row.WorkspaceId == workspace && row.StartsAt >= from && row.StartsAt < to && row.State != BookingState.Cancelled)
            .Select(row => row.ConversationId);
        return row => booked.Contains(row.Id);
    }
}
