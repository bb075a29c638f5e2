using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>What the rules would answer to the contact's newest message, for a person to send or not. Sends nothing.</summary>
public sealed class ReplySuggestions(HubStore store, RuleSets sets)
{
    private const int Most = 3;

    /// <returns>Null when the caller sees no such conversation.</returns>
    public Task<List<ReplySuggestion>?> Find(Caller caller, Guid conversation, CancellationToken cancellation) =>
        store.Read(caller.WorkspaceId, async db =>
        {
            if (await db.Conversations.VisibleTo(caller).FirstOrDefaultAsync(row => row.Id == conversation, cancellation) is not { } thread)
                return null;
            var last = await db.Messages
                .Where(row => row.WorkspaceId == caller.WorkspaceId && row.ConversationId == conversation && row.Direction == MessageDirection.Inbound)
                .OrderByDescending(row => row.OccurredAt).FirstOrDefaultAsync(cancellation);
            if (last is null || await sets.Find(db, caller.WorkspaceId, cancellation) is not { } set)
                return [];
            var name = await db.Contacts.Where(row => row.WorkspaceId == caller.WorkspaceId && row.Id == thread.ContactId)
                .Select(row => row.DisplayName).FirstOrDefaultAsync(cancellation);
            return Of(set.Decide(Incoming(last, thread)), name);
        });

    private static List<ReplySuggestion> Of(IReadOnlyList<RuleMatch> matches, string? name) =>
    [
        .. matches.Where(match => match.Error is null && match.Rule.Row.Kind != RuleKind.AutoReply)
            .SelectMany(match => match.Rule.Actions.Where(action => action.Type == RuleActionType.Reply)
                .Select(action => new ReplySuggestion(match.Rule.Row.Id, match.Rule.Row.Name, ReplyWords.Of(action.Text!, name))))
            .DistinctBy(suggestion => suggestion.Text).Take(Most),
    ];

    private static Incoming Incoming(Message message, Conversation thread) => new()
    {
        Text = message.Text,
        ChoiceId = message.Kind == MessageKind.Choice ? MessageJson.Read(message.Content).ChoiceId : null,
        ConnectionId = thread.ConnectionId,
        ContactId = thread.ContactId,
        TeamId = thread.TeamId,
        At = message.OccurredAt,
        HasOrder = message.Kind == MessageKind.Order,
        HasPhone = thread.HasPhone,
        FromAd = thread.FromAd,
    };
}

/// <param name="Name">The rule's.</param>
public sealed record ReplySuggestion(Guid RuleId, string Name, string Text)
{
    public override string ToString() => $"ReplySuggestion({RuleId})";
}
