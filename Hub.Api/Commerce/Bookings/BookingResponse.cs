using Hub.Api.Conversations;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Commerce.Bookings;

/// <param name="Price">For all of the party, in major units; null when the service has none.</param>
/// <param name="Note">For the business alone.</param>
/// <param name="Version">To be sent along with a change.</param>
/// <param name="Reminders">What the contact is told before, and why not.</param>
/// <param name="History">Of one booking; lists leave it out.</param>
public sealed record BookingResponse(
    Guid Id, Guid ServiceId, string? ServiceName, Guid ResourceId, string? ResourceName, Guid ContactId, string? ContactName,
    Guid ConversationId, Guid? ConnectionId, BookingState State, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int PartySize, decimal? Price,
    string? Currency, string? Note, DateTimeOffset CreatedAt, int Version, IReadOnlyList<ReminderResponse> Reminders,
    IReadOnlyList<BookingEventResponse> History)
{
    /// <summary>States that it can be moved to.</summary>
    public IReadOnlyList<BookingState> Next => BookingStates.Next(State);

    /// <summary>Whether it can still have another time.</summary>
    public bool CanMove => BookingStates.IsAhead(State);

    /// <summary>From when on it can be marked as kept; as missed only from its beginning.</summary>
    public DateTimeOffset KeptFrom => StartsAt - BookingStates.EarliestKept;

    public override string ToString() => $"BookingResponse({Id})";

    internal static Task<BookingResponse?> Find(
        HubStore store, Caller caller, Guid id, string language, CancellationToken cancellation) =>
        store.Read(caller.WorkspaceId, async db =>
        {
            var row = await db.Bookings.VisibleTo(db, caller).FirstOrDefaultAsync(found => found.Id == id, cancellation);
            if (row is null)
                return null;
            var history = await db.BookingEvents.Where(found => found.WorkspaceId == caller.WorkspaceId && found.BookingId == id)
                .OrderBy(found => found.Number).ToListAsync(cancellation);
            var shown = (await Load(db, caller, [row], language, cancellation))[0];
            var connections = await BookingEventResponse.Connections(db, caller.WorkspaceId, history, cancellation);
            return (BookingResponse?)(shown with { History = history.ConvertAll(entry => BookingEventResponse.Of(entry, connections)) });
        });

    internal static async Task<List<BookingResponse>> Load(
        HubDb db, Caller caller, List<Booking> rows, string language, CancellationToken cancellation)
    {
        var workspace = caller.WorkspaceId;
        var (ids, services, resources, contacts, threads) = (
            rows.ConvertAll(row => row.Id), Of(rows, row => row.ServiceId), Of(rows, row => row.ResourceId), Of(rows, row => row.ContactId),
            Of(rows, row => row.ConversationId));
        var serviceNames = await db.Services.Where(row => row.WorkspaceId == workspace && services.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var resourceNames = await db.Resources.Where(row => row.WorkspaceId == workspace && resources.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var people = await db.Contacts.Where(row => row.WorkspaceId == workspace && contacts.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellation);
        var connections = await db.Conversations.Where(row => row.WorkspaceId == workspace && threads.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => (Guid?)row.ConnectionId, cancellation);
        var reminders = await ReminderResponse.Load(db, workspace, ids, language, cancellation);
        return rows.ConvertAll(row => new BookingResponse(
            row.Id, row.ServiceId, serviceNames.GetValueOrDefault(row.ServiceId), row.ResourceId, resourceNames.GetValueOrDefault(row.ResourceId),
            row.ContactId, people.GetValueOrDefault(row.ContactId), row.ConversationId, connections.GetValueOrDefault(row.ConversationId),
            row.State, row.StartsAt, row.EndsAt, row.PartySize, row.Price, row.Currency, row.Note, row.CreatedAt, row.Version,
            [.. reminders[row.Id]], []));
    }

    private static List<Guid> Of(List<Booking> rows, Func<Booking, Guid> id) => [.. rows.Select(id).Distinct()];
}

/// <param name="ResourceId">As it was afterwards; so is <paramref name="StartsAt"/>, but of what was not moved: that is what was wanted.</param>
/// <param name="ConnectionName">Of the calendar or CRM in which somebody did it.</param>
public sealed record BookingEventResponse(
    int Number, DateTimeOffset At, string Actor, BookingEventKind Kind, DateTimeOffset StartsAt, Guid ResourceId,
    string? ConnectionName)
{
    internal static BookingEventResponse Of(BookingEvent row, Dictionary<Guid, string> connections) => new(
        row.Number, row.At, row.Actor, row.Kind, row.StartsAt, row.ResourceId,
        ConversationEvent.ConnectionOf(row.Actor) is { } id ? connections.GetValueOrDefault(id) : null);

    internal static async Task<Dictionary<Guid, string>> Connections(
        HubDb db, Guid workspace, List<BookingEvent> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => ConversationEvent.ConnectionOf(row.Actor)).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Connections.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
    }
}

/// <param name="Reason">Why the contact was not told, in words; null while all is well.</param>
/// <param name="WayOn">What a person can do.</param>
public sealed record ReminderResponse(
    int MinutesBefore, DateTimeOffset DueAt, ReminderState State, string? ReasonCode, string? Reason, string? WayOn, Guid? MessageId)
{
    internal static async Task<ILookup<Guid, ReminderResponse>> Load(
        HubDb db, Guid workspace, List<Guid> bookings, string language, CancellationToken cancellation)
    {
        var rows = await db.BookingReminders.Where(row => row.WorkspaceId == workspace && bookings.Contains(row.BookingId))
            .OrderByDescending(row => row.MinutesBefore).ToListAsync(cancellation);
        var sent = rows.Select(row => row.MessageId).OfType<Guid>().ToList();
        var messages = await db.Messages.Where(row => row.WorkspaceId == workspace && sent.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        return rows.ToLookup(
            row => row.BookingId, row => Of(row, row.MessageId is { } id ? messages.GetValueOrDefault(id) : null, language));
    }

    // What was handed over may still fail: then the message says why.
    private static ReminderResponse Of(BookingReminder row, Message? message, string language)
    {
        if (message is not null && MessageFailure.Of(message, language) is { } failure)
            return new(row.MinutesBefore, row.DueAt, ReminderState.Refused, failure.Code, failure.Reason, failure.WayOn, row.MessageId);
        var text = OutcomeTexts.Find(row.Outcome);
        return new(
            row.MinutesBefore, row.DueAt, row.State, row.ReasonCode,
            (BookingTexts.Reminder(row.ReasonCode) ?? text?.Reason)?.In(language), text?.WayOn.In(language), row.MessageId);
    }
}
