namespace Hub.Connectors.Abstractions;

/// <summary>Sends messages to contacts.</summary>
public interface ISend
{
    /// <summary>Says what a message becomes on the platform, before anything is sent. No call to the outside.</summary>
    /// <returns>The platform messages in order, or why it cannot be sent.</returns>
    SendPlan Plan(ConnectionContext connection, OutboundDraft draft);

    /// <summary>Sends one part of a plan. <see cref="Outcome.Accepted"/> carries the platform's message id.</summary>
    Task<Outcome> Send(ConnectionContext connection, OutboundPart part, CancellationToken cancellation);
}

/// <summary>Small signs in a conversation that are not messages.</summary>
public interface IConversationActions
{
    /// <param name="messageKey">The contact's newest message; some platforms mark by message.</param>
    Task<Outcome> Act(
        ConnectionContext connection, Recipient to, ConversationAction action, string? messageKey, CancellationToken cancellation);
}

public enum ConversationAction
{
    Typing,
    MarkRead,
}
