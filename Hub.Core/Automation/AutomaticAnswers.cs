using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>Answers of rules on their way out.</summary>
public static class AutomaticAnswers
{
    /// <summary>Stands in a message's and a delivery's code.</summary>
    public const string LateCode = "automatic_answer_late";

    /// <summary>
    /// Whether the answer should no longer leave: it waited for a paused connection or a stopped hub, and meanwhile grew old, somebody of the
    /// business wrote, or automation was stopped in the conversation.
    /// </summary>
    /// <param name="owedAt">When the rule decided it, or somebody let it be sent again.</param>
    internal static async Task<bool> IsLate(
        HubDb db, Message answer, Conversation conversation, DateTimeOffset owedAt, DateTimeOffset now, CancellationToken cancellation)
    {
        if (conversation.AutomationStoppedAt > owedAt)
            return true;
        var policy = await RuleSets.Policy(db, answer.WorkspaceId, cancellation);
        return owedAt < now.AddMinutes(-policy.AnswerWithinMinutes)
            || await db.Messages.AnyAsync(
                row => row.WorkspaceId == answer.WorkspaceId && row.ConversationId == answer.ConversationId && row.OccurredAt > owedAt
                    && row.Direction == MessageDirection.Outbound && row.Origin != MessageOrigin.Automatic, cancellation);
    }
}
