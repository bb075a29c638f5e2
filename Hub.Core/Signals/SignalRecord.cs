using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Signals;

/// <summary>One fact worth reporting. Holds ids only; what leaves is built from it by the egress gate.</summary>
public sealed class SignalRecord : WorkspaceRow
{
    /// <summary>64 hex digits, made of platform ids: the same fact is the same signal after replay and restore.</summary>
    public required string EventId { get; set; }

    public SignalKind Kind { get; set; }

    public Guid ConversationId { get; set; }

    public DateTimeOffset OccurredAt { get; set; }

    public Guid? KeywordId { get; set; }

    public Guid? OrderId { get; set; }

    public Guid? BookingId { get; set; }

    public decimal? Value { get; set; }

    public string? Currency { get; set; }
}

/// <summary>What became of one signal on one ads connection.</summary>
public sealed class LedgerEntry
{
    public Guid WorkspaceId { get; set; }

    public Guid ConnectionId { get; set; }

    public Guid SignalId { get; set; }

    public LedgerState State { get; set; }

    public string? ReasonCode { get; set; }

    public string? ReasonDetail { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>The request that carried it last.</summary>
    public Guid? RequestId { get; set; }

    /// <summary>The arrival it was attributed to; null when there is none.</summary>
    public Guid? ReferralId { get; set; }
}

public enum LedgerState
{
    /// <summary>Not sent yet: it waits, or the connection does.</summary>
    Held,

    Sent,

    /// <summary>Will not be sent.</summary>
    Dropped,

    /// <summary>It left and no answer came; the platform would count a repeat twice, so that none is made.</summary>
    InDoubt,
}

/// <summary>The exact bytes that left for an ad platform, and the answer.</summary>
public sealed class LedgerRequest : WorkspaceRow
{
    public Guid ConnectionId { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Host and path, without query.</summary>
    public required string Target { get; set; }

    public required byte[] Body { get; set; }

    /// <summary>HTTP status; 0 when no answer came or the gate held the request back.</summary>
    public int Status { get; set; }

    /// <summary>When the bytes were forgotten because they had been kept long enough; null while they are there.</summary>
    public DateTimeOffset? ForgottenAt { get; set; }
}

/// <summary>
/// That a request carried a signal. A signal is carried by several when one of them was answered badly or was cut in halves, and each of them holds
/// what identifies its contact.
/// </summary>
public sealed class LedgerPart
{
    public Guid WorkspaceId { get; set; }

    public Guid SignalId { get; set; }

    public Guid RequestId { get; set; }
}

internal sealed class SignalConfiguration : IEntityTypeConfiguration<SignalRecord>
{
    public void Configure(EntityTypeBuilder<SignalRecord> signal)
    {
        signal.HasIndex(row => new { row.WorkspaceId, row.EventId }).IsUnique();
        signal.HasIndex(row => new { row.WorkspaceId, row.ConversationId, row.Kind });
    }
}

internal sealed class LedgerEntryConfiguration : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> entry)
    {
        entry.HasKey(row => new { row.WorkspaceId, row.ConnectionId, row.SignalId });
        entry.HasIndex(row => new { row.WorkspaceId, row.At, row.SignalId }).IsDescending(false, true, true);
    }
}

internal sealed class LedgerRequestConfiguration : IEntityTypeConfiguration<LedgerRequest>
{
    public void Configure(EntityTypeBuilder<LedgerRequest> request)
    {
        request.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.At });
        request.HasIndex(row => new { row.WorkspaceId, row.Id }).HasFilter("forgotten_at is null");
    }
}

internal sealed class LedgerPartConfiguration : IEntityTypeConfiguration<LedgerPart>
{
    public void Configure(EntityTypeBuilder<LedgerPart> part)
    {
        part.HasKey(row => new { row.WorkspaceId, row.SignalId, row.RequestId });
        part.HasIndex(row => new { row.WorkspaceId, row.RequestId });
    }
}
