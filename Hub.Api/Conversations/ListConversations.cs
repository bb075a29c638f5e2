using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Conversations;
using Hub.Core.Search;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Conversations;

/// <summary>The latest active first.</summary>
internal static class ListConversations
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/conversations", Handle).Needs(Permissions.ConversationsRead).WithName("ListConversations");

    private static async Task<Results<Ok<Page<ConversationResponse>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, [AsParameters] ConversationListQuery query, ConversationList list, Searcher search,
        HttpContext context,
        CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        if (query.Check(context.Caller(), out var wanted) is { } wrong)
            return wrong;
        var place = after is { } cursor ? (cursor.At, cursor.Id) : ((DateTimeOffset, Guid)?)null;
        wanted = await query.Found(wanted, context.Caller(), search, cancellation);
        var rows = await list.Page(context.Caller(), wanted, place, page.Size + 1, cancellation);
        return TypedResults.Ok(Pages.Of(
            rows, page.Size, item => new Cursor(item.Row.LastActivityAt, item.Row.Id), ConversationResponse.Of));
    }
}
