namespace Hub.Connectors.Crm;

/// <summary>
/// How far a list was read that a CRM keeps by the time of each record's last change. What was changed early may be seen late, such as what a long
/// transaction or a slow index holds back: so each look goes back some minutes behind the latest time that was seen, until nothing new has come for
/// longer than that. From then on it asks for later times only, or a list of thousands that was imported at one moment would be read for ever. A
/// look may have many pages.
/// </summary>
/// <param name="Max">The latest time that was seen, the CRM's clock.</param>
/// <param name="RaisedAt">When that was, the hub's clock.</param>
/// <param name="Slack">How long the last look took: what was changed behind its back is looked for again.</param>
/// <param name="Look">The one that is under way; null between two.</param>
internal sealed record ReadMark(DateTime Max, DateTimeOffset RaisedAt, TimeSpan Slack, ReadLook? Look = null)
{
    public static ReadMark From(DateTimeOffset since, DateTimeOffset now) => new(since.UtcDateTime, now, TimeSpan.Zero);

    /// <param name="overlap">How late a change may show.</param>
    public ReadMark Begin(DateTimeOffset now, TimeSpan overlap) => Look is not null ? this
        : this with
        {
            Look = now - RaisedAt > 2 * overlap
                ? new ReadLook(Max, true, 0, Max, now)
                : new ReadLook(Max - overlap - Slack, false, 0, Max, now),
        };

    /// <param name="times">When the records of one page were changed.</param>
    /// <param name="next">Where the next page begins; null after the last one.</param>
    public ReadMark Seen(IEnumerable<DateTime> times, ReadLook? next, DateTimeOffset now)
    {
        // A record from the future, of a clock that was wrong for a while, must not hide all that is changed until then.
        var sane = now.UtcDateTime;
        var latest = times.Select(time => time < sane ? time : sane).Append(Look!.Latest).Max();
        return next is not null ? this with { Look = next with { Latest = latest } }
            : new ReadMark(latest, latest > Max ? now : RaisedAt, now - Look.BeganAt);
    }
}

/// <param name="Bound">What was changed from then on; after it, where <paramref name="IsAfter"/>.</param>
/// <param name="After">Where the next page begins, as the connector counts.</param>
/// <param name="Latest">The latest time that was seen so far.</param>
internal sealed record ReadLook(DateTime Bound, bool IsAfter, int After, DateTime Latest, DateTimeOffset BeganAt)
{
    /// <summary>What the CRM calls the next page, where it has a word for it.</summary>
    public string? Page { get; init; }
}
