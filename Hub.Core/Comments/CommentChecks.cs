using Hub.Connectors.Abstractions;

namespace Hub.Core.Comments;

/// <summary>
/// What a platform asks for before a comment may be answered by a direct message. What the hub can know it checks; the rest the platform
/// decides, and says so by refusing the answer.
/// </summary>
public static class CommentChecks
{
    /// <param name="limits">Of the connection.</param>
    public static IReadOnlyList<CommentCheck> Of(CommentView comment, ConnectorLimits limits, DateTimeOffset now) =>
    [
        new(CommentCondition.FirstLevel, CommentVerdict.PlatformDecides),
        new(CommentCondition.InTime, Met(now < ClosesAt(comment.Row, limits))),
        new(CommentCondition.NotAnswered, Met(!comment.IsAnswered)),
        new(CommentCondition.NoRecentMessage, Met(!(comment.LastMessageAt > now.AddHours(-(limits.CommentQuietHours ?? 0))))),
        new(CommentCondition.Adult, CommentVerdict.PlatformDecides),
    ];

    /// <summary>Where the connector names no time there is none left: it would not answer comments.</summary>
    public static DateTimeOffset ClosesAt(Comment comment, ConnectorLimits limits) => comment.OccurredAt.AddHours(limits.CommentHours ?? 0);

    private static CommentVerdict Met(bool isMet) => isMet ? CommentVerdict.Met : CommentVerdict.NotMet;
}

public sealed record CommentCheck(CommentCondition Condition, CommentVerdict Verdict);

public enum CommentCondition
{
    /// <summary>Below a video of the account itself, and no answer to another comment.</summary>
    FirstLevel,

    /// <summary>Young enough.</summary>
    InTime,

    /// <summary>Nobody has answered it by a direct message.</summary>
    NotAnswered,

    /// <summary>No direct message with the person lately.</summary>
    NoRecentMessage,

    /// <summary>The person is older than 18.</summary>
    Adult,
}

public enum CommentVerdict
{
    Met,
    NotMet,

    /// <summary>The platform alone knows.</summary>
    PlatformDecides,
}
