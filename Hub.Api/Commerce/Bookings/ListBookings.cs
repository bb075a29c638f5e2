using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Commerce.Bookings;

/// <summary>In the order in which they begin.</summary>
internal static class ListBookings
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/bookings", Handle).Needs(Permissions.BookingsRead).WithName("ListBookings");
        api.MapGet("/bookings/{id:guid}", Get).Needs(Permissions.BookingsRead).WithName("GetBooking");
    }

    /// <param name="state">May be repeated.</param>
    /// <param name="from">Ends after this time.</param>
    /// <param name="to">Begins before this time.</param>
    private static async Task<Results<Ok<Page<BookingResponse>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, Named<BookingState>[]? state, DateTimeOffset? from, DateTimeOffset? to, Guid? serviceId, Guid? resourceId,
        Guid? contactId, Guid? conversationId, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var (caller, language) = (context.Caller(), Language.Of(context.Request));
        var states = (state ?? []).Select(item => item.Value).ToList();
        var begins = from - Booking.LongestBusy; // follows from its end, and ends the reading by start
        var (rows, shown) = await store.Read(caller.WorkspaceId, async db =>
        {
            var found = await db.Bookings.VisibleTo(db, caller)
                .Where(row => (states.Count == 0 || states.Contains(row.State)) && (serviceId == null || row.ServiceId == serviceId)
                    && (resourceId == null || row.ResourceId == resourceId) && (contactId == null || row.ContactId == contactId)
                    && (conversationId == null || row.ConversationId == conversationId)
                    && (from == null || (row.EndsAt > from && row.StartsAt > begins)) && (to == null || row.StartsAt < to))
                .Where(row => after == null || row.StartsAt > after.Value.At
                    || (row.StartsAt == after.Value.At && row.Id.CompareTo(after.Value.Id) > 0))
                .OrderBy(row => row.StartsAt).ThenBy(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation);
            return (found, (await BookingResponse.Load(db, caller, found, language, cancellation)).ToDictionary(row => row.Id));
        });
        return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(row.StartsAt, row.Id), row => shown[row.Id]));
    }

    private static async Task<Results<Ok<BookingResponse>, ApiProblem>> Get(
        Guid id, HubStore store, HttpContext context, CancellationToken cancellation) =>
        await BookingResponse.Find(store, context.Caller(), id, Language.Of(context.Request), cancellation) is { } booking
            ? TypedResults.Ok(booking)
            : ApiProblem.NotFound;
}
