using System.Text.Json;
using Hub.Core.Automation;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Contacts;

/// <summary>A merge of two contacts by a person, with what it takes to undo it. Undone, it is gone; the audit log has it still.</summary>
public sealed class MergedContact : WorkspaceRow
{
    public Guid KeepId { get; set; }

    /// <summary>No contact has this id while the merge stands.</summary>
    public Guid DropId { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Actor { get; set; }

    /// <summary>The <see cref="MergeMemory"/> as JSON.</summary>
    public required string Memory { get; set; }

    /// <summary>Of the contact that is not there meanwhile.</summary>
    public string? DroppedName => Read().Dropped.DisplayName;

    internal MergeMemory Read() => JsonSerializer.Deserialize<MergeMemory>(Memory)!;

    internal void Write(MergeMemory memory) => Memory = JsonSerializer.Serialize(memory);
}

/// <summary>One of the contacts, as platforms know them, whose things a merge took along: several when it took merged ones.</summary>
public sealed class MergedOrigin
{
    public Guid WorkspaceId { get; set; }

    public Guid MergeId { get; set; }

    public Guid OriginId { get; set; }
}

/// <param name="Dropped">The contact that is not there meanwhile.</param>
/// <param name="Filled">Fields that the kept contact got from it, with their values.</param>
/// <param name="KeptFirstSeenAt">The kept contact's before the merge, and so the other time.</param>
/// <param name="Rules">That named the dropped contact; null in a merge of an older version.</param>
internal sealed record MergeMemory(
    Contact Dropped, Dictionary<string, string> Filled, List<MergedLink> Links, DateTimeOffset KeptFirstSeenAt, DateTimeOffset KeptLastSeenAt,
    List<MergedRule>? Rules = null);

/// <summary>The record that the dropped contact was at a CRM.</summary>
/// <param name="Moved">The kept contact had none there and has taken it over; otherwise it lies fallow.</param>
internal sealed record MergedLink(Guid ConnectionId, string RemoteId, DateTimeOffset LinkedAt, bool Moved);

internal sealed class MergedContactConfiguration : IEntityTypeConfiguration<MergedContact>
{
    public void Configure(EntityTypeBuilder<MergedContact> merge)
    {
        merge.Ignore(row => row.DroppedName);

        // A contact can be merged away once: two that try at the same time meet here.
        merge.HasIndex(row => new { row.WorkspaceId, row.DropId }).IsUnique();
        merge.HasIndex(row => new { row.WorkspaceId, row.KeepId });
    }
}

internal sealed class MergedOriginConfiguration : IEntityTypeConfiguration<MergedOrigin>
{
    public void Configure(EntityTypeBuilder<MergedOrigin> origin)
    {
        origin.HasKey(row => new { row.WorkspaceId, row.MergeId, row.OriginId });
        origin.HasIndex(row => new { row.WorkspaceId, row.OriginId });
    }
}
