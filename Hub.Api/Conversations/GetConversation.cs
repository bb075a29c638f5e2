using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
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
        Guid id, ConversationList list, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (await list.One(caller, id, cancellation) is not { } item)
            return ApiProblem.NotFound;
        return TypedResults.Ok(await store.Read(caller.WorkspaceId, db => Load(db, caller.WorkspaceId, item, cancellation)));
    }

    private static async Task<Response> Load(HubDb db, Guid workspace, ConversationItem item, CancellationToken cancellation)
    {
        var referrals = await db.Referrals.Where(found => found.WorkspaceId == workspace && found.ConversationId == item.Row.Id)
            .OrderBy(found => found.OccurredAt).Take(100).ToListAsync(cancellation);
        return new Response(
            ConversationResponse.Of(item), new Window(item.Window.IsOpen, item.Window.ClosesAt, item.Window.MessagesLeft),
            referrals.ConvertAll(Read));
    }

    private static Arrival Read(ReferralRecord row) =>
        new(row.Id, row.OccurredAt, row.Source, row.TrackingId, row.AdId, row.Ref, row.Title, row.Url);
}
