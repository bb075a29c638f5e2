using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Deliveries;

/// <summary>
/// One thing that the hub owes an outside system: one row per connection, kind and subject, however often the subject changes.
/// Written in the same transaction as the fact that caused it.
/// </summary>
public sealed class Delivery : WorkspaceRow
{
    // Of the other side's time: a call takes a while to get there.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public Guid ConnectionId { get; set; }

    public DeliveryKind Kind { get; set; }

    /// <summary>Id of the message, signal, contact, order, booking, attachment or event.</summary>
    public Guid SubjectId { get; set; }

    /// <summary>Deliveries of a lane with the same order key leave one after the other, by id: a conversation's messages.</summary>
    public Guid? OrderKey { get; set; }

    public DeliveryState State { get; set; }

    /// <summary>Rises when the subject changes while a delivery is under way: then its end does not settle it.</summary>
    public int Revision { get; set; }

    public DateTimeOffset OwedAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>Owed again with many others: it goes at its own time, and after whatever is due besides.</summary>
    public bool IsReplay { get; set; }

    /// <summary>Tries that count towards the end; waiting for a rate limit does not.</summary>
    public int Attempts { get; set; }

    /// <summary>Last outcome by name, with its code and the vendor's words.</summary>
    public string? Outcome { get; set; }

    public string? Code { get; set; }

    public string? Detail { get; set; }

    /// <summary>What caused it, as <see cref="HubTrace.Current"/>.</summary>
    public string? Trace { get; set; }

    /// <summary>When it first left for a platform that does it once for a while only, and may have done it; null where it surely has not. See <see cref="LaneWork.OnceFor"/>.</summary>
    public DateTimeOffset? InDoubtSince { get; set; }

    /// <summary>Not kept: whoever has taken it knows that nothing was in doubt before.</summary>
    internal bool IsFirstTry { get; private set; }

    /// <summary>It is about to leave.</summary>
    internal void Leave(TimeSpan onceFor, DateTimeOffset now)
    {
        if (onceFor == TimeSpan.Zero)
            State = DeliveryState.Started;
        else if (onceFor < TimeSpan.MaxValue)
        {
            IsFirstTry = InDoubtSince is null;
            InDoubtSince ??= now;
        }
    }

    /// <summary>Whether the other side may have done it and would do it again.</summary>
    internal bool IsForgotten(TimeSpan onceFor, DateTimeOffset now) =>
        !IsFirstTry && onceFor < TimeSpan.MaxValue && InDoubtSince is { } since && now - since > onceFor - Margin;

    /// <summary>From the beginning, whatever became of it. Its age counts from when its turn comes.</summary>
    internal void OweAgain(DateTimeOffset due, bool isReplay = false)
    {
        (State, SettledAt, Attempts, IsReplay) = (DeliveryState.Owed, null, 0, isReplay);
        InDoubtSince = null; // whoever says so takes it that it may be there twice
        OwedAt = DueAt = due;
        Revision++;
    }
}

public enum DeliveryKind
{
    SendMessage,
    MarkRead,
    ReportSignal,
    SyncContact,
    SyncOrder,
    SyncBooking,
    FetchAttachment,
    Poll,
    RefreshToken,

    /// <summary>No delivery: the lease under which a connection's tokens are refreshed, by whoever needs them.</summary>
    TokenLease,

    /// <summary>An event for a webhook endpoint.</summary>
    CallWebhook,

    /// <summary>Tells a platform that a connection has ended. The only kind that is done for one that is disconnected.</summary>
    Revoke,

    /// <summary>A look at the webhook subscription, which makes it anew where it is gone.</summary>
    Subscribe,

    /// <summary>No delivery: the lease under which a contact is erased.</summary>
    Erase,

    /// <summary>Asks the platform what a contact is called.</summary>
    LearnName,

    /// <summary>Asks a CRM what was changed there.</summary>
    ReadCrm,
}

public enum DeliveryState
{
    Owed,

    /// <summary>On its way to a platform that would do it twice. Found so by the next holder of the lane, it is in doubt.</summary>
    Started,

    Done,

    /// <summary>It may have happened. Settled by an echo, a status or a person; never repeated blindly.</summary>
    Unknown,

    /// <summary>Given up: a dead letter, which a person can replay.</summary>
    Dead,

    Cancelled,
}

/// <summary>One try that did not simply succeed; of webhooks every one.</summary>
public sealed class Attempt
{
    public Guid WorkspaceId { get; set; }

    public Guid DeliveryId { get; set; }

    public Guid Id { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Outcome { get; set; }

    public string? Code { get; set; }

    public string? Detail { get; set; }

    /// <summary>HTTP status, where the kind tells it; null when no answer came.</summary>
    public int? Status { get; set; }

    public int? DurationMs { get; set; }
}

/// <summary>The deliveries of one kind on one connection. Runs at most once at a time in the whole cluster.</summary>
public sealed class Lane
{
    public Guid WorkspaceId { get; set; }

    public Guid ConnectionId { get; set; }

    public DeliveryKind Kind { get; set; }

    /// <summary>Whoever holds it; every change of the lane's deliveries checks it in the same transaction.</summary>
    public Guid? LeaseToken { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>The vendor asked us to wait until then, or does not answer.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Calls in a row that came to nothing; see <see cref="Circuit"/>.</summary>
    public int Unanswered { get; set; }

    /// <summary>What the last of them was for.</summary>
    public Guid? UnansweredFor { get; set; }
}

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> delivery)
    {
        delivery.Ignore(row => row.IsFirstTry);
        delivery.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.Kind, row.SubjectId }).IsUnique();
        delivery.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.Kind, row.DueAt }).HasFilter("state = 'Owed'");
        delivery.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.Kind, row.OrderKey, row.Id }).HasFilter("state = 'Owed'");
        delivery.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.Kind, row.IsReplay, row.DueAt }).HasFilter("state = 'Owed' and is_replay");
        delivery.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.Kind }).HasFilter("state = 'Started'");
        delivery.HasIndex(row => new { row.WorkspaceId, row.State, row.Id });
    }
}

internal sealed class AttemptConfiguration : IEntityTypeConfiguration<Attempt>
{
    public void Configure(EntityTypeBuilder<Attempt> attempt) =>
        attempt.HasKey(row => new { row.WorkspaceId, row.DeliveryId, row.Id });
}

internal sealed class LaneConfiguration : IEntityTypeConfiguration<Lane>
{
    public void Configure(EntityTypeBuilder<Lane> lane) => lane.HasKey(row => new { row.WorkspaceId, row.ConnectionId, row.Kind });
}
