using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce.Bookings;

/// <summary>Keeps a booking's reminders in step with it, in the transaction that changes it.</summary>
internal static class ReminderPlan
{
    public static async Task Write(HubDb db, Booking booking, Service service, DateTimeOffset now, CancellationToken cancellation)
    {
        var rows = await db.BookingReminders.Where(row => row.WorkspaceId == booking.WorkspaceId && row.BookingId == booking.Id)
            .ToDictionaryAsync(row => row.MinutesBefore, cancellation);
        if (!BookingStates.IsAhead(booking.State))
        {
            foreach (var waiting in rows.Values.Where(row => row.State == ReminderState.Waiting))
                waiting.Settle(ReminderState.Skipped, now, ReminderReasons.NotConfirmed);
            return;
        }

        foreach (var minutes in ReminderRules.Of(service).MinutesBefore)
        {
            var due = booking.StartsAt.AddMinutes(-minutes);
            if (!rows.Remove(minutes, out var row))
                db.BookingReminders.Add(row = New(booking, minutes));
            else if (row.DueAt == due)
                continue; // the time has not changed: what was told was told
            (row.DueAt, row.MessageId) = (due, null);
            if (due > now)
                (row.State, row.ReasonCode, row.Outcome, row.SettledAt) = (ReminderState.Waiting, null, null, null);
            else
                row.Settle(ReminderState.Skipped, now, ReminderReasons.TooLate);
        }

        // Of an offset that the service has no more: only what was told stays.
        db.BookingReminders.RemoveRange(rows.Values.Where(row => row.State == ReminderState.Waiting));
    }

    private static BookingReminder New(Booking booking, int minutes) => new()
    {
        WorkspaceId = booking.WorkspaceId,
        BookingId = booking.Id,
        MinutesBefore = minutes,
    };
}
