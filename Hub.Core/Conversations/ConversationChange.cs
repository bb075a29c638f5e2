namespace Hub.Core.Conversations;

/// <summary>What is to become of a conversation. Null leaves a thing as it is.</summary>
public sealed record ConversationChange
{
    public ConversationStatus? Status { get; init; }

    /// <summary>Implies <see cref="ConversationStatus.Snoozed"/>.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    public ConversationPriority? Priority { get; init; }

    public Change<Guid?>? Assignee { get; init; }

    public Change<Guid?>? Team { get; init; }

    public IReadOnlyList<Guid> AddLabels { get; init; } = [];

    public IReadOnlyList<Guid> RemoveLabels { get; init; } = [];
}

/// <summary>Tells "becomes nothing" from "stays as it is".</summary>
public sealed record Change<T>(T To);

public enum ChangeAnswer
{
    Changed,
    NotFound,
}

public enum ChangeProblem
{
    /// <summary>Nobody of the workspace, or disabled.</summary>
    NoSuchMember,

    NoSuchTeam,
}
