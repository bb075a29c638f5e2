using Hub.Core.Hours;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Commerce.Bookings;

/// <summary>What can be booked: a haircut, a table, a lesson.</summary>
public sealed class Service : WorkspaceRow
{
    public required string Name { get; set; }

    public int DurationMinutes { get; set; }

    /// <summary>For which the staff or room is taken before each booking.</summary>
    public int BufferBefore { get; set; }

    /// <summary>For which the staff or room is taken after each booking.</summary>
    public int BufferAfter { get; set; }

    /// <summary>How far apart the times are that are offered, counted from opening time.</summary>
    public int StepMinutes { get; set; }

    /// <summary>How many people share one time: more than one makes it a class.</summary>
    public int Capacity { get; set; }

    /// <summary>For each of them, in major units; null when it is not said.</summary>
    public decimal? Price { get; set; }

    public string? Currency { get; set; }

    public bool IsActive { get; set; }

    /// <summary><see cref="WeeklyHours"/> as JSON; null when only its staff and rooms say when.</summary>
    public string? Hours { get; set; }

    /// <summary><see cref="ReminderRules"/> as JSON; null for none.</summary>
    public string? Reminders { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>Who or what can carry out a service: each by itself.</summary>
public sealed class ServiceResource
{
    public Guid WorkspaceId { get; set; }

    public Guid ServiceId { get; set; }

    public Guid ResourceId { get; set; }
}

internal sealed class ServiceConfiguration : IEntityTypeConfiguration<Service>
{
    public void Configure(EntityTypeBuilder<Service> service) => service.HasIndex(row => new { row.WorkspaceId, row.Name });
}

internal sealed class ServiceResourceConfiguration : IEntityTypeConfiguration<ServiceResource>
{
    public void Configure(EntityTypeBuilder<ServiceResource> link)
    {
        link.HasKey(row => new { row.WorkspaceId, row.ServiceId, row.ResourceId });
        link.HasIndex(row => new { row.WorkspaceId, row.ResourceId });
    }
}
