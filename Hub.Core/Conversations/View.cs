using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Conversations;

/// <summary>A saved query of the list of conversations.</summary>
public sealed class View : WorkspaceRow
{
    public required string Name { get; set; }

    /// <summary>As the list takes it: <c>status=open&amp;filter=hasPhone</c>.</summary>
    public required string Query { get; set; }

    /// <summary>For the whole workspace; else for its owner alone.</summary>
    public bool Shared { get; set; }

    /// <summary>The member or key that made it.</summary>
    public Guid OwnerId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class ViewConfiguration : IEntityTypeConfiguration<View>
{
    public void Configure(EntityTypeBuilder<View> view) => view.HasIndex(row => new { row.WorkspaceId, row.OwnerId });
}
