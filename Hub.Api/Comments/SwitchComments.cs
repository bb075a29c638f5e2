using Hub.Api.Auth;
using Hub.Api.Connections;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Comments;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Comments;

/// <summary>Whether a connection's platform tells of comments that may be answered by direct messages.</summary>
internal static class SwitchComments
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/connections/{id:guid}/comments", Get).Needs(Permissions.ConnectionsRead).WithName("GetCommentSwitch");
        api.MapPut("/connections/{id:guid}/comments", Put).Needs(Permissions.ConnectionsWrite).WithName("SwitchComments");
    }

    /// <param name="On">Null when the platform does not tell.</param>
    /// <param name="NotOffered">Why there is nothing to switch for this account, in words; null when there is.</param>
    public sealed record Setting(bool? On, string? NotOffered = null);

    public sealed record Request(bool On);

    private static async Task<Results<Ok<Setting>, ApiProblem>> Get(
        Guid id, CommentSwitches switches, HttpContext context, CancellationToken cancellation)
    {
        var found = await switches.Get(context.Caller().WorkspaceId, id, cancellation);
        // Not to be had is a state like on and off, which each look at the page meets.
        return found is { Outcome: Outcome.Rejected { Because.Words: { } words } }
            ? TypedResults.Ok(new Setting(null, words.In(Language.Of(context.Request))))
            : Answer(found);
    }

    private static async Task<Results<Ok<Setting>, ApiProblem>> Put(
        Guid id, Request request, CommentSwitches switches, HttpContext context, CancellationToken cancellation) =>
        Answer(await switches.Set(context.Caller(), id, request.On, cancellation));

    private static Results<Ok<Setting>, ApiProblem> Answer(CommentSwitch? found) => found switch
    {
        null => ChannelCannot.AnswerComments,
        { Outcome: Outcome.Accepted or Outcome.Duplicate } => TypedResults.Ok(new Setting(found.IsOn)),
        _ => VendorProblem.Of(found.Outcome),
    };
}
