using Hub.Core.Conversations;

namespace Hub.Core.Automation;

/// <summary>What rules apply to: a contact's message, or something that happened to a conversation.</summary>
/// <param name="Message">The contact's; with a happening the newest, for what rules ask of words. Null when the contact has written nothing.</param>
/// <param name="Name">The contact's.</param>
/// <param name="Happening">Null when it is the message itself.</param>
internal sealed record Occasion(
    Message? Message, Conversation Conversation, string? Name, IReadOnlyList<RuleMatch> Matches, Happening? Happening = null)
{
    public Guid ContactId => Conversation.ContactId;

    public DateTimeOffset At => Happening?.At ?? Message!.OccurredAt;

    /// <summary>The same whoever decides it and however often.</summary>
    public string? Key => Happening is null ? Message!.Key : $"{Happening.Event.Id:N}";

    /// <summary>Which rules led here.</summary>
    public IReadOnlyList<Guid> Rules => Happening?.Rules ?? [];

    public override string ToString() => $"Occasion({Conversation.Id})";
}
