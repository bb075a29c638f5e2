using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Conversations;
using Hub.Core.Hours;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Commerce.Bookings;

/// <summary>What is free of a service. Tells nothing of those who have booked.</summary>
internal static class ListSlots
{
    private const int MostDays = 62;
    private static readonly LocalizedText WrongRange = new(
        $"Enter a time after the beginning, at most {MostDays} days later.", $"Nhập thời điểm sau lúc bắt đầu, cách tối đa {MostDays} ngày.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/slots", Handle).Needs(Permissions.BookingsRead).WithName("ListSlots");

    /// <param name="Left">How many people still fit in.</param>
    public sealed record Response(DateTimeOffset StartsAt, DateTimeOffset EndsAt, Guid ResourceId, int Left);

    /// <param name="resourceId">All that carry out the service when left out.</param>
    /// <param name="from">Begins at this time or later; never in the past.</param>
    /// <param name="to">Begins before this time.</param>
    /// <param name="bookingId">One that is to be moved: what it takes up itself counts as free.</param>
    private static async Task<Results<Ok<Page<Response>>, ApiProblem>> Handle(
        Guid? serviceId, Guid? resourceId, DateTimeOffset? from, DateTimeOffset? to, int? partySize, Guid? bookingId, FreeSlots slots,
        HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (serviceId is null)
            return ApiProblem.Invalid("serviceId", FieldTexts.Required);
        if (from is null)
            return ApiProblem.Invalid("from", FieldTexts.NotATime);
        if (to is null || to <= from || to - from > TimeSpan.FromDays(MostDays))
            return ApiProblem.Invalid("to", WrongRange);
        if (partySize is < 1 or > ServiceRules.MostPeople)
            return ApiProblem.Invalid("partySize", FieldTexts.Positive);
        var caller = context.Caller();
        if (bookingId is { } moved && !await store.Read(
            caller.WorkspaceId, db => db.Bookings.VisibleTo(db, caller).AnyAsync(row => row.Id == moved, cancellation)))
            return ApiProblem.NotFound;
        var range = new TimeRange(from.Value.ToUniversalTime(), to.Value.ToUniversalTime());
        return await slots.Find(caller.WorkspaceId, serviceId.Value, resourceId, range, partySize ?? 1, bookingId, cancellation) is { } free
            ? TypedResults.Ok(new Page<Response>(
                [.. free.Select(slot => new Response(slot.StartsAt, slot.EndsAt, slot.ResourceId, slot.Left))], null))
            : ApiProblem.NotFound;
    }
}
