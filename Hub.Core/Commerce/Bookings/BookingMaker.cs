using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Hours;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce.Bookings;

/// <summary>
/// Puts bookings into the timetable inside a transaction that is serial for their connection. Whoever takes up a resource holds its turn
/// from the look at what is free to the end of the transaction, so that no time is given away twice.
/// </summary>
internal sealed class BookingMaker(HubStore store)
{
    private const int Offered = 3;
    private static readonly TimeSpan OfferedWithin = TimeSpan.FromDays(14);
    private static readonly TimeSpan LongestAgo = TimeSpan.FromDays(31);
    private static readonly TimeSpan LongestAhead = TimeSpan.FromDays(2 * 366);

    /// <param name="isTrial">Only whether it could be: nothing is made.</param>
    public async Task<BookingAnswer> Make(
        HubDb db, Conversation conversation, NewBooking draft, string actor, bool isTrial, CancellationToken cancellation)
    {
        if (await db.Services.FirstOrDefaultAsync(
            row => row.WorkspaceId == conversation.WorkspaceId && row.Id == draft.ServiceId, cancellation) is not { } service)
            return new BookingAnswer.NoSuchService();
        var booking = new Booking
        {
            WorkspaceId = conversation.WorkspaceId,
            Id = store.Ids.Next(),
            ServiceId = service.Id,
            ContactId = conversation.ContactId,
            ConversationId = conversation.Id,
            State = draft.State,
            PartySize = draft.PartySize,
            Note = Clean(draft.Note),
            CreatedAt = store.Now,
            Version = 1,
        };
        if (await Place(db, booking, service, draft.ResourceId, draft.StartsAt, cancellation) is { } refused)
            return refused;
        if (isTrial)
            return new BookingAnswer.Done(booking);
        db.Bookings.Add(booking);
        var kind = draft.State == BookingState.Confirmed ? BookingEventKind.Confirmed : BookingEventKind.Requested;
        Happened(db, booking, 1, kind, actor, "booking.made");
        await ReminderPlan.Write(db, booking, service, store.Now, cancellation);
        return new BookingAnswer.Done(booking);
    }

    /// <summary>Puts the booking where it is to be; null when that worked.</summary>
    public async Task<BookingAnswer?> Place(
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

    /// <param name="wanted">Of a move that came to nothing.</param>
    public void Happened(
        HubDb db, Booking booking, int number, BookingEventKind kind, string actor, string action, DateTimeOffset? wanted = null)
    {
        db.BookingEvents.Add(new BookingEvent
        {
            WorkspaceId = booking.WorkspaceId,
            BookingId = booking.Id,
            Number = number,
            At = store.Now,
            Actor = actor,
            Kind = kind,
            StartsAt = wanted ?? booking.StartsAt,
            ResourceId = booking.ResourceId,
        });
        db.Note(store, booking.WorkspaceId, actor, action, booking.Id);
    }

    private static void Reprice(Booking booking, Service service) =>
        (booking.Price, booking.Currency) = (service.Price * booking.PartySize, service.Price is null ? null : service.Currency);

    public static string? Clean(string? note) => note is null || SafeText.Clean(note).Trim() is not { Length: > 0 } clean ? null : clean;
}
