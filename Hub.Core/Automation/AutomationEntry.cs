using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Automation;

/// <summary>What a rule did about a message, a label or a status, or why not. Ids and codes, never words.</summary>
public sealed class AutomationEntry : WorkspaceRow
{
    public DateTimeOffset At { get; set; }

    public Guid RuleId { get; set; }

    public Guid ConversationId { get; set; }

    public Guid ContactId { get; set; }

    /// <summary>The contact's message that it was about; of a label or a status the newest one, empty when the contact had written none.</summary>
    public Guid MessageId { get; set; }

    public RuleResult Result { get; set; }

    /// <summary>Of <see cref="HeldCodes"/> when held, the error's type when failed, else what it did: action types with a space between.</summary>
    public string? Code { get; set; }

    /// <summary>The rule was on its dry run: nothing was done.</summary>
    public bool Dry { get; set; }

    /// <summary>It answered, or would have.</summary>
    public bool Replied { get; set; }
}

public enum RuleResult
{
    Done,

    /// <summary>It applied, and something stood against it.</summary>
    Held,

    /// <summary>It could not be carried out; the message and the other rules went on.</summary>
    Failed,
}

internal sealed class AutomationEntryConfiguration : IEntityTypeConfiguration<AutomationEntry>
{
    public void Configure(EntityTypeBuilder<AutomationEntry> entry)
    {
        entry.HasIndex(row => new { row.WorkspaceId, row.RuleId, row.Id }).IsDescending(false, false, true);
        entry.HasIndex(row => new { row.WorkspaceId, row.ConversationId, row.Id }).IsDescending(false, false, true);
        entry.HasIndex(row => row.At);
        entry.HasIndex(row => new { row.WorkspaceId, row.ContactId, row.RuleId, row.At }).HasFilter("replied");
    }
}
