using Hub.Connectors.Abstractions;
using Hub.Core.Hours;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Commerce.Bookings;

/// <summary>A time that a contact has with somebody or in some place. Moved, it stays the same booking.</summary>
public sealed class Booking : WorkspaceRow
{
    public Guid ServiceId { get; set; }

    public Guid ResourceId { get; set; }

    public Guid ContactId { get; set; }

    public Guid ConversationId { get; set; }

    public BookingState State { get; set; }

    public DateTimeOffset StartsAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    /// <summary>From when on the resource is taken: with the service's buffer.</summary>
    public DateTimeOffset BusyFrom { get; set; }

    public DateTimeOffset BusyTo { get; set; }

    public int PartySize { get; set; }

    /// <summary>For all of the party, in major units; null when the service has no price.</summary>
    public decimal? Price { get; set; }

    public string? Currency { get; set; }

    /// <summary>For the business alone: it never leaves, neither in signals nor to calendars and CRMs.</summary>
    public string? Note { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? KeptAt { get; set; }

    public DateTimeOffset? MissedAt { get; set; }

    /// <summary>Rises with every change: whoever has seen an older one is told.</summary>
    public int Version { get; set; }

    public TimeRange Time => new(StartsAt, EndsAt);

    /// <summary>At most one entry's length back from any time is what can still reach it.</summary>
    public static TimeSpan LongestBusy { get; } = TimeSpan.FromHours(40);

    internal void Put(Service service, Guid resource, DateTimeOffset start)
    {
        ResourceId = resource;
        (StartsAt, EndsAt) = (start, start.AddMinutes(service.DurationMinutes));
        (BusyFrom, BusyTo) = (StartsAt.AddMinutes(-service.BufferBefore), EndsAt.AddMinutes(service.BufferAfter));
    }
}

/// <summary>One thing that happened to a booking.</summary>
public sealed class BookingEvent
{
    public Guid WorkspaceId { get; set; }

    public Guid BookingId { get; set; }

    /// <summary>From 1.</summary>
    public int Number { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Actor { get; set; }

    public BookingEventKind Kind { get; set; }

    /// <summary>As it was afterwards; of <see cref="BookingEventKind.NotMoved"/> what was wanted.</summary>
    public DateTimeOffset StartsAt { get; set; }

    public Guid ResourceId { get; set; }
}

public enum BookingEventKind
{
    Requested,
    Confirmed,
    Moved,
    Edited,
    Kept,
    NoShow,
    Cancelled,

    /// <summary>A calendar moved it to a time that is not free, or of another length, or when it was over. What stands here goes back there.</summary>
    NotMoved,

    /// <summary>A calendar wanted a state that does not follow from this one.</summary>
    NotFollowed,

    /// <summary>A calendar changed it while it was changed here: what stands here stays.</summary>
    Overruled,
}

internal sealed class BookingConfiguration : IEntityTypeConfiguration<Booking>
{
    public void Configure(EntityTypeBuilder<Booking> booking)
    {
        booking.Ignore(row => row.Time);
        booking.HasIndex(row => new { row.WorkspaceId, row.ResourceId, row.BusyFrom });
        booking.HasIndex(row => new { row.WorkspaceId, row.StartsAt, row.Id });
        booking.HasIndex(row => new { row.WorkspaceId, row.ConversationId });
        booking.HasIndex(row => new { row.WorkspaceId, row.ContactId });
        booking.HasIndex(row => new { row.WorkspaceId, row.ServiceId });
    }
}

internal sealed class BookingEventConfiguration : IEntityTypeConfiguration<BookingEvent>
{
    public void Configure(EntityTypeBuilder<BookingEvent> entry) =>
        entry.HasKey(row => new { row.WorkspaceId, row.BookingId, row.Number });
}
