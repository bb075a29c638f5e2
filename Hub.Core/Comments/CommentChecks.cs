using Hub.Connectors.Abstractions;

namespace Hub.Core.Comments;

/// <summary>
/// What a platform asks for before a comment may be answered by a direct message. What the hub can know it checks; the rest the platform
/// decides, and says so by refusing the answer.
/// </summary>
public static class CommentChecks
{
    /// <param name="limits">Of the connection.</param>
    /// <param name="isOff">The connection is switched off or has ended. What is no condition of the platform's is named only when it is not met.</param>
    public static IReadOnlyList<CommentCheck> Of(CommentView comment, ConnectorLimits limits, bool isOff, DateTimeOffset now)
    {
        var closes = ClosesAt(comment.Row, limits);
        var quiet = comment.LastMessageAt?.AddHours(limits.CommentQuietHours ?? 0);
        CommentCheck[] ours = isOff ? [new(CommentCondition.Connected, CommentVerdict.NotMet)] : [];
        return
        [
            .. ours,
            new(CommentCondition.FirstLevel, CommentVerdict.PlatformDecides),
            new(CommentCondition.InTime, Met(now < closes)),
            new(CommentCondition.NotAnswered, Met(!comment.IsAnswered)),
            new(CommentCondition.NoRecentMessage, Met(!(quiet > now)), quiet > now && quiet < closes ? quiet : null),
            new(CommentCondition.Adult, CommentVerdict.PlatformDecides),
        ];
    }

    /// <summary>Where the connector names no time there is none left: it would not answer comments.</summary>
    public static DateTimeOffset ClosesAt(Comment comment, ConnectorLimits limits) => comment.OccurredAt.AddHours(limits.CommentHours ?? 0);

    private static CommentVerdict Met(bool isMet) => isMet ? CommentVerdict.Met : CommentVerdict.NotMet;
}

/// <param name="MetAt">When it will be met by itself, if nothing happens until then and there is time left.</param>
public sealed record CommentCheck(CommentCondition Condition, CommentVerdict Verdict, DateTimeOffset? MetAt = null);

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

    /// <summary>The hub is in touch with the account.</summary>
    Connected,
}

public enum CommentVerdict
{
    Met,
    NotMet,

    /// <summary>The platform alone knows.</summary>
    PlatformDecides,
}
