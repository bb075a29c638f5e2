namespace Hub.Connectors.Abstractions;

/// <summary>Manages messages that the platform itself sends for an account, and reviews before it does. Since contract 1.3.</summary>
public interface IManageAutoMessages
{
    /// <summary>What the platform takes, for forms and for checks before a call. One a kind, in the order in which people see them.</summary>
    IReadOnlyList<AutoMessageRule> AutoMessageRules { get; }

    Task<AutoMessagesAnswer> AutoMessages(ConnectionContext connection, CancellationToken cancellation);

    /// <param name="id">
    /// Of the one that is changed; null makes a new one. <see cref="Outcome.Accepted"/> carries the one that it has now, where the platform tells.
    /// </param>
    Task<Outcome> SaveAutoMessage(ConnectionContext connection, AutoMessageDraft draft, string? id, CancellationToken cancellation);

    /// <summary>All of a kind together: platforms do not switch single ones.</summary>
    Task<Outcome> SwitchAutoMessages(ConnectionContext connection, AutoMessageKind kind, bool on, CancellationToken cancellation);

    Task<Outcome> DeleteAutoMessage(ConnectionContext connection, AutoMessageKind kind, string id, CancellationToken cancellation);

    /// <param name="ids">All of the kind, in the order in which people shall see them.</param>
    Task<Outcome> SortAutoMessages(
        ConnectionContext connection, AutoMessageKind kind, IReadOnlyList<string> ids, CancellationToken cancellation);
}

public enum AutoMessageKind
{
    /// <summary>Greets whoever opens the chat.</summary>
    Welcome,

    /// <summary>A question to tap, with its answer.</summary>
    SuggestedQuestion,

    /// <summary>A button to tap, with the message that the person sends by it.</summary>
    ChatPrompt,
}

/// <param name="Most">So many may there be.</param>
/// <param name="TitleLength">Longest question or title in characters; null where there is none.</param>
/// <param name="TextLength">Longest text in characters.</param>
public sealed record AutoMessageRule(
    AutoMessageKind Kind, int Most, int? TitleLength, int TextLength, bool CanBeDeleted, bool CanBeSorted);

public sealed record AutoMessageDraft(AutoMessageKind Kind, string? Title, string Text);

public sealed record AutoMessage(string Id, string? Title, string? Text, AutoMessageReview Review);

public enum AutoMessageReview
{
    Unknown,
    Reviewing,
    Approved,
    Rejected,
}

public sealed record AutoMessageGroup(AutoMessageKind Kind, bool IsOn, IReadOnlyList<AutoMessage> Messages);

/// <param name="Failure">Null when the groups are all there is.</param>
public sealed record AutoMessagesAnswer(IReadOnlyList<AutoMessageGroup> Groups, Outcome? Failure = null);
