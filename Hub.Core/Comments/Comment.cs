using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Comments;

/// <summary>What somebody wrote below a post, and that may be answered by a direct message for a while.</summary>
public sealed class Comment : WorkspaceRow
{
    public Guid ConnectionId { get; set; }

    public Guid ContactId { get; set; }

    /// <summary>As <see cref="Contacts.ContactIdentity.OriginId"/>: who it is on the platform, when a person has merged contacts.</summary>
    public Guid? OriginId { get; set; }

    /// <summary>The platform's id of it, unique within the connection.</summary>
    public required string Key { get; set; }

    public string? Text { get; set; }

    /// <summary>Platform time: the time to answer counts from here.</summary>
    public DateTimeOffset OccurredAt { get; set; }

    public CommentState State { get; set; }

    /// <summary>The answer, once there is one; its status says what became of it.</summary>
    public Guid? MessageId { get; set; }

    /// <summary>Who answered it or set it aside, as <see cref="Teams.Caller.Actor"/> writes it.</summary>
    public string? Actor { get; set; }
}

public enum CommentState
{
    Waiting,
    Answered,

    /// <summary>Set aside by a person. It may be answered all the same while there is time.</summary>
    Dismissed,
}

internal sealed class CommentConfiguration : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> comment)
    {
        comment.HasIndex(row => new { row.WorkspaceId, row.ConnectionId, row.Key }).IsUnique();
        comment.HasIndex(row => new { row.WorkspaceId, row.State, row.OccurredAt, row.Id });
        comment.HasIndex(row => new { row.WorkspaceId, row.ContactId });
        comment.HasIndex(row => new { row.WorkspaceId, row.MessageId }).HasFilter("message_id is not null");
    }
}
