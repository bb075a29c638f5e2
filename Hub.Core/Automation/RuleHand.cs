using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Ingest.Applying;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Webhooks;

namespace Hub.Core.Automation;

/// <summary>Does what rules say with conversations and contacts; answers are <see cref="ReplyGate"/>'s.</summary>
internal sealed class RuleHand(
    Workset set, HubStore store, RunFacts facts, Peers peers, SignalDetector signals, IReadOnlySet<Guid> spokenTo)
{
    // After an outage platforms send what is hours old. What is older comes of a backfill or a replay: it is history.
    private static readonly TimeSpan ActsWithin = TimeSpan.FromDays(1);
    private readonly Dictionary<Guid, ConversationHand> _hands = [];
    private readonly Dictionary<(Guid Rule, Guid Conversation), Occasion> _led = [];
    private readonly RuleDrafts _drafts = new(set, store);
    private readonly Dictionary<(Guid Rule, Guid Label, bool Added), HashSet<Conversation>> _labels = [];
    private readonly HashSet<(Guid Conversation, Guid Label)> _labelled = [];

    /// <returns>Why it was not done, or null.</returns>
    public async ValueTask<string?> Do(CompiledRule rule, RuleAction action, Occasion occasion, CancellationToken cancellation)
    {
        _led[(rule.Row.Id, occasion.Conversation.Id)] = occasion;
        return action.Type switch
        {
            RuleActionType.Pass => null,
            RuleActionType.AddLabel or RuleActionType.RemoveLabel => Label(rule, action, occasion.Conversation),
            _ when occasion.At < set.Now - ActsWithin => HeldCodes.TooOld,
            RuleActionType.DraftOrder => await _drafts.Order(rule, occasion, cancellation),
            RuleActionType.DraftBooking when !facts.Has(action.ServiceId) => HeldCodes.TargetGone,
            RuleActionType.DraftBooking => await _drafts.Booking(rule, action.ServiceId!.Value, occasion, cancellation),
            _ => Do(rule, action, occasion),
        };
    }

    private string? Do(CompiledRule rule, RuleAction action, Occasion occasion) => action.Type switch
    {
        RuleActionType.Bin => Bin(rule, occasion.Conversation),
        RuleActionType.Route when !facts.Has(action.TeamId) => HeldCodes.TargetGone,
        RuleActionType.Assign when !facts.Has(action.MemberId) => HeldCodes.TargetGone,
        RuleActionType.CallWebhook when !facts.Has(action.EndpointId) => HeldCodes.TargetGone,
        RuleActionType.Route => Change(rule, occasion.Conversation, new ConversationChange { Team = new Change<Guid?>(action.TeamId) }),
        RuleActionType.Assign => Change(rule, occasion.Conversation, new ConversationChange { Assignee = new Change<Guid?>(action.MemberId) }),
        RuleActionType.SetStatus => Change(rule, occasion.Conversation, new ConversationChange { Status = action.Status }),
        RuleActionType.SetPriority => Change(rule, occasion.Conversation, new ConversationChange { Priority = action.Priority }),
        _ when rule.IsDry => null,
        RuleActionType.Note => Note(rule, action, occasion.Conversation),
        RuleActionType.ReportLead => Lead(occasion),
        RuleActionType.CallWebhook => Call(rule, action, occasion),
        _ => Sync(occasion),
    };

    /// <summary>Labels by rule, not by message: each takes a query.</summary>
    /// <returns>What other rules may go by.</returns>
    public async Task<IReadOnlyList<Happening>> Finish(CancellationToken cancellation)
    {
        foreach (var ((rule, label, added), rows) in _labels)
            await Hand(rule).Label(
                [.. rows], added ? new ConversationChange { AddLabels = [label] } : new ConversationChange { RemoveLabels = [label] }, cancellation);
        return [.. _hands.SelectMany(hand => hand.Value.Happened.Select(item => Led(hand.Key, item.Conversation, item.Event))).OfType<Happening>()];
    }

    private Happening? Led(Guid rule, Conversation conversation, ConversationEvent happened)
    {
        var occasion = _led[(rule, conversation.Id)];
        return Happening.Of(conversation, happened, occasion.At, [.. occasion.Rules, rule]);
    }

    // Whom somebody has answered, in this batch too, is no stranger any more, whatever a pattern says. Who is blocked by name is meant.
    private string? Bin(CompiledRule rule, Conversation conversation) =>
        rule.NamesContacts ? Change(rule, conversation, new ConversationChange { Status = ConversationStatus.Spam })
        : conversation.NotSpam ? HeldCodes.NotSpam
        : conversation.AnsweredAt is not null || spokenTo.Contains(conversation.Id) ? HeldCodes.KnownContact
        : Change(rule, conversation, new ConversationChange { Status = ConversationStatus.Spam });

    private string? Label(CompiledRule rule, RuleAction action, Conversation conversation)
    {
        if (!facts.Has(action.LabelId))
            return HeldCodes.TargetGone;
        var (label, added) = (action.LabelId!.Value, action.Type == RuleActionType.AddLabel);
        if (rule.IsDry)
            return null;
        if (added && !_labelled.Add((conversation.Id, label)))
            return HeldCodes.NoChange; // another rule of this batch was first
        var key = (rule.Row.Id, label, added);
        (_labels.TryGetValue(key, out var rows) ? rows : _labels[key] = []).Add(conversation);
        return null;
    }

    private string? Change(CompiledRule rule, Conversation conversation, ConversationChange change)
    {
        if (!rule.IsDry)
            Hand(rule.Row.Id).Apply(conversation, change);
        return null;
    }

    private string? Note(CompiledRule rule, RuleAction action, Conversation conversation)
    {
        set.Db.Notes.Add(new Note
        {
            WorkspaceId = set.WorkspaceId,
            Id = set.Ids.Next(),
            ConversationId = conversation.Id,
            At = set.Now,
            Actor = ConversationEvent.ByRule(rule.Row.Id),
            Text = action.Text!,
        });
        return null;
    }

    private string? Lead(Occasion occasion)
    {
        signals.Lead(occasion.Conversation, occasion.At);
        return null;
    }

    private string? Sync(Occasion occasion)
    {
        foreach (var lane in peers.Contacts)
            set.Owing.Owe(lane, occasion.ContactId);
        return null;
    }

    private string? Call(CompiledRule rule, RuleAction action, Occasion occasion)
    {
        var data = new HubEventData
        {
            RuleId = rule.Row.Id,
            ConversationId = occasion.Conversation.Id,
            ContactId = occasion.ContactId,
            ConnectionId = occasion.Conversation.ConnectionId,
            MessageId = occasion.Message?.Id,
            LabelId = occasion.Happening?.Label,
            State = occasion.Happening?.Status,
            OccurredAt = occasion.At,
        };
        set.Db.Changes.Happened(
            new HubEventDraft(set.WorkspaceId, HubEventTypes.RuleMatched, occasion.Conversation.Id, data, [action.EndpointId!.Value]));
        return null;
    }

    private ConversationHand Hand(Guid rule) => _hands.TryGetValue(rule, out var hand)
        ? hand
        : _hands[rule] = new ConversationHand(set.Db, store, set.WorkspaceId, ConversationEvent.ByRule(rule), null);
}
