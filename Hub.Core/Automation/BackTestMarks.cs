namespace Hub.Core.Automation;

/// <summary>Which hits of a back-test are false ones: by what people have said of the conversation, or what came of it. One of them suffices.</summary>
public sealed record BackTestMarks(IReadOnlyList<Guid> LabelIds, IReadOnlyList<BackTestOutcome> Outcomes)
{
    public static BackTestMarks None { get; } = new([], []);
}

/// <summary>What came of a conversation so far.</summary>
public enum BackTestOutcome
{
    Ordered,
    NotOrdered,

    /// <summary>Somebody of the business has answered.</summary>
    Answered,
    NotAnswered,

    /// <summary>It is in the bin.</summary>
    Spam,
}
