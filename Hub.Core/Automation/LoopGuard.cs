using Hub.Core.Conversations;
using Hub.Core.Ingest.Applying;

namespace Hub.Core.Automation;

/// <summary>
/// Ends what goes round in a conversation: answers to a contact who is a bot too, and rules that a program sets off anew with what it does
/// about them. Automation stops there, the thread and the log say so, and somebody lets it go on.
/// </summary>
internal sealed class LoopGuard(Workset set, AutomationPolicy policy, RunFacts facts)
{
    private readonly DateTimeOffset _since = set.Now.AddMinutes(-policy.LoopMinutes);

    /// <param name="parts">Messages that the answer has.</param>
    public bool IsLoop(Conversation conversation, int parts) =>
        facts.SentIn(conversation.Id).Count(sent => sent.ByRule && sent.At > Since(conversation)) + parts > policy.LoopMessages;

    /// <summary>
    /// A rule that calls a program, or that a program has set off, has its next turn only when the program acts: so its turns are counted,
    /// whatever contacts and people do beside them.
    /// </summary>
    /// <returns>Why the action is not done, or null.</returns>
    public string? Held(CompiledRule rule, RuleAction action, Occasion occasion)
    {
        if (action.Type != RuleActionType.CallWebhook && occasion.Happening is not { IsByProgram: true })
            return null;
        if (occasion.Conversation.AutomationStoppedAt is not null)
            return HeldCodes.Stopped;
        var since = Since(occasion.Conversation);
        if (ProgramDeeds.Turns(facts.DeedsIn(occasion.Conversation.Id).Where(at => at > since)) <= policy.LoopTurns)
            return null;
        Trip(rule, occasion.Conversation);
        return HeldCodes.LoopGuard;
    }

    public void Trip(CompiledRule rule, Conversation conversation)
    {
        if (rule.IsDry)
            return;
        conversation.AutomationStoppedAt = set.Now;
        set.Db.ConversationEvents.Add(new ConversationEvent
        {
            WorkspaceId = set.WorkspaceId,
            Id = set.Ids.Next(),
            ConversationId = conversation.Id,
            At = set.Now,
            Actor = ConversationEvent.ByItself,
            Kind = ConversationEventKind.AutomationStopped,
        });
    }

    private DateTimeOffset Since(Conversation conversation) =>
        conversation.AutomationResumedAt is { } resumed && resumed > _since ? resumed : _since;
}
