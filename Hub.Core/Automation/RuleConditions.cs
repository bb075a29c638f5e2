using Hub.Core.Conversations;
using Hub.Core.Text;

namespace Hub.Core.Automation;

/// <summary>When a rule applies: all that is said must hold. What is null or empty does not matter.</summary>
public sealed record RuleConditions
{
    /// <summary>Words and phrases of which at least one stands in the message.</summary>
    public IReadOnlyList<string> Any { get; init; } = [];

    /// <summary>Words and phrases that all stand in it.</summary>
    public IReadOnlyList<string> All { get; init; } = [];

    /// <summary>Words and phrases of which none stands in it.</summary>
    public IReadOnlyList<string> None { get; init; } = [];

    /// <summary>What the contact took: ids of buttons, of rows and of ice-breakers, exactly as the channel sends them.</summary>
    public IReadOnlyList<string> ChoiceIds { get; init; } = [];

    public MatchMode Mode { get; init; }

    public AccentMode Accents { get; init; }

    /// <summary>Chat shorthand counts as what it stands for.</summary>
    public bool Teencode { get; init; } = true;

    /// <summary>A regular expression without look-around and back references: what takes linear time.</summary>
    public string? Pattern { get; init; }

    /// <summary>Of <see cref="MessageLanguage.Known"/>.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public IReadOnlyList<Guid> ConnectionIds { get; init; } = [];

    /// <summary>Conversations of these teams.</summary>
    public IReadOnlyList<Guid> TeamIds { get; init; } = [];

    public IReadOnlyList<Guid> ContactIds { get; init; } = [];

    /// <summary>Which labels set it off, with <see cref="RuleTrigger.LabelAdded"/>; none for any.</summary>
    public IReadOnlyList<Guid> LabelIds { get; init; } = [];

    /// <summary>Which statuses set it off, with <see cref="RuleTrigger.StatusChanged"/>; none for any.</summary>
    public IReadOnlyList<ConversationStatus> Statuses { get; init; } = [];

    public bool? HasLink { get; init; }

    public bool? HasAttachment { get; init; }

    public bool? HasPhone { get; init; }

    public bool? FromAd { get; init; }

    /// <summary>True: while the business, or the conversation's team, is open. False: while it is closed.</summary>
    public bool? Open { get; init; }

    /// <summary>Shows no word.</summary>
    public override string ToString() => "RuleConditions";
}
