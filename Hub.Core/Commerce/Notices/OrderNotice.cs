using Hub.Connectors.Abstractions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Commerce.Notices;

/// <summary>That a customer is to be told of their order's new state: once for each state, whatever is repeated.</summary>
public sealed class OrderNotice
{
    public Guid WorkspaceId { get; set; }

    public Guid OrderId { get; set; }

    /// <summary>The one that is told.</summary>
    public OrderState OrderState { get; set; }

    public DateTimeOffset OwedAt { get; set; }

    public NoticeState State { get; set; }

    /// <summary>Why it was not sent: an outcome's code, or one of <see cref="NoticeReasons"/>.</summary>
    public string? ReasonCode { get; set; }

    /// <summary>Name of the outcome, for the words that people read.</summary>
    public string? Outcome { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>Once it was sent: its fate is the message's.</summary>
    public Guid? MessageId { get; set; }

    internal void Settle(NoticeState state, DateTimeOffset now, string? reason = null, string? outcome = null) =>
        (State, SettledAt, ReasonCode, Outcome) = (state, now, reason, outcome);
}

public enum NoticeState
{
    Waiting,
    Sent,

    /// <summary>It could not be sent: the window, the quota, the connection.</summary>
    Refused,

    /// <summary>There was no need: see the reason.</summary>
    Skipped,
}

public static class NoticeReasons
{
    /// <summary>The hub came back a day later.</summary>
    public const string TooLate = "too_late";

    /// <summary>The order had moved on.</summary>
    public const string Superseded = "superseded";

    /// <summary>The message does not fit the channel.</summary>
    public const string Invalid = "message_invalid";
}

internal sealed class OrderNoticeConfiguration : IEntityTypeConfiguration<OrderNotice>
{
    public void Configure(EntityTypeBuilder<OrderNotice> notice)
    {
        notice.HasKey(row => new { row.WorkspaceId, row.OrderId, row.OrderState });
        notice.HasIndex(row => new { row.WorkspaceId, row.OwedAt }).HasFilter("state = 'Waiting'");
    }
}
