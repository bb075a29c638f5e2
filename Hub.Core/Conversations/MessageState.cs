using Hub.Connectors.Abstractions;
using Hub.Core.Text;

namespace Hub.Core.Conversations;

/// <summary>
/// The only ways in which a message changes. Each is idempotent and commutes with the others, so that duplicates and any order of
/// arrival end in the same state.
/// </summary>
internal static class MessageState
{
    public static void Raise(this Message message, MessageStatus status, Outcome? failure = null) =>
        message.Raise(status, failure?.Because?.Code, failure?.Because?.Detail, failure?.GetType().Name);

    public static void Raise(this Message message, MessageStatus status, string? code, string? detail, string? outcome)
    {
        if (status <= message.Status)
            return;
        message.Status = status;
        var explained = status is MessageStatus.Failed or MessageStatus.Unknown;
        message.StatusCode = explained ? code : null;
        message.StatusDetail = explained ? detail : null;
        message.StatusOutcome = explained ? outcome : null;
    }

    public static void Edit(this Message message, MessageContent content, DateTimeOffset at)
    {
        if (message.DeletedAt is not null || message.EditedAt >= at)
            return;
        message.EditedAt = at;
        message.Set(content with { Kind = message.Kind }); // what it was stays: a deletion that comes first knows nothing of the edit
    }

    public static void Delete(this Message message, DateTimeOffset at)
    {
        message.DeletedAt = message.DeletedAt < at ? message.DeletedAt : at;
        message.EditedAt = null;
        message.Text = null;
        message.Content = MessageJson.Write(new MessageContent { Kind = message.Kind });
    }

    public static void Set(this Message message, MessageContent content)
    {
        message.Kind = content.Kind;
        message.Text = content.Text is null ? null : SafeText.Clean(content.Text);
        message.Content = MessageJson.Write(content);
    }

    /// <summary>Watermarks speak of messages that the platform has, by its own time.</summary>
    public static void Reach(this Message message, Conversation conversation)
    {
        if (message.Direction != MessageDirection.Outbound || message.Key is null)
            return;
        if (message.OccurredAt <= conversation.DeliveredUpTo)
            message.Raise(MessageStatus.Delivered);
        if (message.OccurredAt <= conversation.ReadUpTo)
            message.Raise(MessageStatus.Read);
    }

    public static void Apply(this Message message, MessageFact fact)
    {
        switch (fact.Kind)
        {
            case MessageFactKind.Status:
                message.Raise(fact.Status, fact.Code, fact.Detail, fact.Outcome);
                break;
            case MessageFactKind.Edit:
                message.Edit(MessageJson.Read(fact.Content!), fact.OccurredAt);
                break;
            case MessageFactKind.Deletion:
                message.Delete(fact.OccurredAt);
                break;
        }
    }
}
