using System.Globalization;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>
/// Where a poll stands: <c>{ms}</c> when everything up to that time was read, <c>{ms}|{newest}|{after}</c> in the middle of the list,
/// with <c>*</c> behind the newest when the walk was begun again.
/// </summary>
/// <param name="Floor">What was updated before has been read.</param>
/// <param name="Newest">The newest update that this walk has seen.</param>
/// <param name="After">Meta's own cursor of the next page.</param>
/// <param name="Again">Meta has refused its cursor once on this walk.</param>
internal sealed record MessengerCursor(long Floor, long Newest = 0, string? After = null, bool Again = false)
{
    // Meta tells times in whole seconds, and promises no order: a finished walk is overlapped by five of them; keys settle repeats.
    private const long OverlapMs = 5000;
    private const char Mark = '*';

    public static MessengerCursor? Read(string? text)
    {
        var parts = text?.Split('|', 3) ?? [];
        if (parts.Length == 0 || !Whole(parts[0], out var floor))
            return null;
        return parts.Length == 3 && Whole(parts[1].TrimEnd(Mark), out var newest)
            ? new MessengerCursor(floor, newest, parts[2], parts[1].EndsWith(Mark))
            : new MessengerCursor(floor);
    }

    public bool IsBefore(long updated) => updated > Floor - OverlapMs;

    public MessengerCursor Seen(IEnumerable<long> updates) => this with { Newest = updates.Append(Newest).Max() };

    public MessengerCursor Finished() => new(Math.Max(Floor, Newest));

    public override string ToString() => After is null
        ? Floor.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Floor}|{Newest}{(Again ? "*" : "")}|{After}");

    private static bool Whole(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
