using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hub.Connectors.Crm.Tryton;

/// <summary>A <see cref="ReadMark"/> over one of Tryton's tables. Its times are those at which transactions began; a look has pages by id.</summary>
internal static class TrytonMark
{
    /// <summary>No transaction of a person takes longer.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <param name="rows">Of one page, by id.</param>
    public static ReadMark Seen(this ReadMark mark, IReadOnlyList<JsonElement> rows, bool isLast, DateTimeOffset now) =>
        mark.Seen(rows.Select(ChangedAt), isLast ? null : mark.Look! with { After = rows[^1].GetProperty("id").GetInt32() }, now);

    /// <summary>A record that was never changed has no time of a change, only that of its making.</summary>
    public static JsonArray Domain(this ReadLook look)
    {
        var @operator = look.IsAfter ? ">" : ">=";
        return
        [
            new JsonArray("id", ">", look.After),
            new JsonArray(
                "OR", new JsonArray(new JsonArray("write_date", @operator, Written(look.Bound))),
                new JsonArray(new JsonArray("write_date", "=", null), new JsonArray("create_date", @operator, Written(look.Bound)))),
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
