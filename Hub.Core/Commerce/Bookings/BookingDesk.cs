using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Hours;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce.Bookings;

/// <summary>
/// Bookings made and changed by people and programs, with what that owes: to CRMs the booking, to ad platforms the signals, to the contact
/// reminders.
/// </summary>
public sealed class BookingDesk(HubStore store, ConnectorRegistry connectors, LaneBell bell)
{
    private readonly BookingMaker _maker = new(store);

    public async Task<BookingAnswer> Create(
        Guid workspace, Guid conversationId, NewBooking draft, string actor, CancellationToken cancellation)
    {
        if (await CommerceTurn.ConnectionOf(store, workspace, conversationId, cancellation) is not { } connection)
            return new BookingAnswer.NotFound();
        return await InTurn(workspace, connection, async db =>
        {
            var current = await db.Conversations.SingleAsync(row => row.WorkspaceId == workspace && row.Id == conversationId, cancellation);
            return await _maker.Make(db, current, draft, actor, isTrial: false, cancellation);
        }, cancellation);
    }

    /// <summary>Moves a booking to another time or resource, along its life, or both.</summary>
    public async Task<BookingAnswer> Change(
        Guid workspace, Guid bookingId, BookingChange change, string actor, CancellationToken cancellation)
    {
        var connection = await store.Read(workspace, db => db.Bookings
            .Where(row => row.WorkspaceId == workspace && row.Id == bookingId)
            .Join(db.Conversations, row => row.ConversationId, thread => thread.Id, (_, thread) => (Guid?)thread.ConnectionId)
            .FirstOrDefaultAsync(cancellation));
        if (connection is not { } id)
            return new BookingAnswer.NotFound();
        return await InTurn(workspace, id, async db =>
        {
            var booking = await db.Bookings.SingleAsync(row => row.WorkspaceId == workspace && row.Id == bookingId, cancellation);
            if (change.Version is { } seen && seen != booking.Version)
                return new BookingAnswer.Stale(booking);
            return await Apply(db, booking, change, actor, cancellation) ?? new BookingAnswer.Done(booking);
        }, cancellation);
    }

    /// <summary>In a transaction of the booking's connection.</summary>
    /// <returns>Why not; null when it is so now.</returns>
    internal async Task<BookingAnswer?> Apply(HubDb db, Booking booking, BookingChange change, string actor, CancellationToken cancellation)
    {
        var service = await db.Services.SingleAsync(
            row => row.WorkspaceId == booking.WorkspaceId && row.Id == booking.ServiceId, cancellation);
        var number = await LastEvent(db, booking, cancellation);
        if (change.IsMove)
        {
            if (!BookingStates.IsAhead(booking.State))
                return new BookingAnswer.WrongState(booking.State);
            var before = (booking.StartsAt, booking.ResourceId, booking.PartySize);
            booking.PartySize = change.PartySize ?? booking.PartySize;
            if (await _maker.Place(
                db, booking, service, change.ResourceId ?? booking.ResourceId, change.StartsAt ?? booking.StartsAt, cancellation) is { } refused)
                return refused;
            if (before != (booking.StartsAt, booking.ResourceId, booking.PartySize))
                _maker.Happened(db, booking, ++number, BookingEventKind.Moved, actor, "booking.moved");
        }

        if (change.Note is { } note && BookingMaker.Clean(note) != booking.Note)
        {
            booking.Note = BookingMaker.Clean(note);
            _maker.Happened(db, booking, ++number, BookingEventKind.Edited, actor, "booking.edited");
        }

        if (change.To is { } to && to != booking.State)
        {
            if (!BookingStates.MayBecome(booking.State, to))
                return new BookingAnswer.WrongState(booking.State);
            if (BookingStates.IsTooEarly(to, booking.StartsAt, store.Now))
                return new BookingAnswer.TooEarly(booking.StartsAt, await WorkspaceSettings.Zone(db, booking.WorkspaceId, cancellation));
            if (booking.State == BookingState.NoShow && await Refill(db, booking, service, cancellation) is { } full)
                return full;
            Become(booking, to, store.Now);
            _maker.Happened(db, booking, ++number, Kind(to), actor, $"booking.{Action(to)}");
        }

        if (db.ChangeTracker.HasChanges())
            booking.Version++;
        await ReminderPlan.Write(db, booking, service, store.Now, cancellation);
        return null;
    }

    /// <summary>Writes down that another program wanted something of it which is not so now.</summary>
    internal async Task Refuse(
        HubDb db, Booking booking, BookingEventKind kind, string actor, string action, DateTimeOffset? wanted, CancellationToken cancellation)
    {
        _maker.Happened(db, booking, await LastEvent(db, booking, cancellation) + 1, kind, actor, action, wanted);
        booking.Version++;
    }

    private static async Task<int> LastEvent(HubDb db, Booking booking, CancellationToken cancellation) =>
        await db.BookingEvents.Where(row => row.WorkspaceId == booking.WorkspaceId && row.BookingId == booking.Id)
            .MaxAsync(row => (int?)row.Number, cancellation) ?? 0;

    // Somebody who was given up holds no place any more: it may be another one's by now.
    private async Task<BookingAnswer?> Refill(HubDb db, Booking booking, Service service, CancellationToken cancellation)
    {
        await store.Serialize(db, [booking.ResourceId], cancellation);
        var table = await Timetables.Load(db, service, booking.ResourceId, new TimeRange(booking.BusyFrom, booking.BusyTo), cancellation);
        var clashes = table.Conflicts(booking.ResourceId, booking.StartsAt, booking.PartySize, booking.Id)
            .Where(conflict => conflict.Kind is ConflictKind.Taken or ConflictKind.Full).ToList();
        return clashes.Count == 0 ? null : new BookingAnswer.Unavailable(clashes, [], table.Zone);
    }

    private Task<BookingAnswer> InTurn(
        Guid workspace, Guid connectionId, Func<HubDb, Task<BookingAnswer>> change, CancellationToken cancellation) =>
        CommerceTurn.Take(store, bell, workspace, connectionId, async db =>
        {
            var answer = await change(db);
            return (answer, answer is BookingAnswer.Done done
                ? await BookingDebts.Owe(db, store, connectors, connectionId, done.Booking, cancellation)
                : null);
        }, cancellation);

    private static void Become(Booking booking, BookingState to, DateTimeOffset now)
    {
        booking.State = to;
        if (to == BookingState.Kept)
            booking.KeptAt = now;
        if (to == BookingState.NoShow)
            booking.MissedAt = now;
    }

    private static string Action(BookingState state) => state == BookingState.NoShow ? "no_show" : state.ToString().ToLowerInvariant();

    private static BookingEventKind Kind(BookingState state) => state switch
    {
        BookingState.Confirmed => BookingEventKind.Confirmed,
        BookingState.Kept => BookingEventKind.Kept,
        BookingState.NoShow => BookingEventKind.NoShow,
        _ => BookingEventKind.Cancelled,
    };
}
