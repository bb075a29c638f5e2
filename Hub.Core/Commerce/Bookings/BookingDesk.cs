using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Hours;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce.Bookings;

/// <summary>
/// Bookings made and changed by people and programs, with what that owes: to CRMs the booking, to ad platforms the signals, to the contact
/// reminders. Whoever takes up a resource holds its turn from the look at what is free to the end of the transaction, so that no time is
/// given away twice.
/// </summary>
public sealed class BookingDesk(HubStore store, ConnectorRegistry connectors, LaneBell bell)
{
    private const int Offered = 3;
    private static readonly TimeSpan OfferedWithin = TimeSpan.FromDays(14);
    private static readonly TimeSpan LongestAgo = TimeSpan.FromDays(31);
    private static readonly TimeSpan LongestAhead = TimeSpan.FromDays(2 * 366);

    public async Task<BookingAnswer> Create(
        Guid workspace, Guid conversationId, NewBooking draft, string actor, CancellationToken cancellation)
    {
        if (await CommerceTurn.ConnectionOf(store, workspace, conversationId, cancellation) is not { } connection)
            return new BookingAnswer.NotFound();
        return await InTurn(workspace, connection, async db =>
        {
            var current = await db.Conversations.SingleAsync(row => row.WorkspaceId == workspace && row.Id == conversationId, cancellation);
            if (await Find(db, workspace, draft.ServiceId, cancellation) is not { } service)
                return new BookingAnswer.NoSuchService();
            var booking = new Booking
            {
                WorkspaceId = workspace,
                Id = store.Ids.Next(),
                ServiceId = service.Id,
                ContactId = current.ContactId,
                ConversationId = current.Id,
                State = draft.State,
                PartySize = draft.PartySize,
                Note = Clean(draft.Note),
                CreatedAt = store.Now,
                Version = 1,
            };
            if (await Place(db, booking, service, draft.ResourceId, draft.StartsAt, cancellation) is { } refused)
                return refused;
            db.Bookings.Add(booking);
            var kind = draft.State == BookingState.Confirmed ? BookingEventKind.Confirmed : BookingEventKind.Requested;
            Happened(db, booking, 1, kind, actor, "booking.made");
            await ReminderPlan.Write(db, booking, service, store.Now, cancellation);
            return new BookingAnswer.Done(booking);
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

    private async Task<BookingAnswer?> Apply(HubDb db, Booking booking, BookingChange change, string actor, CancellationToken cancellation)
    {
        var service = await db.Services.SingleAsync(
            row => row.WorkspaceId == booking.WorkspaceId && row.Id == booking.ServiceId, cancellation);
        var number = await db.BookingEvents.Where(row => row.WorkspaceId == booking.WorkspaceId && row.BookingId == booking.Id)
            .MaxAsync(row => (int?)row.Number, cancellation) ?? 0;
        if (change.IsMove)
        {
            if (!BookingStates.IsAhead(booking.State))
                return new BookingAnswer.WrongState(booking.State);
            var before = (booking.StartsAt, booking.ResourceId, booking.PartySize);
            booking.PartySize = change.PartySize ?? booking.PartySize;
            if (await Place(
                db, booking, service, change.ResourceId ?? booking.ResourceId, change.StartsAt ?? booking.StartsAt, cancellation) is { } refused)
                return refused;
            if (before != (booking.StartsAt, booking.ResourceId, booking.PartySize))
                Happened(db, booking, ++number, BookingEventKind.Moved, actor, "booking.moved");
        }

        if (change.Note is { } note && Clean(note) != booking.Note)
        {
            booking.Note = Clean(note);
            Happened(db, booking, ++number, BookingEventKind.Edited, actor, "booking.edited");
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
            Happened(db, booking, ++number, Kind(to), actor, $"booking.{Action(to)}");
        }

        if (db.ChangeTracker.HasChanges())
            booking.Version++;
        await ReminderPlan.Write(db, booking, service, store.Now, cancellation);
        return null;
    }

    // Somebody who was given up holds no place any more: it may be another one's by now.
    private async Task<BookingAnswer?> Refill(HubDb db, Booking booking, Service service, CancellationToken cancellation)
    {
        await store.Serialize(db, [booking.ResourceId], cancellation);
        var table = await Timetables.Load(db, service, booking.ResourceId, new TimeRange(booking.BusyFrom, booking.BusyTo), cancellation);
        var clashes = table.Conflicts(booking.ResourceId, booking.StartsAt, booking.PartySize, booking.Id)
            .Where(conflict => conflict.Kind is ConflictKind.Taken or ConflictKind.Full).ToList();
        return clashes.Count == 0 ? null : new BookingAnswer.Unavailable(clashes, [], table.Zone);
    }

    /// <summary>Puts the booking where it is to be; null when that worked.</summary>
    private async Task<BookingAnswer?> Place(
        HubDb db, Booking booking, Service service, Guid? wanted, DateTimeOffset start, CancellationToken cancellation)
    {
        if (booking.PartySize > service.Capacity)
            return new BookingAnswer.PartyTooLarge(service.Capacity);
        var now = store.Now;
        if (start < now - LongestAgo || start > now + LongestAhead)
            return new BookingAnswer.OutOfRange();
        var resources = await Timetables.Resources(db, booking.WorkspaceId, service.Id, cancellation);
        if (wanted is { } one && !resources.Contains(one))
            return new BookingAnswer.NoSuchResource();
        List<Guid> candidates = wanted is { } only ? [only] : resources;
        if (candidates.Count == 0)
            return new BookingAnswer.NoSuchResource();
        await store.Serialize(db, candidates, cancellation); // after the connection's turn, so that no two wait for each other
        var from = start > now ? start : now;
        var around = new TimeRange(start, from + OfferedWithin);
        var table = await Timetables.Load(db, service, wanted, around, cancellation);
        var conflicts = new List<BookingConflict>();
        foreach (var candidate in candidates)
        {
            var found = table.Conflicts(candidate, start, booking.PartySize, booking.Id);
            if (found.Count == 0)
            {
                booking.Put(service, candidate, start);
                Reprice(booking, service);
                return null;
            }

            conflicts.AddRange(found);
        }

        return new BookingAnswer.Unavailable(
            conflicts, table.Free(new TimeRange(from, from + OfferedWithin), booking.PartySize, Offered, booking.Id),
            table.Zone);
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

    private void Happened(HubDb db, Booking booking, int number, BookingEventKind kind, string actor, string action)
    {
        db.BookingEvents.Add(new BookingEvent
        {
            WorkspaceId = booking.WorkspaceId,
            BookingId = booking.Id,
            Number = number,
            At = store.Now,
            Actor = actor,
            Kind = kind,
            StartsAt = booking.StartsAt,
            ResourceId = booking.ResourceId,
        });
        db.Note(store, booking.WorkspaceId, actor, action, booking.Id);
    }

    private static Task<Service?> Find(HubDb db, Guid workspace, Guid id, CancellationToken cancellation) =>
        db.Services.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation);

    private static void Become(Booking booking, BookingState to, DateTimeOffset now)
    {
        booking.State = to;
        if (to == BookingState.Kept)
            booking.KeptAt = now;
        if (to == BookingState.NoShow)
            booking.MissedAt = now;
    }

    private static void Reprice(Booking booking, Service service) =>
        (booking.Price, booking.Currency) = (service.Price * booking.PartySize, service.Price is null ? null : service.Currency);

    private static string? Clean(string? note) => note is null || SafeText.Clean(note).Trim() is not { Length: > 0 } clean ? null : clean;

    private static string Action(BookingState state) => state == BookingState.NoShow ? "no_show" : state.ToString().ToLowerInvariant();

    private static BookingEventKind Kind(BookingState state) => state switch
    {
        BookingState.Confirmed => BookingEventKind.Confirmed,
        BookingState.Kept => BookingEventKind.Kept,
        BookingState.NoShow => BookingEventKind.NoShow,
        _ => BookingEventKind.Cancelled,
    };
}
