using Hub.Core.Conversations;
using Hub.Core.Teams;

namespace Hub.Core.Automation;

/// <summary>What rules may go by beside messages: a conversation got a label, or another status.</summary>
/// <param name="At">Of what began it: history that is labelled stays history.</param>
/// <param name="Rules">Whose actions led to it, the first first; none when a person, a program, the contact or time did it.</param>
internal sealed record Happening(Conversation Conversation, ConversationEvent Event, DateTimeOffset At, IReadOnlyList<Guid> Rules)
{
    /// <summary>So many rules may set off one another.</summary>
    private const int MostRules = 3;

    public static IReadOnlyList<ConversationEventKind> OfLabels { get; } = [ConversationEventKind.Labelled];

    public static IReadOnlyList<ConversationEventKind> OfStatus { get; } =
        [.. Enum.GetValues<ConversationEventKind>().Where(kind => StatusOf(kind) is not null)];

    public Guid? Label => Event.Kind == ConversationEventKind.Labelled ? Event.SubjectId : null;

    public ConversationStatus? Status => StatusOf(Event.Kind);

    /// <summary>By somebody of the shop, or one of its programs: they know that they are in the conversation.</summary>
    public bool IsByPerson => Rules.Count == 0 && Event.Actor is not (ConversationEvent.ByItself or ConversationEvent.ByContact);

    /// <summary>By a program, of the API.</summary>
    public bool IsByProgram => Rules.Count == 0 && Event.Actor.StartsWith(Caller.ByKey, StringComparison.Ordinal);

    /// <summary>Whether the rule would go round in a circle, or the chain of rules is too long.</summary>
    public bool IsCutBefore(Guid rule) => Rules.Count >= MostRules || Rules.Contains(rule);

    /// <returns>Null when no rule goes by such a thing.</returns>
    public static Happening? Of(Conversation conversation, ConversationEvent happened, DateTimeOffset at, IReadOnlyList<Guid> rules) =>
        new Happening(conversation, happened, at, rules) is { Label: null, Status: null } ? null : new Happening(conversation, happened, at, rules);

    public static ConversationStatus? StatusOf(ConversationEventKind kind) => kind switch
    {
        ConversationEventKind.Opened or ConversationEventKind.Reopened or ConversationEventKind.Woken => ConversationStatus.Open,
        ConversationEventKind.Pending => ConversationStatus.Pending,
        ConversationEventKind.Snoozed => ConversationStatus.Snoozed,
        ConversationEventKind.Resolved => ConversationStatus.Resolved,
        ConversationEventKind.Binned => ConversationStatus.Spam,
        _ => null,
    };

    public override string ToString() => $"Happening({Event.Id})";
}
