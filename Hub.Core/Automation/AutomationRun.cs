using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Ingest.Applying;
using Hub.Core.Signals;
using Hub.Core.Storage;

namespace Hub.Core.Automation;

/// <summary>
/// Asks the rules about the messages of a batch and carries out what they say, in the transaction that applies them. Only a message that
/// this transaction adds is asked about, so that repeats, replays and crashes cause nothing twice.
/// </summary>
/// <param name="limits">Of the connection whose events are being applied.</param>
internal sealed class AutomationRun(
    Workset set, RuleSet rules, HubStore store, ConnectorLimits limits, Peers peers, SignalDetector signals, Func<OutboundDraft, SendPlan?> plan)
{
    private readonly RuleRun _run = new(set, rules, store, limits, peers, signals, plan);
    private readonly List<Occasion> _occasions = [];
    private readonly List<Happening> _happened = [];
    private readonly HashSet<Guid> _spokenTo = [];

    /// <summary>Somebody of the business has written: what the contact writes afterwards is no first contact.</summary>
    public void Spoke(Conversation conversation) => _spokenTo.Add(conversation.Id);

    /// <param name="name">The contact's.</param>
    /// <param name="isFirst">The contact had not written before.</param>
    public void Received(MessageEvent item, Message message, Conversation conversation, string? name, bool isFirst)
    {
        if (item.Origin != MessageOrigin.Person || item.Content.Kind == MessageKind.System || conversation.Status == ConversationStatus.Spam
            || message.DeletedAt is not null)
            return;
        var incoming = new Incoming
        {
            Text = message.Text,
            ChoiceId = item.Content.ChoiceId,
            ConnectionId = set.Connection.Id,
            ContactId = conversation.ContactId,
            TeamId = conversation.TeamId,
            At = item.OccurredAt,
            IsFirst = isFirst && conversation.LastMessageId is null && !_spokenTo.Contains(conversation.Id),
            HasOrder = item.Content.Order is not null,
            HasAttachment = item.Content.Media.Count > 0,
            HasPhone = conversation.HasPhone,
            FromAd = conversation.FromAd,
        };
        var matches = rules.Decide(incoming);
        if (matches.Count > 0)
            _occasions.Add(new Occasion(message, conversation, name, matches));
    }

    /// <summary>The contact wrote, and so the conversation was opened again.</summary>
    public void Reopened(Conversation conversation, ConversationEvent happened, DateTimeOffset at)
    {
        if (rules.HearsHappenings && Happening.Of(conversation, happened, at, []) is { } item)
            _happened.Add(item);
    }

    public Task Finish(CancellationToken cancellation) => _run.Carry(_occasions, _spokenTo, _happened, cancellation);
}
