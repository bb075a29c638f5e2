namespace Hub.Connectors.Abstractions;

/// <summary>
/// Answers comments by direct messages, where the platform lets a business begin a conversation like that. Since contract 1.3.
/// </summary>
public interface IAnswerComments
{
    /// <summary>Whether the platform tells the account of such comments now.</summary>
    Task<CommentSwitch> Comments(ConnectionContext connection, CancellationToken cancellation);

    /// <summary>Has the platform tell the account of such comments, or stop.</summary>
    Task<Outcome> SwitchComments(ConnectionContext connection, bool on, CancellationToken cancellation);

    /// <summary>Sends a message to whoever wrote the comment. <see cref="Outcome.Accepted"/> carries the platform's message id.</summary>
    /// <param name="part">Of <see cref="ISend.Plan"/>; its recipient has no conversation where there has been none.</param>
    Task<Outcome> Answer(ConnectionContext connection, string commentKey, OutboundPart part, CancellationToken cancellation);
}

/// <param name="Outcome">Of the call.</param>
/// <param name="IsOn">Null when it failed, or the platform does not tell.</param>
public sealed record CommentSwitch(Outcome Outcome, bool? IsOn = null);
