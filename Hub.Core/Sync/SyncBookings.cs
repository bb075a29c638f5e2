using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sync;

/// <summary>Writes bookings to a CRM, each after its contact. Their notes stay here.</summary>
public sealed class SyncBookings(HubStore store, ConnectorRegistry connectors, FollowBookings follow) : SyncRecords<CrmBooking>(store, connectors)
{
    private static readonly TimeSpan ContactWait = TimeSpan.FromSeconds(1);

    public override DeliveryKind Kind => DeliveryKind.SyncBooking;

    protected override SyncEntity Entity => SyncEntity.Booking;

    protected override Task<(List<WriteItem<CrmBooking>> Items, Dictionary<Guid, Outcome> Early)> Load(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation) =>
        Store.Read(run.Lane.WorkspaceId, async db =>
        {
            var workspace = run.Lane.WorkspaceId;
            var ids = batch.Select(delivery => delivery.SubjectId).ToList();
            var bookings = await db.Bookings.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id))
                .Join(db.Services, row => row.ServiceId, service => service.Id, (row, service) => new { Booking = row, service.Name })
                .ToListAsync(cancellation);
            var people = bookings.Select(row => row.Booking.ContactId).Distinct().ToList();
            var item = await Items(db, run, ids, cancellation);
            var contacts = await RemoteIds(db, run, SyncEntity.Contact, people, cancellation);
            // A contact that the CRM will never take must not hold its bookings for ever: only one that is still owed is waited for.
            var waiting = await db.Deliveries
                .Where(row => row.WorkspaceId == workspace && row.ConnectionId == run.Connection.Id
                    && row.Kind == DeliveryKind.SyncContact && row.State == DeliveryState.Owed && people.Contains(row.SubjectId))
                .Select(row => row.SubjectId).ToHashSetAsync(cancellation);
            var early = ids.Except(bookings.Select(row => row.Booking.Id))
                .ToDictionary(id => id, _ => (Outcome)new Outcome.Rejected(new Reason("booking_gone")));
            foreach (var row in bookings.Where(row => !contacts.ContainsKey(row.Booking.ContactId) && waiting.Contains(row.Booking.ContactId)))
                early[row.Booking.Id] = new Outcome.Throttled(ContactWait, ThrottleScope.Recipient, new Reason("waits_for_contact"));
            foreach (var row in bookings.Where(row => !EnumNames.IsKnown(row.Booking.State)))
                early[row.Booking.Id] = LeftToNewer.Outcome;
            return (bookings.Where(row => !early.ContainsKey(row.Booking.Id)).Select(row => item(
                row.Booking.Id,
                new CrmBooking(
                    row.Name, contacts.GetValueOrDefault(row.Booking.ContactId), row.Booking.State, row.Booking.StartsAt,
                    row.Booking.EndsAt))).ToList(), early);
        });

    private protected override string?[] Fields(CrmBooking value) => CrmFields.Of(value);

    private protected override Task<Followed> Follow(LaneRun run, CrmChange there, DateTimeOffset readAt, CancellationToken cancellation) =>
        follow.Follow(run, there, readAt, cancellation);

    protected override Task<BatchAnswer> Upsert(
        LaneRun run, IReadOnlyList<WriteItem<CrmBooking>> batch, CancellationToken cancellation) =>
        Connectors.As<ISyncBookings>(run.Connection.ConnectorId)!.Upsert(run.Context, batch, cancellation);
}
