using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hub.Connectors.Crm.Tryton;

/// <summary>
/// How far one of Tryton's tables was read. Its times are those at which transactions began, and what was begun early may be seen late: so
/// each look goes back some minutes behind the latest time that was seen, until nothing new has come for longer than that. From then on it asks
/// for later times only, or a list of thousands that was imported at one moment would be read for ever. A look may have many pages, by id.
/// </summary>
/// <param name="Max">The latest time that was seen, Tryton's clock.</param>
/// <param name="RaisedAt">When that was, the hub's clock.</param>
/// <param name="Slack">How long the last look took: what was changed behind its back is looked for again.</param>
/// <param name="Look">The one that is under way; null between two.</param>
internal sealed record TrytonMark(DateTime Max, DateTimeOffset RaisedAt, TimeSpan Slack, TrytonLook? Look = null)
{
    /// <summary>No transaction of a person takes longer.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    public static TrytonMark From(DateTimeOffset since, DateTimeOffset now) => new(since.UtcDateTime, now, TimeSpan.Zero);

    public TrytonMark Begin(DateTimeOffset now) => Look is not null ? this
        : this with
        {
            Look = now - RaisedAt > 2 * Overlap
                ? new TrytonLook(Max, true, 0, Max, now)
                : new TrytonLook(Max - Overlap - Slack, false, 0, Max, now),
        };

    /// <param name="rows">Of one page, by id.</param>
    public TrytonMark Seen(IReadOnlyList<JsonElement> rows, bool isLast, DateTimeOffset now)
    {
        // A record from the future, of a clock that was wrong for a while, must not hide all that is changed until then.
        var sane = now.UtcDateTime;
        var latest = rows.Select(ChangedAt).Append(Look!.Latest).Select(time => time < sane ? time : sane).Max();
        if (!isLast)
            return this with { Look = Look with { After = rows[^1].GetProperty("id").GetInt32(), Latest = latest } };
        return new TrytonMark(latest, latest > Max ? now : RaisedAt, now - Look.BeganAt);
    }

    /// <summary>A record that was never changed has no time of a change, only that of its making.</summary>
    public JsonArray Domain()
    {
        var @operator = Look!.IsAfter ? ">" : ">=";
        return
        [
            new JsonArray("id", ">", Look.After),
            new JsonArray(
                "OR", new JsonArray(new JsonArray("write_date", @operator, Written(Look.Bound))),
                new JsonArray(new JsonArray("write_date", "=", null), new JsonArray("create_date", @operator, Written(Look.Bound)))),
        ];
    }

    private static DateTime ChangedAt(JsonElement row) => Read(row.GetProperty("write_date")) ?? Read(row.GetProperty("create_date")) ?? DateTime.MinValue;

    private static DateTime? Read(JsonElement value) => value.ValueKind != JsonValueKind.Object ? null
        : new DateTime(
            Part(value, "year"), Part(value, "month"), Part(value, "day"), Part(value, "hour"), Part(value, "minute"), Part(value, "second"),
            DateTimeKind.Utc).AddMicroseconds(Part(value, "microsecond"));

    private static int Part(JsonElement value, string name) => value.TryGetProperty(name, out var part) ? part.GetInt32() : 0;

    private static JsonObject Written(DateTime time) => new()
    {
        ["__class__"] = "datetime",
        ["year"] = time.Year,
        ["month"] = time.Month,
        ["day"] = time.Day,
        ["hour"] = time.Hour,
        ["minute"] = time.Minute,
        ["second"] = time.Second,
        ["microsecond"] = (int)(time.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond),
    };
}

/// <param name="Bound">What was changed from then on; after it, where <paramref name="IsAfter"/>.</param>
/// <param name="After">The last id that was seen.</param>
/// <param name="Latest">The latest time that was seen so far.</param>
internal sealed record TrytonLook(DateTime Bound, bool IsAfter, int After, DateTime Latest, DateTimeOffset BeganAt);
