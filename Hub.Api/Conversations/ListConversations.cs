using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Conversations;

/// <summary>The latest active first.</summary>
internal static class ListConversations
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/conversations", Handle).Needs(Permissions.ConversationsRead).WithName("ListConversations");

    private static async Task<Results<Ok<Page<ConversationResponse>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, Named<ConversationStatus>? status, Guid? contactId, Guid? connectionId, HubStore store, HttpContext context,
        CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        var rows = await store.Read(workspace, db => db.Conversations
            .Where(row => row.WorkspaceId == workspace && (status == null || row.Status == status.Value.Value)
                && (contactId == null || row.ContactId == contactId) && (connectionId == null || row.ConnectionId == connectionId))
            .Where(row => after == null || row.LastActivityAt < after.Value.At
                || (row.LastActivityAt == after.Value.At && row.Id.CompareTo(after.Value.Id) < 0))
            .OrderByDescending(row => row.LastActivityAt).ThenByDescending(row => row.Id).Take(page.Size + 1)
            .Select(row => new ConversationResponse(
                row.Id, row.ConnectionId, row.ContactId,
                db.Contacts.Where(contact => contact.WorkspaceId == workspace && contact.Id == row.ContactId)
                    .Select(contact => contact.DisplayName).FirstOrDefault(),
                row.Status, row.StartedAt, row.LastActivityAt, row.LastInboundAt))
            .ToListAsync(cancellation));
        return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(row.LastActivityAt, row.Id), row => row));
    }
}
