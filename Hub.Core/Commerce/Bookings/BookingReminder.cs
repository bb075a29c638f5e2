using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Commerce.Bookings;

/// <summary>One reminder of one booking: there is one for each of the service's offsets, so none goes out twice for one time.</summary>
public sealed class BookingReminder
{
    public Guid WorkspaceId { get; set; }

    public Guid BookingId { get; set; }

    /// <summary>Before the booking begins.</summary>
    public int MinutesBefore { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public ReminderState State { get; set; }

    /// <summary>Why it was not sent: an outcome's code, or one of <see cref="ReminderReasons"/>.</summary>
    public string? ReasonCode { get; set; }

    /// <summary>Name of the outcome, for the words that people read.</summary>
    public string? Outcome { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>Once it was sent: its fate is the message's.</summary>
    public Guid? MessageId { get; set; }

    internal void Settle(ReminderState state, DateTimeOffset now, string? reason = null, string? outcome = null) =>
        (State, SettledAt, ReasonCode, Outcome) = (state, now, reason, outcome);
}

public enum ReminderState
{
    Waiting,
    Sent,

    /// <summary>It could not be sent: the window, the quota, the connection.</summary>
    Refused,

    /// <summary>There was no need: see the reason.</summary>
    Skipped,
}

public static class ReminderReasons
{
    /// <summary>The booking was made, or the hub came back, after it was due.</summary>
    public const string TooLate = "too_late";

    /// <summary>A later one went at the same time.</summary>
    public const string Superseded = "superseded";

    /// <summary>The booking was cancelled, has ended, or was never confirmed.</summary>
    public const string NotConfirmed = "not_confirmed";

    /// <summary>The message does not fit the channel.</summary>
    public const string Invalid = "message_invalid";
}

internal sealed class BookingReminderConfiguration : IEntityTypeConfiguration<BookingReminder>
{
    public void Configure(EntityTypeBuilder<BookingReminder> reminder)
    {
        reminder.HasKey(row => new { row.WorkspaceId, row.BookingId, row.MinutesBefore });
        reminder.HasIndex(row => new { row.WorkspaceId, row.DueAt }).HasFilter("state = 'Waiting'");
    }
}
