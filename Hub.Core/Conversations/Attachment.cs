using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Conversations;

/// <summary>A picture, sound, film or file of a message, or one that waits to be sent.</summary>
public sealed class Attachment : WorkspaceRow
{
    /// <summary>The message's id, the canned reply's or the product's; empty while an upload has not been used.</summary>
    public Guid MessageId { get; set; }

    /// <summary>Place within the message, from 0.</summary>
    public int Ordinal { get; set; }

    public AttachmentState State { get; set; }

    public string? FileName { get; set; }

    /// <summary>As found in the bytes; null until they are there.</summary>
    public string? ContentType { get; set; }

    public long Size { get; set; }

    /// <summary>With <see cref="AttachmentState.Refused"/> and <see cref="AttachmentState.Failed"/>: a stable code.</summary>
    public string? ReasonCode { get; set; }
}

public enum AttachmentState
{
    Pending,
    Stored,

    /// <summary>Too large or of a type that the hub does not keep.</summary>
    Refused,

    Failed,
}

/// <summary>The bytes, apart from what lists need.</summary>
public sealed class AttachmentBytes : WorkspaceRow
{
    public required byte[] Bytes { get; set; }
}

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> attachment)
    {
        attachment.HasIndex(row => new { row.WorkspaceId, row.MessageId, row.Ordinal });
        attachment.Property(row => row.MessageId).IsConcurrencyToken(); // of two messages that take the same upload one finds it gone
    }
}
