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
        var language = Language.Of(context.Request);
        var found = await store.Read(caller.WorkspaceId, db => Load(db, caller, id, after, page.Size, cancellation));
        return found is not { } thread
            ? ApiProblem.NotFound
            : TypedResults.Ok(Pages.Of(
                thread.Messages, page.Size, row => new Cursor(row.OccurredAt, row.Id),
                row => MessageResponse.Of(row, language, thread.Attachments[row.Id], thread.Reactions[row.Key ?? ""])));
    }

    private static async Task<Thread?> Load(
        HubDb db, Caller caller, Guid id, Cursor? after, int size, CancellationToken cancellation)
    {
        var workspace = caller.WorkspaceId;
        if (!await db.Conversations.VisibleTo(caller).AnyAsync(row => row.Id == id, cancellation))
            return null;
        var messages = await db.Messages
            .Where(row => row.WorkspaceId == workspace && row.ConversationId == id)
            .Where(row => after == null || row.OccurredAt < after.Value.At
                || (row.OccurredAt == after.Value.At && row.Id.CompareTo(after.Value.Id) < 0))
            .OrderByDescending(row => row.OccurredAt).ThenByDescending(row => row.Id).Take(size + 1).ToListAsync(cancellation);
        var ids = messages.ConvertAll(row => row.Id);
        var keys = messages.Select(row => row.Key).OfType<string>().ToList();
        var connection = messages.FirstOrDefault()?.ConnectionId ?? Guid.Empty;
        var attachments = await db.Attachments.Where(row => row.WorkspaceId == workspace && ids.Contains(row.MessageId)).ToListAsync(cancellation);
        var reactions = await db.Reactions
            .Where(row => row.WorkspaceId == workspace && row.ConnectionId == connection && keys.Contains(row.MessageKey) && row.Emoji != null)
            .ToListAsync(cancellation);
        return new Thread(messages, attachments.ToLookup(row => row.MessageId), reactions.ToLookup(row => row.MessageKey, row => row.Emoji!));
    }

    private sealed record Thread(List<Message> Messages, ILookup<Guid, Attachment> Attachments, ILookup<string, string> Reactions);
}
