namespace Hub.Core.Conversations;

/// <summary>What sellers ask for in one tap.</summary>
public enum ConversationFilterKind
{
    HasPhone,
    HasOrder,

    /// <summary>The contact has waited for an answer for so many minutes.</summary>
    Unanswered,

    FromAd,

    /// <summary>A message since the last answer failed or is in doubt.</summary>
    FailedSend,

    /// <summary>The reply window closes within <see cref="ConversationFilter.ClosingWithin"/>.</summary>
    WindowClosing,

    /// <summary>A booking that is not cancelled begins today, by the workspace's clock.</summary>
    BookingToday,
}

/// <param name="Minutes">With <see cref="ConversationFilterKind.Unanswered"/>.</param>
public sealed record ConversationFilter(ConversationFilterKind Kind, int Minutes = ConversationFilter.UsualMinutes)
{
    public const int UsualMinutes = 30;
    private const int LongestMinutes = 60 * 24 * 365;

    public static TimeSpan ClosingWithin { get; } = TimeSpan.FromHours(2);

    /// <summary>As queries write it: <c>hasPhone</c>, <c>unanswered:30</c>.</summary>
    public static ConversationFilter? Read(string text)
    {
        var parts = text.Split(':');
        if (parts.Length > 2 || !Enum.TryParse<ConversationFilterKind>(parts[0], ignoreCase: true, out var kind) || char.IsAsciiDigit(text[0]))
            return null;
        if (parts.Length == 1)
            return new ConversationFilter(kind);
        var sound = kind == ConversationFilterKind.Unanswered && int.TryParse(parts[1], out var minutes) && minutes is >= 0 and <= LongestMinutes;
        return sound ? new ConversationFilter(kind, int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)) : null;
    }
}
