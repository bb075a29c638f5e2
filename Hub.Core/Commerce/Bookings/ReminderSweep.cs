using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Hours;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Commerce.Bookings;

/// <summary>
/// Sends the reminders that are due, as any message is sent: within the window and the quota, by a template where the window is closed. Its row is settled in the transaction that
/// writes the message, so that a restart or a second node sends none twice.
/// </summary>
public sealed partial class ReminderSweep(HubStore store, MessageSender sender, ILogger<ReminderSweep> logger)
{
    private const int AtOnce = 200;

    public async Task Run(CancellationToken cancellation)
    {
        var now = store.Now;
        var due = await store.Read(null, db => db.BookingReminders.Where(row => row.State == ReminderState.Waiting && row.DueAt <= now)
            .Where(row => !db.Bookings.Any(booking => booking.WorkspaceId == row.WorkspaceId && booking.Id == row.BookingId
                && Parking.Held(db).Any(thread => thread.WorkspaceId == booking.WorkspaceId && thread.Id == booking.ConversationId)))
            .OrderBy(row => row.DueAt).Take(AtOnce).ToListAsync(cancellation));
        foreach (var booking in due.GroupBy(row => (row.WorkspaceId, row.BookingId)))
        {
            try
            {
                // After an outage several may be due: the last of them says it all.
                var last = booking.MinBy(row => row.MinutesBefore)!;
                foreach (var row in booking.Where(row => row != last))
                    await Settle(row, ReminderReasons.Superseded, cancellation);
                await Send(last, cancellation);
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                Failed(logger, booking.Key.BookingId, error.GetBaseException().GetType().Name); // the others go on; the next sweep tries again
            }
        }
    }

    private async Task Send(BookingReminder due, CancellationToken cancellation)
    {
        var found = await store.Read(due.WorkspaceId, db => Load(db, due, cancellation));
        if (found is not { } item)
            return;
        if (item.Booking.State != BookingState.Confirmed)
        {
            await Settle(due, ReminderReasons.NotConfirmed, cancellation);
            return;
        }

        if (item.Booking.StartsAt <= store.Now)
        {
            await Settle(due, ReminderReasons.TooLate, cancellation);
            return;
        }

        var answer = await Send(due, item, MessageContent.OfText(item.Text), cancellation);
        if (answer is SendAnswer.Refused { Outcome: Outcome.WindowClosed } && item.Template is { } template)
            answer = await Send(due, item, new MessageContent { Kind = MessageKind.Template, Template = template }, cancellation);
        if (answer is SendAnswer.Refused refused)
            await Settle(due, refused.Outcome.Because?.Code ?? "refused", cancellation, ReminderState.Refused, refused.Outcome.GetType().Name);
        else if (answer is SendAnswer.Invalid)
            await Settle(due, ReminderReasons.Invalid, cancellation, ReminderState.Refused, nameof(Outcome.Rejected));
    }

    private Task<SendAnswer> Send(BookingReminder due, Item item, MessageContent content, CancellationToken cancellation) => sender.Send(
        due.WorkspaceId, item.Booking.ConversationId, new OutboundDraft([content]), [], cancellation, origin: MessageOrigin.Automatic,
        alongside: (db, messages) => Claim(db, due, item.Booking, messages[0], cancellation));

    private static async Task<Item?> Load(HubDb db, BookingReminder due, CancellationToken cancellation)
    {
        var row = await (
            from booking in db.Bookings
            where booking.WorkspaceId == due.WorkspaceId && booking.Id == due.BookingId
            join service in db.Services on booking.ServiceId equals service.Id
            join resource in db.Resources on booking.ResourceId equals resource.Id
            join contact in db.Contacts on booking.ContactId equals contact.Id
            join thread in db.Conversations on booking.ConversationId equals thread.Id
            join workspace in db.Workspaces on booking.WorkspaceId equals workspace.Id
            select new { booking, service, resource.Hours, contact.DisplayName, thread.ConnectionId, workspace.Language, workspace.TimeZone })
            .FirstOrDefaultAsync(cancellation);
        if (row is null)
            return null;
        var zone = (row.service.Hours ?? row.Hours) is { } hours ? WeeklyHours.FromJson(hours).Zone
            : TimeZoneInfo.FindSystemTimeZoneById(row.TimeZone ?? WorkspaceSettings.HomeTimeZone);
        var (rules, name, at) = (ReminderRules.Of(row.service), row.service.Name, row.booking.StartsAt);
        return new Item(
            row.booking, rules.Text(row.Language ?? WorkspaceSettings.HomeLanguage, row.DisplayName, name, at, zone),
            rules.Template(row.ConnectionId, row.DisplayName, name, at, zone));
    }

    // Inside the sending transaction: nobody else has settled it, and the booking is still what the text says.
    private async Task<bool> Claim(HubDb db, BookingReminder due, Booking seen, Message message, CancellationToken cancellation)
    {
        var row = await Waiting(db, due, cancellation);
        var still = await db.Bookings.AnyAsync(
            booking => booking.WorkspaceId == seen.WorkspaceId && booking.Id == seen.Id && booking.Version == seen.Version, cancellation);
        if (row is null || !still)
            return false;
        row.Settle(ReminderState.Sent, store.Now);
        row.MessageId = message.Id;
        return true;
    }

    private Task Settle(
        BookingReminder due, string reason, CancellationToken cancellation, ReminderState state = ReminderState.Skipped, string? outcome = null) =>
        store.Write(due.WorkspaceId, null, async db =>
        {
            if (await Waiting(db, due, cancellation) is { } row)
                row.Settle(state, store.Now, reason, outcome);
        }, cancellation);

    private static Task<BookingReminder?> Waiting(HubDb db, BookingReminder due, CancellationToken cancellation) =>
        db.BookingReminders.FirstOrDefaultAsync(
            row => row.WorkspaceId == due.WorkspaceId && row.BookingId == due.BookingId && row.MinutesBefore == due.MinutesBefore
                && row.State == ReminderState.Waiting && row.DueAt == due.DueAt, cancellation);

    [LoggerMessage(1010, LogLevel.Warning, "Reminders of booking {Booking} could not be sent: {Error}")]
    private static partial void Failed(ILogger logger, Guid booking, string error);

    /// <param name="Template">For a closed window; null when none is set for the conversation's connection.</param>
    private sealed record Item(Booking Booking, string Text, TemplateRef? Template);
}
