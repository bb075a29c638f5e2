using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.ShortLinks;

/// <summary>
/// A link into a chat of a connection. Its address is written anew each time by the connector; who came by it, referrals with its ref say.
/// </summary>
public sealed class ShortLink : WorkspaceRow
{
    public Guid ConnectionId { get; set; }

    /// <summary>For people here; it stands in no link.</summary>
    public required string Name { get; set; }

    /// <summary>The name under which people find the account on the platform.</summary>
    public required string Account { get; set; }

    /// <summary>Comes back with whoever follows the link; one link of a connection has it.</summary>
    public required string Ref { get; set; }

    /// <summary>Stands in the field when the chat opens.</summary>
    public string? Text { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class ShortLinkConfiguration : IEntityTypeConfiguration<ShortLink>
{
    public void Configure(EntityTypeBuilder<ShortLink> link) =>
        link.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.Ref }).IsUnique();
}
