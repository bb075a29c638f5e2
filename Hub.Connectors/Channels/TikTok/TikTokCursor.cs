using System.Globalization;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>
/// Where a poll stands: <c>{ms}</c> when everything up to that update time was read, <c>{ms}|{conversation}</c> when the budget ended
/// after that conversation.
/// </summary>
internal sealed record TikTokCursor(long UpdateTime, string? Conversation)
{
    // The list is not promised to show updates in their order, so a finished poll is overlapped by five seconds; keys settle repeats.
    private const long OverlapMs = 5000;

    public static TikTokCursor? Read(string? text)
    {
        var parts = text?.Split('|', 2) ?? [];
        return parts.Length > 0 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? new TikTokCursor(time, parts.Length > 1 ? parts[1] : null)
            : null;
    }

    public bool IsBefore(TikTokThread thread) => Conversation is null
        ? thread.UpdateTime > UpdateTime - OverlapMs
        : thread.UpdateTime > UpdateTime
            || (thread.UpdateTime == UpdateTime && string.CompareOrdinal(thread.Id, Conversation) > 0);

    public override string ToString()
    {
        var time = UpdateTime.ToString(CultureInfo.InvariantCulture);
        return Conversation is null ? time : $"{time}|{Conversation}";
    }
}
