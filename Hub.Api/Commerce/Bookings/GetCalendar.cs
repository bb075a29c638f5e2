using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Commerce.Bookings;

/// <summary>
/// A resource's calendar for calendar programs, which cannot sign in: whoever knows the address reads it. It tells the service, the
/// contact's name and the times; never a note.
/// </summary>
internal static class GetCalendar
{
    private const int Most = 2000;
    private static readonly TimeSpan Past = TimeSpan.FromDays(60);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/calendars/{secret}", Handle).ForAnybody().WithName("GetCalendar");

    public static string PathOf(string secret) => $"/api/v1/calendars/{secret}.ics";

    private static async Task<Results<ContentHttpResult, ApiProblem>> Handle(
        string secret, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        var hash = SecretToken.Hash(secret.EndsWith(".ics", StringComparison.Ordinal) ? secret[..^4] : secret);
        var since = store.Now - Past;
        var file = await store.Read(null, async db =>
        {
            var resource = await db.Resources.FirstOrDefaultAsync(row => row.FeedHash == hash, cancellation);
            if (resource is null)
                return null;
            var rows = await (
                from booking in db.Bookings
                where booking.WorkspaceId == resource.WorkspaceId && booking.ResourceId == resource.Id && booking.BusyFrom >= since
                join service in db.Services on new { booking.WorkspaceId, Id = booking.ServiceId } equals new { service.WorkspaceId, service.Id }
                join contact in db.Contacts on new { booking.WorkspaceId, Id = booking.ContactId } equals new { contact.WorkspaceId, contact.Id }
                orderby booking.BusyFrom
                select new { booking, service.Name, contact.DisplayName }).Take(Most).ToListAsync(cancellation);
            return CalendarFeed.Write(resource.Name, rows.Select(row => new CalendarFeed.Entry(
                row.booking.Id, row.DisplayName is null ? row.Name : $"{row.Name} · {row.DisplayName}", row.booking.StartsAt, row.booking.EndsAt,
                row.booking.State, row.booking.Version - 1, store.Now)));
        });
        return file is null ? ApiProblem.NotFound : TypedResults.Text(file, "text/calendar; charset=utf-8");
    }
}
