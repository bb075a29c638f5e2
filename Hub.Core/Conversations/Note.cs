using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Conversations;

/// <summary>What members write to each other in a conversation. Its contact never sees it.</summary>
public sealed class Note : WorkspaceRow
{
    public Guid ConversationId { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>As <see cref="Teams.Caller.Actor"/> writes it.</summary>
    public required string Actor { get; set; }

    public required string Text { get; set; }

    /// <summary>Ids of the members that it addresses, with a space between.</summary>
    public string Mentions { get; set; } = "";
}

internal sealed class NoteConfiguration : IEntityTypeConfiguration<Note>
{
    public void Configure(EntityTypeBuilder<Note> note) =>
        note.HasIndex(row => new { row.WorkspaceId, row.ConversationId, row.At, row.Id }).IsDescending(false, false, true, true);
}
