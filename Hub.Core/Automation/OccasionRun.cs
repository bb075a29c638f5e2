using Hub.Core.Conversations;
using Hub.Core.Ingest.Applying;

namespace Hub.Core.Automation;

/// <summary>Carries out what the rules say about one message, each with its entry in the log.</summary>
internal sealed class OccasionRun(Workset set, Occasion occasion, RunFacts facts, RuleHand hand, ReplyGate gate)
{
    private readonly HashSet<RuleKind> _over = [];
    private bool _answered;

    public void Run()
    {
        foreach (var match in occasion.Matches.Where(match => !_over.Contains(match.Rule.Row.Kind)))
        {
            if (match.Error is { } error)
                Note(match.Rule, RuleResult.Failed, error);
            else if (occasion.Conversation.Status == ConversationStatus.Spam)
                return; // an earlier message of the batch, or the filter just now
            else
                Carry(match.Rule);
        }
    }

    private void Carry(CompiledRule rule)
    {
        var done = new List<RuleActionType>();
        string? held = null;
        foreach (var action in rule.Actions)
            try
            {
                if (Carry(rule, action) is { } code)
                    held ??= code;
                else
                    done.Add(action.Type);
            }
            catch (AnswerNotPlannedException error) // the message goes on, and so do the other rules
            {
                Note(rule, RuleResult.Failed, error.Kind);
            }

        if (done.Count > 0)
            Note(rule, RuleResult.Done, string.Join(' ', done.Distinct()), done.Contains(RuleActionType.Reply));
        if (held is not null)
            Note(rule, RuleResult.Held, held);
        if (!rule.IsDry && done.Count > 0 && (rule.Row.Stops || done.Contains(RuleActionType.Pass)))
            _over.Add(rule.Row.Kind);
    }

    /// <returns>Why it was not done, or null.</returns>
    private string? Carry(CompiledRule rule, RuleAction action)
    {
        if (action.Type != RuleActionType.Reply)
            return hand.Do(rule, action, occasion);
        if (_answered)
            return HeldCodes.AlreadyAnswered;
        var code = gate.Answer(rule, action, occasion);
        _answered = code is null && !rule.IsDry;
        return code;
    }

    private void Note(CompiledRule rule, RuleResult result, string code, bool replied = false)
    {
        set.Db.AutomationEntries.Add(new AutomationEntry
        {
            WorkspaceId = set.WorkspaceId,
            Id = set.Ids.Next(),
            At = set.Now,
            RuleId = rule.Row.Id,
            ConversationId = occasion.Conversation.Id,
            ContactId = occasion.ContactId,
            MessageId = occasion.Message.Id,
            Result = result,
            Code = code,
            Dry = rule.IsDry,
            Replied = replied,
        });
        if (replied)
            facts.Replied(rule, occasion.ContactId, set.Now);
    }
}
