using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Automation;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Automation;

/// <summary>What the rules would answer to the contact's newest message. Nothing is sent.</summary>
internal static class SuggestReplies
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/automation/conversations/{id:guid}/suggestions", Handle).Needs(Permissions.MessagesSend).WithName("SuggestReplies");

    private static async Task<Results<Ok<Page<ReplySuggestion>>, ApiProblem>> Handle(
        Guid id, ReplySuggestions suggestions, HttpContext context, CancellationToken cancellation) =>
        await suggestions.Find(context.Caller(), id, cancellation) is { } found
            ? TypedResults.Ok(new Page<ReplySuggestion>(found, null))
            : ApiProblem.NotFound;
}
