using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Conversations;
using Hub.Core.Search;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Conversations;

/// <summary>The numbers beside the list. Each stops at 1,000, which means "that many or more".</summary>
internal static class CountConversations
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/conversations/counts", Handle).Needs(Permissions.ConversationsRead).WithName("CountConversations");

    /// <param name="Mine">Open ones assigned to the caller.</param>
    /// <param name="Unassigned">Open ones.</param>
    /// <param name="ByLabel">Open ones, by the label's id.</param>
    /// <param name="ByFilter">Open ones; unanswered over 30 minutes.</param>
    /// <param name="Most">Where counting stops.</param>
    public sealed record Response(
        int Open, int Pending, int Snoozed, int Resolved, int Spam, int Mine, int Unassigned, IReadOnlyDictionary<Guid, int> ByLabel,
        FilterCounts ByFilter, int Most);

    public sealed record FilterCounts(int HasPhone, int HasOrder, int Unanswered, int FromAd, int FailedSend, int WindowClosing, int BookingToday);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        [AsParameters] ConversationListQuery query, ConversationCounts counts, Searcher search, HttpContext context, CancellationToken cancellation)
    {
        if (query.Check(context.Caller(), out var wanted) is { } wrong)
            return wrong;
        wanted = await query.Found(wanted, context.Caller(), search, cancellation);
        var found = await counts.Count(context.Caller(), wanted, cancellation);
        var (status, filter) = (found.ByStatus, found.ByFilter);
        return TypedResults.Ok(new Response(
            status[ConversationStatus.Open], status[ConversationStatus.Pending], status[ConversationStatus.Snoozed],
            status[ConversationStatus.Resolved], status[ConversationStatus.Spam], found.Mine, found.Unassigned, found.ByLabel,
            new FilterCounts(
                filter[ConversationFilterKind.HasPhone], filter[ConversationFilterKind.HasOrder], filter[ConversationFilterKind.Unanswered],
                filter[ConversationFilterKind.FromAd], filter[ConversationFilterKind.FailedSend], filter[ConversationFilterKind.WindowClosing],
                filter[ConversationFilterKind.BookingToday]),
            ConversationCounts.Most));
    }
}
