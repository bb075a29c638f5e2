using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Teams;

/// <summary>A role of a workspace's own, beside <see cref="BuiltInRoles"/>.</summary>
public sealed class Role : WorkspaceRow
{
    public required string Name { get; set; }

    /// <summary>With a space between.</summary>
    public required string Permissions { get; set; }

    public VisibilityScope Sees { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class RoleConfiguration : IEntityTypeConfiguration<Role>
{
    public void Configure(EntityTypeBuilder<Role> role) => role.HasIndex(row => new { row.WorkspaceId, row.Name }).IsUnique();
}
