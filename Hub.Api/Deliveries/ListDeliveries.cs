using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Deliveries;

/// <summary>The last owed first.</summary>
internal static class ListDeliveries
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/deliveries", Handle).Needs(Permissions.DeliveriesRead).NeedsSightOfAll().WithName("ListDeliveries");

    /// <param name="outcome">As the list of causes tells it; with it the code is exact too, and none means those without one.</param>
    private static async Task<Results<Ok<Page<DeliveryResponse>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, Named<DeliveryState>? state, Named<DeliveryKind>? kind, Guid? connectionId, string? outcome, string? code,
        Guid? conversationId, Guid? orderId, Guid? bookingId, Guid? contactId, string? adId, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        if (Outcomes.Problem(outcome) is { } unknown)
            return unknown;
        var workspace = context.Caller().WorkspaceId;
        var language = Language.Of(context.Request);
        var (rows, places) = await store.Read(workspace, async db =>
        {
            var found = await About(db, workspace, conversationId, orderId, bookingId, contactId, adId)
                .Where(row => row.WorkspaceId == workspace && (state == null || row.State == state.Value.Value) && (kind == null || row.Kind == kind.Value.Value)
                    && (connectionId == null || row.ConnectionId == connectionId) && (outcome == null ? code == null || row.Code == code : row.Outcome == outcome && row.Code == code))
                .Where(row => after == null || row.Id.CompareTo(after.Value.Id) < 0)
                .OrderByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation);
            return (found, await DeliveryPlace.Of(db, workspace, found, cancellation));
        });
        return TypedResults.Ok(Pages.Of(
            rows, page.Size, row => new Cursor(row.OwedAt, row.Id), row => DeliveryResponse.Of(row, places.GetValueOrDefault(row.Id), language)));
    }

    private static IQueryable<Delivery> About(HubDb db, Guid workspace, Guid? conversation, Guid? order, Guid? booking, Guid? contact, string? ad)
    {
        IQueryable<Delivery> rows = db.Deliveries;
        if (conversation is { } thread)
            rows = rows.OfConversation(db, workspace, thread);
        if (order is { } bought)
            rows = rows.OfOrder(db, workspace, bought);
        if (booking is { } time)
            rows = rows.OfBooking(db, workspace, time);
        if (!string.IsNullOrEmpty(ad))
            rows = rows.OfAd(db, workspace, ad);
        return contact is { } person ? rows.OfContact(db, workspace, person) : rows;
    }
}
