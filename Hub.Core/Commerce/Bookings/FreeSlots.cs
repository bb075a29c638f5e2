using Hub.Core.Hours;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce.Bookings;

/// <summary>Answers what is free.</summary>
public sealed class FreeSlots(HubStore store)
{
    public const int Most = 1000;

    /// <param name="resource">Null for all of the service's.</param>
    /// <param name="moved">A booking that is looking for another time: it is not in its own way.</param>
    /// <returns>Null when there is no such service, or it is not carried out by that resource.</returns>
    public Task<IReadOnlyList<Slot>?> Find(
        Guid workspace, Guid serviceId, Guid? resource, TimeRange range, int party, Guid? moved, CancellationToken cancellation) =>
        store.Read(workspace, async db =>
        {
            var service = await db.Services.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == serviceId, cancellation);
            if (service is null)
                return null;
            if (resource is { } id && !(await Timetables.Resources(db, workspace, serviceId, cancellation)).Contains(id))
                return null;
            var from = range.Start > store.Now ? range.Start : store.Now;
            if (from >= range.End)
                return [];
            var ahead = new TimeRange(from, range.End);
            var table = await Timetables.Load(db, service, resource, ahead, cancellation);
            return table.Free(ahead, party, Most, moved);
        });
}
