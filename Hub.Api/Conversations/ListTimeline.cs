using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Conversations;

/// <summary>Messages, notes and what was done with the conversation, the newest first, under one cursor.</summary>
internal static class ListTimeline
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/conversations/{id:guid}/timeline", Handle).Needs(Permissions.ConversationsRead).WithName("ListTimeline");

    private static async Task<Results<Ok<Page<TimelineItem>>, ApiProblem>> Handle(
        Guid id, [AsParameters] PageQuery page, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var caller = context.Caller();
        if (!await store.Sees(caller, id, cancellation))
            return ApiProblem.NotFound;
        var items = await store.Read(caller.WorkspaceId, db => Load(
            db, caller.WorkspaceId, id, after ?? End, page.Size + 1, Language.Of(context.Request), cancellation));
        return TypedResults.Ok(Pages.Of(items, page.Size, item => new Cursor(item.At, item.Id), item => item));
    }

    private static Cursor End => new(DateTimeOffset.MaxValue, Guid.AllBitsSet);

    private static async Task<List<TimelineItem>> Load(
        HubDb db, Guid workspace, Guid id, Cursor after, int take, string language, CancellationToken cancellation)
    {
        var (at, last) = (after.At, after.Id);
        var messages = await db.Messages.Where(row => row.WorkspaceId == workspace && row.ConversationId == id)
            .Where(row => row.OccurredAt < at || (row.OccurredAt == at && row.Id.CompareTo(last) < 0))
            .OrderByDescending(row => row.OccurredAt).ThenByDescending(row => row.Id).Take(take).ToListAsync(cancellation);
        var notes = await db.Notes.Where(row => row.WorkspaceId == workspace && row.ConversationId == id)
            .Where(row => row.At < at || (row.At == at && row.Id.CompareTo(last) < 0))
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(take).ToListAsync(cancellation);
        var events = await db.ConversationEvents.Where(row => row.WorkspaceId == workspace && row.ConversationId == id)
            .Where(row => row.At < at || (row.At == at && row.Id.CompareTo(last) < 0))
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(take).ToListAsync(cancellation);
        var page = await MessagePage.Load(db, messages, cancellation);
        return [.. messages.Select(row => TimelineItem.Of(page.Of(row, language)))
            .Concat(notes.Select(row => TimelineItem.Of(NoteResponse.Of(row))))
            .Concat(events.Select(TimelineItem.Of))
            .OrderByDescending(item => item.At).ThenByDescending(item => item.Id).Take(take)];
    }
}
