using AutoMapper;
using Hub.Api.Auth;
using Hub.Api.Commerce;
using Hub.Api.Contacts;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
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

    /// <param name="Contact">Null for a caller who may not read contacts.</param>
    /// <param name="Orders">Null for a caller who may not read orders.</param>
    public sealed record Response(
        ConversationResponse Conversation, Window ReplyWindow, IReadOnlyList<Arrival> Referrals, ContactResponse? Contact,
        IReadOnlyList<OrderResponse>? Orders);

    /// <param name="MessagesLeft">Null when unlimited.</param>
    /// <param name="Reason">Why a plain message may not leave now; null when it may.</param>
    /// <param name="Allowed">Kinds of messages that may leave now.</param>
    public sealed record Window(
        bool IsOpen, DateTimeOffset? ClosesAt, int? MessagesLeft, WindowReason? Reason, IReadOnlyList<MessageKind> Allowed, WindowLimits Limits);

    /// <param name="WayOn">What a person can do.</param>
    public sealed record WindowReason(string Code, string Text, string WayOn);

    /// <param name="TextLength">Null when the channel names none.</param>
    public sealed record WindowLimits(int? TextLength, long AttachmentBytes, bool CanQuote, IReadOnlyList<string> Tags);

    public sealed record Arrival(
        Guid Id, DateTimeOffset OccurredAt, ReferralSource Source, string? TrackingId, string? AdId, string? Ref, string? Title, string? Url);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Guid id, ConversationList list, SendPlanner planner, HubStore store, IMapper mapper, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (await list.One(caller, id, cancellation) is not { } item
            || await planner.Possible(caller.WorkspaceId, id, item.Window) is not { } possible)
            return ApiProblem.NotFound;
        var (referrals, contact, orders) = await store.Read(caller.WorkspaceId, db => Load(db, caller, item.Row, cancellation));
        return TypedResults.Ok(new Response(
            ConversationResponse.Of(item), Meter(item.Window, possible, Language.Of(context.Request)), referrals.ConvertAll(Read),
            contact is null ? null : ContactResponse.Of(contact), orders?.ConvertAll(mapper.Map<OrderResponse>)));
    }

    private static async Task<(List<ReferralRecord>, Contact?, List<Order>?)> Load(
        HubDb db, Caller caller, Conversation row, CancellationToken cancellation) => (
        await db.Referrals.Where(found => found.WorkspaceId == row.WorkspaceId && found.ConversationId == row.Id)
            .OrderBy(found => found.OccurredAt).Take(100).ToListAsync(cancellation),
        !caller.May(Permissions.ContactsRead)
            ? null
            : await db.Contacts.SingleAsync(found => found.WorkspaceId == row.WorkspaceId && found.Id == row.ContactId, cancellation),
        !caller.May(Permissions.OrdersRead)
            ? null
            : await db.Orders.Include(found => found.Lines).Where(found => found.WorkspaceId == row.WorkspaceId && found.ConversationId == row.Id)
                .OrderByDescending(found => found.PlacedAt).ThenByDescending(found => found.Id).Take(50).ToListAsync(cancellation));

    private static Window Meter(ReplyWindow window, Possibilities possible, string language)
    {
        var text = OutcomeTexts.Find(possible.Refusal?.GetType().Name);
        var reason = possible.Refusal is not { } refusal || text is null
            ? null
            : new WindowReason(refusal.Because?.Code ?? "refused", text.Reason.In(language), text.WayOn.In(language));
        return new Window(
            window.IsOpen, window.ClosesAt, window.MessagesLeft, reason, possible.Kinds,
            new WindowLimits(
                possible.Limits.TextLength, Math.Min(possible.Limits.MediaBytes, UploadAttachment.LargestFile), possible.CanQuote,
                [.. possible.Limits.WindowTags.Keys]));
    }

    private static Arrival Read(ReferralRecord row) =>
        new(row.Id, row.OccurredAt, row.Source, row.TrackingId, row.AdId, row.Ref, row.Title, row.Url);
}
