using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Automation;

/// <summary>
/// What the hub does by itself when a contact writes: a filter, a keyword reply, an auto-reply, or a rule in the narrower sense. They
/// differ in what they may do; when they apply is said the same way.
/// </summary>
public sealed class Rule : WorkspaceRow
{
    public RuleKind Kind { get; set; }

    public RuleTrigger Trigger { get; set; }

    /// <summary>For people; unique among those of its kind.</summary>
    public required string Name { get; set; }

    public RuleState State { get; set; }

    /// <summary>The lower one comes first.</summary>
    public int Position { get; set; }

    /// <summary>When it has acted, those of its kind behind it are not asked.</summary>
    public bool Stops { get; set; }

    /// <summary>So long it does not answer the same contact again.</summary>
    public int CoolDownMinutes { get; set; }

    /// <summary><see cref="RuleConditions"/> as JSON.</summary>
    public required string Conditions { get; set; }

    /// <summary>List of <see cref="RuleAction"/> as JSON.</summary>
    public required string Actions { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Its kind, its trigger or its state is one that only a newer version knows.</summary>
    internal bool IsOfNewer => !EnumNames.IsKnown(Kind) || !EnumNames.IsKnown(Trigger) || !EnumNames.IsKnown(State);
}

/// <summary>In the order in which they are asked.</summary>
public enum RuleKind
{
    /// <summary>Before anybody sees the message: to the bin, a label, a team, or let it pass.</summary>
    Filter,

    KeywordReply,

    Rule,

    /// <summary>A greeting, or that nobody is there.</summary>
    AutoReply,
}

public enum RuleTrigger
{
    /// <summary>The contact wrote.</summary>
    Message,

    /// <summary>The contact wrote for the first time, and nobody had written to the contact.</summary>
    FirstContact,

    /// <summary>The contact wrote and had come from an ad.</summary>
    FromAd,

    /// <summary>The contact placed a cart in the chat.</summary>
    Order,

    /// <summary>The contact wrote while the business is closed.</summary>
    Closed,

    /// <summary>The contact wrote; for as long as the auto-reply is switched on.</summary>
    Away,

    /// <summary>The conversation got a label, from whomever.</summary>
    LabelAdded,

    /// <summary>The conversation was opened, set to pending, snoozed, resolved, or went into the bin.</summary>
    StatusChanged,
}

public enum RuleState
{
    Off,

    /// <summary>Writes down what it would do, and does nothing.</summary>
    DryRun,

    On,
}

internal sealed class RuleConfiguration : IEntityTypeConfiguration<Rule>
{
    public void Configure(EntityTypeBuilder<Rule> rule) =>
        rule.HasIndex(row => new { row.WorkspaceId, row.Kind, row.Name }).IsUnique();
}
