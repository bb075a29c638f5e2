using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Conversations;

/// <summary>The newest first, by the platform's time.</summary>
internal static class ListMessages
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/conversations/{id:guid}/messages", Handle).Needs(Permissions.ConversationsRead).WithName("ListMessages");

    private static async Task<Results<Ok<Page<MessageResponse>>, ApiProblem>> Handle(
        Guid id, [AsParameters] PageQuery page, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var caller = context.Caller();
        if (!await store.Sees(caller, id, cancellation))
            return ApiProblem.NotFound;
        var language = Language.Of(context.Request);
        var (messages, more) = await store.Read(caller.WorkspaceId, db => Load(db, caller.WorkspaceId, id, after, page.Size, cancellation));
        return TypedResults.Ok(Pages.Of(
            messages, page.Size, row => new Cursor(row.OccurredAt, row.Id), row => more.Of(row, language)));
    }

    private static async Task<(List<Message>, MessagePage)> Load(
        HubDb db, Guid workspace, Guid id, Cursor? after, int size, CancellationToken cancellation)
    {
        var messages = await db.Messages
            .Where(row => row.WorkspaceId == workspace && row.ConversationId == id)
            .Where(row => after == null || row.OccurredAt < after.Value.At
                || (row.OccurredAt == after.Value.At && row.Id.CompareTo(after.Value.Id) < 0))
            .OrderByDescending(row => row.OccurredAt).ThenByDescending(row => row.Id).Take(size + 1).ToListAsync(cancellation);
        return (messages, await MessagePage.Load(db, messages, cancellation));
    }
}
