using System.Data.Common;
using Hub.Core.Conversations;
using Hub.Core.Ingest.Applying;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>Carries out what the rules say about one message, label or status, each with its entry in the log.</summary>
internal sealed class OccasionRun(
    Workset set, Occasion occasion, RunFacts facts, RuleHand hand, ReplyGate gate, LoopGuard guard, RunMarks marks)
{
    private readonly HashSet<RuleKind> _over = [];

    // What follows from a message is answered with it: once.
    private bool _answered = occasion.Rules.Count > 0 && marks.Answered.Contains(occasion.Conversation.Id);

    public async Task Run(CancellationToken cancellation)
    {
        foreach (var match in occasion.Matches.Where(match => !_over.Contains(match.Rule.Row.Kind)))
        {
            if (match.Error is { } error)
                Note(match.Rule, RuleResult.Failed, error);
            else if (occasion is { Happening: null, Conversation.Status: ConversationStatus.Spam })
                return; // an earlier message of the batch, or the filter just now
            else if (occasion.Happening?.IsCutBefore(match.Rule.Row.Id) is true)
                Cut(match.Rule);
            else
                await Carry(match.Rule, cancellation);
        }
    }

    // Written into the thread too: somebody has to see that these rules do not go together.
    private void Cut(CompiledRule rule)
    {
        Note(rule, RuleResult.Held, HeldCodes.ChainGuard);
        if (rule.IsDry || !marks.Cut.Add(occasion.Conversation.Id))
            return;
        set.Db.ConversationEvents.Add(new ConversationEvent
        {
            WorkspaceId = set.WorkspaceId,
            Id = set.Ids.Next(),
            ConversationId = occasion.Conversation.Id,
            At = set.Now,
            Actor = ConversationEvent.ByRule(rule.Row.Id),
            Kind = ConversationEventKind.RulesCut,
        });
    }

    private async Task Carry(CompiledRule rule, CancellationToken cancellation)
    {
        var done = new List<RuleActionType>();
        string? held = null;
        foreach (var action in rule.Actions)
            try
            {
                if (await Carry(rule, action, cancellation) is { } code)
                    held ??= code;
                else
                    done.Add(action.Type);
            }
            // A connector that cannot plan an answer, a chat that cannot be read: the message goes on, and so do the other rules. The error's
            // type only, since its text may quote somebody.
            catch (Exception error) when (error is not DbException and not DbUpdateException && !cancellation.IsCancellationRequested)
            {
                Note(rule, RuleResult.Failed, error.GetType().Name);
            }

        if (done.Count > 0)
            Note(rule, RuleResult.Done, string.Join(' ', done.Distinct()), done.Contains(RuleActionType.Reply));
        if (held is not null)
            Note(rule, RuleResult.Held, held);
        if (!rule.IsDry && done.Count > 0 && (rule.Row.Stops || done.Contains(RuleActionType.Pass)))
            _over.Add(rule.Row.Kind);
    }

    /// <returns>Why it was not done, or null.</returns>
    private async ValueTask<string?> Carry(CompiledRule rule, RuleAction action, CancellationToken cancellation)
    {
        if (guard.Held(rule, action, occasion) is { } loop)
            return loop;
        if (action.Type != RuleActionType.Reply)
            return await hand.Do(rule, action, occasion, cancellation);
        if (_answered)
            return HeldCodes.AlreadyAnswered;
        var code = gate.Answer(rule, action, occasion);
        _answered = code is null && !rule.IsDry;
        if (_answered)
            marks.Answered.Add(occasion.Conversation.Id);
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
            MessageId = occasion.Message?.Id ?? Guid.Empty,
            Result = result,
            Code = code,
            Dry = rule.IsDry,
            Replied = replied,
        });
        if (replied)
            facts.Replied(rule, occasion.ContactId, set.Now);
    }
}
