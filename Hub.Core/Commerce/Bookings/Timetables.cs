using Hub.Core.Hours;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce.Bookings;

/// <summary>Loads timetables. Inside a transaction that holds the turns of the resources nothing can come between.</summary>
internal static class Timetables
{
    /// <summary>Those that carry out the service, in the order of their names.</summary>
    public static Task<List<Guid>> Resources(HubDb db, Guid workspace, Guid service, CancellationToken cancellation) =>
        Linked(db, workspace, service).OrderBy(row => row.Name).ThenBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellation);

    /// <param name="range">Of the times that will be asked for.</param>
    /// <param name="only">Null for all of the service's.</param>
    public static async Task<Timetable> Load(
        HubDb db, Service service, Guid? only, TimeRange range, CancellationToken cancellation)
    {
        var workspace = service.WorkspaceId;
        var zone = await WorkspaceSettings.Zone(db, workspace, cancellation);
        var resources = await (only is { } id
            ? db.Resources.Where(row => row.WorkspaceId == workspace && row.Id == id)
            : Linked(db, workspace, service.Id)).AsNoTracking().OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync(cancellation);
        var ids = resources.ConvertAll(row => row.Id);
        var (from, to) = (range.Start - Booking.LongestBusy, range.End + Booking.LongestBusy);
        var taken = await db.Bookings.AsNoTracking()
            .Where(row => row.WorkspaceId == workspace && ids.Contains(row.ResourceId) && row.BusyFrom >= from && row.BusyFrom < to)
            .Where(BookingStates.TakesUp)
            .Select(row => new { row.ResourceId, row.Id, row.ServiceId, row.BusyFrom, row.BusyTo, row.StartsAt, row.PartySize })
            .ToListAsync(cancellation);
        var byResource = taken.ToLookup(
            row => row.ResourceId,
            row => new Timetable.Taken(row.Id, row.ServiceId, new TimeRange(row.BusyFrom, row.BusyTo), row.StartsAt, row.PartySize));
        return new Timetable(
            service,
            resources.ConvertAll(row => new Timetable.Place(
                row.Id, row.Name, row.IsActive, row.Hours is null ? null : WeeklyHours.FromJson(row.Hours), [.. byResource[row.Id]])),
            zone);
    }

    private static IQueryable<Resource> Linked(HubDb db, Guid workspace, Guid service)
    {
        var linked = db.ServiceResources.Where(row => row.WorkspaceId == workspace && row.ServiceId == service).Select(row => row.ResourceId);
        return db.Resources.Where(row => row.WorkspaceId == workspace && linked.Contains(row.Id));
    }
}
