using Hub.Core.Hours;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Commerce.Bookings;

/// <summary>Somebody or some place that one booking at a time takes up.</summary>
public sealed class Resource : WorkspaceRow
{
    public required string Name { get; set; }

    public ResourceKind Kind { get; set; }

    /// <summary>The member who it is, when staff signs in here.</summary>
    public Guid? MemberId { get; set; }

    public bool IsActive { get; set; }

    /// <summary><see cref="WeeklyHours"/> as JSON; null when only the services say when.</summary>
    public string? Hours { get; set; }

    /// <summary>SHA-256 of the secret in the address of its calendar; null while it has none.</summary>
    public string? FeedHash { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

public enum ResourceKind
{
    Staff,
    Room,
}

internal sealed class ResourceConfiguration : IEntityTypeConfiguration<Resource>
{
    public void Configure(EntityTypeBuilder<Resource> resource)
    {
        resource.HasIndex(row => new { row.WorkspaceId, row.Name });
        resource.HasIndex(row => row.FeedHash).IsUnique();
    }
}
