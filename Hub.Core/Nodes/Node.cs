using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Nodes;

/// <summary>One run of the hub's program, which says again and again that it lives. Belongs to no workspace.</summary>
public sealed class Node
{
    public Guid Id { get; set; }

    /// <summary>Its machine and the number of its process there.</summary>
    public required string Name { get; set; }

    /// <summary>Takes webhooks and API calls.</summary>
    public bool Serves { get; set; }

    /// <summary>Does the background work.</summary>
    public bool Works { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset BeatAt { get; set; }

    /// <summary>When it was told to stop. A node that was killed could not say so, and is known by its silence.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    public bool IsAlive(DateTimeOffset now) => StoppedAt is null && now - BeatAt < NodeList.Patience;
}

internal sealed class NodeConfiguration : IEntityTypeConfiguration<Node>
{
    public void Configure(EntityTypeBuilder<Node> node)
    {
        node.HasKey(row => row.Id);
        node.Property(row => row.Id).ValueGeneratedNever();
    }
}
