using Hub.Connectors.Abstractions;

namespace Hub.Core.Ingest;

/// <summary>A time in which messages of a thread may be missing.</summary>
/// <param name="Until">When the message came that is there again.</param>
internal readonly record struct ThreadGap(DateTimeOffset From, DateTimeOffset Until)
{
    /// <param name="edge">When the oldest message was written that the platform shows.</param>
    /// <param name="known">Who wrote that message; null when the hub did not have it: then what came before may have passed it by as well.</param>
    /// <param name="blind">When the platform posted nothing, if it did so.</param>
    /// <param name="since">What is older is none of ours: written before the account was connected, or not to be kept.</param>
    /// <param name="lastBefore">When the contact wrote the last message before a time that the hub has.</param>
    /// <returns>Null when nothing is missing, as far as the hub can know.</returns>
    public static async Task<ThreadGap?> Find(
        DateTimeOffset edge, MessageDirection? known, (DateTimeOffset From, DateTimeOffset Until)? blind, DateTimeOffset since,
        Func<DateTimeOffset, Task<DateTimeOffset?>> lastBefore)
    {
        if (blind is null && known is not null)
            return null;
        if (known == MessageDirection.Inbound && edge < blind?.Until)
            return null; // it was posted, so nothing was missed until then; an answer of our own would prove nothing
        var until = blind is { } span && span.Until < edge ? span.Until : edge;
        var from = Later(since, blind?.From);
        if (from >= until)
            return null; // what is shown reaches back into a time of which the hub has all
        from = Later(from, await lastBefore(until));
        return from < until ? new ThreadGap(from, until) : null;
    }

    public bool Overlaps(ThreadGap other) => From < other.Until && other.From < Until;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
