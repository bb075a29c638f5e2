using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Conversations;

/// <summary>Tells a member that something wants them.</summary>
public sealed class Notification : WorkspaceRow
{
    public Guid MemberId { get; set; }

    public DateTimeOffset At { get; set; }

    public NotificationKind Kind { get; set; }

    /// <summary>All zeros where it is about no conversation.</summary>
    public Guid ConversationId { get; set; }

    /// <summary>The connection or the webhook endpoint that wants somebody.</summary>
    public Guid? ConnectionId { get; set; }

    /// <summary>With a mention, the note.</summary>
    public Guid? NoteId { get; set; }

    /// <summary>Who caused it, as <see cref="Teams.Caller.Actor"/> writes it.</summary>
    public required string Actor { get; set; }

    public DateTimeOffset? ReadAt { get; set; }
}

public enum NotificationKind
{
    Mention,
    Assignment,
    ConnectionPaused,
    ConnectionSilent,

    /// <summary>The account's owner took the permission away on the platform.</summary>
    ConnectionRemoved,

    /// <summary>Its tokens end within a week: somebody has to connect it again.</summary>
    TokenEnding,

    /// <summary>The platform does not show an automatic message as it is written: somebody has to change it.</summary>
    AutoMessageRejected,

    /// <summary>The platform shows it from now on.</summary>
    AutoMessageApproved,

    /// <summary>The platform does not post its webhooks here, and the hub cannot change that by itself.</summary>
    SubscriptionFailing,

    /// <summary>The platform had dropped its webhooks; they are posted again.</summary>
    SubscriptionLost,

    /// <summary>No node does the background work any more: nothing is sent, synced or applied until somebody starts one.</summary>
    NobodyWorks,
}

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> notification) =>
        notification.HasIndex(row => new { row.WorkspaceId, row.MemberId, row.At, row.Id }).IsDescending(false, false, true, true);
}
