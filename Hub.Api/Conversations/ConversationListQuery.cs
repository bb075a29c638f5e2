using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Mvc;

namespace Hub.Api.Conversations;

/// <summary>The query of the list and of its counts.</summary>
/// <param name="AssigneeId">A member's id, <c>me</c> or <c>none</c>.</param>
/// <param name="Filter">Repeatable: <c>hasPhone</c>, <c>hasOrder</c>, <c>unanswered:30</c>, <c>fromAd</c>, <c>failedSend</c>, <c>windowClosing</c>.</param>
public sealed record ConversationListQuery(
    [FromQuery] Named<ConversationStatus>? Status, [FromQuery] string? AssigneeId, [FromQuery] Guid? TeamId, [FromQuery] Guid? LabelId,
    [FromQuery] Guid? ConnectionId, [FromQuery] Guid? ContactId, [FromQuery] Named<ConversationPriority>? Priority, [FromQuery] string[]? Filter)
{
    private const string Me = "me";
    private const string Nobody = "none";
    private static readonly LocalizedText WrongAssignee = new(
        "Enter a member's id, me or none.", "Nhập mã thành viên, me hoặc none.");

    private static readonly LocalizedText WrongFilter = new(
        "Enter hasPhone, hasOrder, unanswered:30, fromAd, failedSend or windowClosing.",
        "Nhập hasPhone, hasOrder, unanswered:30, fromAd, failedSend hoặc windowClosing.");

    /// <returns>What is wrong, or null.</returns>
    public ApiProblem? Check(Caller caller, out ConversationQuery query)
    {
        query = new ConversationQuery();
        var assignee = AssigneeId is Me ? caller.Id : Guid.TryParse(AssigneeId, out var id) ? id : (Guid?)null;
        if (AssigneeId is not (null or "" or Nobody) && assignee is null)
            return ApiProblem.Invalid("assigneeId", WrongAssignee);
        var filters = (Filter ?? []).Select(ConversationFilter.Read).ToList();
        if (filters.Contains(null))
            return ApiProblem.Invalid("filter", WrongFilter);
        query = new ConversationQuery
        {
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
