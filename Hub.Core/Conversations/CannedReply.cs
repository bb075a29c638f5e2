using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Conversations;

/// <summary>What agents send often, under a short name: a text, and the <see cref="Attachment"/>s that have its id.</summary>
public sealed class CannedReply : WorkspaceRow
{
    /// <summary>What an agent types after <c>/</c>: lower case, no spaces.</summary>
    public required string Shortcut { get; set; }

    public required string Text { get; set; }

    /// <summary><c>vi</c>, <c>en</c> or null for both.</summary>
    public string? Language { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class CannedReplyConfiguration : IEntityTypeConfiguration<CannedReply>
{
    public void Configure(EntityTypeBuilder<CannedReply> reply) =>
        reply.HasIndex(row => new { row.WorkspaceId, row.Shortcut }).IsUnique();
}
