using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Comments;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Comments;

/// <summary>Comments that may be answered by direct messages: those with the least time left first, what is answered or closed the latest first.</summary>
internal static class ListComments
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/comments", Handle).Needs(Permissions.ConversationsRead).WithName("ListComments");
        api.MapGet("/comments/{id:guid}", One).Needs(Permissions.ConversationsRead).WithName("GetComment");
    }

    private static async Task<Results<Ok<Page<CommentResponse>>, ApiProblem>> Handle(
        Named<CommentShelf>? shelf, [AsParameters] PageQuery page, CommentList list, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var found = await list.Page(
            context.Caller(), shelf?.Value ?? CommentShelf.Waiting, after is { } place ? (place.At, place.Id) : null, page.Size, cancellation);
        var language = Language.Of(context.Request);
        return TypedResults.Ok(Pages.Of(
            [.. found], page.Size, row => new Cursor(row.View.Row.OccurredAt, row.View.Row.Id), row => CommentResponse.Of(row, language)));
    }

    private static async Task<Results<Ok<CommentResponse>, ApiProblem>> One(
        Guid id, CommentList list, HttpContext context, CancellationToken cancellation) =>
        await list.Find(context.Caller(), id, cancellation) is { } found
            ? TypedResults.Ok(CommentResponse.Of(found, Language.Of(context.Request)))
            : ApiProblem.NotFound;
}
