using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Ingest.Applying;
using Hub.Core.Sending;
using Hub.Core.Storage;

namespace Hub.Core.Automation;

/// <summary>Whether an automatic answer may leave, and its way into the conversation. It is a message owed like any other.</summary>
internal sealed class ReplyGate(
    Workset set, ConnectorLimits limits, AutomationPolicy policy, RunFacts facts, LoopGuard guard, Func<OutboundDraft, SendPlan?> plan)
{
    private readonly AutomationBudget _budget = policy.BudgetOf(set.Connection.Id);

    /// <summary>The same for the same rule, occasion and part, whoever decides it and how often.</summary>
    public static Guid IdOf(CompiledRule rule, Occasion occasion, int part) =>
        Ids.Named(occasion.At, $"{rule.Row.Id:N}\n{occasion.Conversation.ConnectionId:N}\n{occasion.Key}\n{part}");

    /// <returns>Why nothing was answered, or null.</returns>
    public string? Answer(CompiledRule rule, RuleAction action, Occasion occasion)
    {
        if (Held(rule, occasion) is { } held)
            return held;
        var draft = new OutboundDraft([MessageContent.OfText(ReplyWords.Of(action.Text!, occasion.Name))]);
        if (set.Connection.IsOff || plan(draft) is not { Refused: null } parts)
            return HeldCodes.CannotSend;
        if (Short(occasion.Conversation, parts) is { } shortage)
            return shortage;
        if (guard.IsLoop(occasion.Conversation, parts.Parts.Count))
        {
            guard.Trip(rule, occasion.Conversation);
            return HeldCodes.LoopGuard;
        }

        if (!rule.IsDry)
            Owe(rule, occasion, parts);
        return null;
    }

    private string? Held(CompiledRule rule, Occasion occasion)
    {
        var (now, conversation) = (set.Now, occasion.Conversation);
        if (occasion.At < now.AddMinutes(-policy.AnswerWithinMinutes))
            return HeldCodes.TooOld;
        if (conversation.Status == ConversationStatus.Spam)
            return HeldCodes.InBin;
        if (conversation.AutomationStoppedAt is not null)
            return HeldCodes.Stopped;
        // Whoever labels or resolves a conversation wants what the rules say to that, also just after writing.
        if (occasion.Happening is not { IsByPerson: true } && facts.SentIn(conversation.Id).Any(sent => sent.ByPerson && sent.At > now.AddMinutes(-policy.QuietAfterPersonMinutes)))
            return HeldCodes.PersonAnswering;
        if (facts.Knows(IdOf(rule, occasion, 0)))
            return HeldCodes.AlreadyAnswered;
        return facts.LastReply(rule, occasion.ContactId)?.AddMinutes(rule.Row.CoolDownMinutes) > now ? HeldCodes.CoolDown : null;
    }

    private string? Short(Conversation conversation, SendPlan parts)
    {
        var sent = facts.SentIn(conversation.Id).Where(row => row.Waits || row.At > conversation.LastInboundAt).ToList();
        var window = ReplyWindow.Of(limits, conversation.LastInboundAt, sent.Count, set.Now);
        if (window.Refusal(parts, set.Now) is not null)
            return HeldCodes.WindowClosed;
        if (window.MessagesLeft is not { } left)
            return null;
        var automatic = sent.Count(row => row.ByRule);
        return automatic + parts.Parts.Count > _budget.Most || left - parts.Parts.Count < _budget.Reserve ? HeldCodes.Budget : null;
    }

    private void Owe(CompiledRule rule, Occasion occasion, SendPlan parts)
    {
        for (var part = 0; part < parts.Parts.Count; part++)
        {
            var message = new Message
            {
                WorkspaceId = set.WorkspaceId,
                Id = IdOf(rule, occasion, part),
                ConversationId = occasion.Conversation.Id,
                ConnectionId = set.Connection.Id,
                Direction = MessageDirection.Outbound,
                Origin = MessageOrigin.Automatic,
                RuleId = rule.Row.Id,
                Content = "",
                Status = MessageStatus.Queued,
                OccurredAt = set.Now,
                ReceivedAt = set.Now,
            };
            message.Set(parts.Parts[part]);
            set.Db.Messages.Add(message);
            set.Owing.Owe(set.Lane(DeliveryKind.SendMessage), message.Id, orderKey: occasion.Conversation.Id);
            facts.Add(occasion.Conversation.Id, new Sent(set.Now, ByRule: true, ByPerson: false, Waits: true));
        }

        occasion.Conversation.Active(set.Now);
    }
}
