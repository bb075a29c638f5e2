using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Sending;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Conversations;

/// <summary>A conversation with its reply window and how its contact arrived.</summary>
internal static class GetConversation
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/conversations/{id:guid}", Handle).Needs(Permissions.ConversationsRead).WithName("GetConversation");

    public sealed record Response(ConversationResponse Conversation, Window ReplyWindow, IReadOnlyList<Arrival> Referrals);

    /// <param name="MessagesLeft">Null when unlimited.</param>
    public sealed record Window(bool IsOpen, DateTimeOffset? ClosesAt, int? MessagesLeft);

    public sealed record Arrival(
        Guid Id, DateTimeOffset OccurredAt, ReferralSource Source, string? TrackingId, string? AdId, string? Ref, string? Title, string? Url);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Guid id, HubStore store, ConnectionContexts contexts, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var response = await store.Read(workspace, db => Load(db, workspace, id, contexts, store.Now, cancellation));
        return response is null ? ApiProblem.NotFound : TypedResults.Ok(response);
    }

    private static async Task<Response?> Load(
        HubDb db, Guid workspace, Guid id, ConnectionContexts contexts, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = await db.Conversations.FirstOrDefaultAsync(found => found.WorkspaceId == workspace && found.Id == id, cancellation);
        if (row is null)
            return null;
        var connection = await db.Connections.SingleAsync(found => found.WorkspaceId == workspace && found.Id == row.ConnectionId, cancellation);
        var name = await db.Contacts.Where(contact => contact.WorkspaceId == workspace && contact.Id == row.ContactId)
            .Select(contact => contact.DisplayName).FirstOrDefaultAsync(cancellation);
        var window = await ReplyWindow.Of(db, row, contexts.Limits(connection), now);
        var referrals = await db.Referrals.Where(found => found.WorkspaceId == workspace && found.ConversationId == id)
            .OrderBy(found => found.OccurredAt).Take(100).ToListAsync(cancellation);
        return new Response(
            new ConversationResponse(
                row.Id, row.ConnectionId, row.ContactId, name, row.Status, row.StartedAt, row.LastActivityAt, row.LastInboundAt),
            new Window(window.IsOpen, window.ClosesAt, window.MessagesLeft),
            referrals.ConvertAll(Read));
    }

    private static Arrival Read(ReferralRecord row) =>
        new(row.Id, row.OccurredAt, row.Source, row.TrackingId, row.AdId, row.Ref, row.Title, row.Url);
}
