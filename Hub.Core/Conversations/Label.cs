using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Conversations;

/// <summary>A mark that people put on conversations.</summary>
public sealed class Label : WorkspaceRow
{
    public required string Name { get; set; }

    /// <summary><c>#rrggbb</c></summary>
    public required string Color { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

public sealed class ConversationLabel
{
    public Guid WorkspaceId { get; set; }

    public Guid ConversationId { get; set; }

    public Guid LabelId { get; set; }

    public DateTimeOffset LabelledAt { get; set; }
}

internal sealed class LabelConfiguration : IEntityTypeConfiguration<Label>
{
    public void Configure(EntityTypeBuilder<Label> label) => label.HasIndex(row => new { row.WorkspaceId, row.Name }).IsUnique();
}

internal sealed class ConversationLabelConfiguration : IEntityTypeConfiguration<ConversationLabel>
{
    public void Configure(EntityTypeBuilder<ConversationLabel> label)
    {
        label.HasKey(row => new { row.WorkspaceId, row.ConversationId, row.LabelId });
        label.HasIndex(row => new { row.WorkspaceId, row.LabelId, row.ConversationId });
    }
}
