using Hub.Api.Http;
using Hub.Api.Search;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Search;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Api.Conversations;

/// <summary>The query of the list and of its counts.</summary>
/// <param name="AssigneeId">A member's id, <c>me</c> or <c>none</c>.</param>
/// <param name="Q">Words of the contact's name, phone or address.</param>
/// <param name="Id">Repeatable: of these only, still through everything else.</param>
/// <param name="Filter">Repeatable: <c>hasPhone</c>, <c>hasOrder</c>, <c>unanswered:30</c>, <c>fromAd</c>, <c>failedSend</c>, <c>windowClosing</c>,
/// <c>bookingToday</c>.</param>
public sealed record ConversationListQuery(
    [FromQuery] Named<ConversationStatus>? Status, [FromQuery] string? AssigneeId, [FromQuery] Guid? TeamId, [FromQuery] Guid? LabelId,
    [FromQuery] Guid? ConnectionId, [FromQuery] Guid? ContactId, [FromQuery] Named<ConversationPriority>? Priority, [FromQuery] string[]? Filter,
    [FromQuery] Guid[]? Id,
    [FromQuery] string? Q)
{
    private const int MostIds = 200;
    private const string Me = "me";
    private const string Nobody = "none";
    private static readonly LocalizedText WrongAssignee = new(
        "Enter a member's id, me or none.", "Nhập mã thành viên, me hoặc none.");

    private static readonly LocalizedText TooManyIds = new($"Enter at most {MostIds} ids.", $"Nhập tối đa {MostIds} mã.");

    private static readonly LocalizedText WrongFilter = new(
        "Enter hasPhone, hasOrder, unanswered:30, fromAd, failedSend, windowClosing or bookingToday.",
        "Nhập hasPhone, hasOrder, unanswered:30, fromAd, failedSend, windowClosing hoặc bookingToday.");

    /// <summary>The same query with what its words find put in.</summary>
    public async Task<ConversationQuery> Found(ConversationQuery query, Caller caller, Searcher search, CancellationToken cancellation) =>
        query with { ContactIds = await ListWords.Find(Q, words => search.ContactIds(caller, words, cancellation)) };

    /// <returns>What is wrong, or null.</returns>
    public ApiProblem? Check(Caller caller, out ConversationQuery query)
    {
        query = new ConversationQuery();
        var assignee = AssigneeId is Me ? caller.Id : Guid.TryParse(AssigneeId, out var id) ? id : (Guid?)null;
        if (AssigneeId is not (null or "" or Nobody) && assignee is null)
            return ApiProblem.Invalid("assigneeId", WrongAssignee);
        if (ListWords.Check(Q) is { } tooLong)
            return tooLong;
        if (Id is { Length: > MostIds })
            return ApiProblem.Invalid("id", TooManyIds);
        var filters = (Filter ?? []).Select(ConversationFilter.Read).ToList();
        if (filters.Contains(null))
            return ApiProblem.Invalid("filter", WrongFilter);
        query = new ConversationQuery
        {
            Ids = Id ?? [],
            Status = Status?.Value,
            AssigneeId = assignee,
            Unassigned = AssigneeId == Nobody,
            TeamId = TeamId,
            LabelId = LabelId,
            ConnectionId = ConnectionId,
            ContactId = ContactId,
            Priority = Priority?.Value,
            Filters = [.. filters.OfType<ConversationFilter>()],
        };
        return null;
    }
}
