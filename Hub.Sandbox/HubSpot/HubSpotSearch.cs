using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.HubSpot;

/// <summary>
/// <c>POST /crm/v3/objects/{type}/search</c>: at most 200 a page and 10,000 in all, at most four a second, out of an index that may be late.
/// </summary>
sealed class HubSpotSearch(SandboxOptions options, HubSpotStore store, TimeProvider time)
{
    const int UsualPage = 10;
    const int LargestPage = 200;
    const int LargestResult = 10_000;
    const int MostGroups = 6;
    readonly RateWindow _rate = new(time, options.HubSpotSearchesPerSecond, TimeSpan.FromSeconds(1));

    public VendorAnswer Search(VendorCall call)
    {
        if (options.RateLimits && !_rate.TryTake()) return HubSpotVendor.TooMany("SECONDLY");
        var type = call.Route("type");
        lock (store.Gate)
        {
            if (!store.TryProperties(type, out var known)) return HubSpotVendor.Invalid($"Unable to infer object type from: {type}");
            if (call.Json() is not { } body) return HubSpotVendor.Invalid("Invalid input JSON");
            if (Problem(body, known) is { } problem) return HubSpotVendor.Invalid(problem);
            var limit = body["limit"] is null ? UsualPage : (int)body.Number("limit")!.Value;
            var after = int.Parse(body.Text("after") ?? "0", CultureInfo.InvariantCulture);
            return after + limit > LargestResult
                ? HubSpotVendor.Invalid("The search cannot go beyond 10,000 results")
                : Page(type, body, after, limit);
        }
    }

    static string? Problem(JsonObject body, IReadOnlyDictionary<string, HubSpotProperty> known)
    {
        if (body["limit"] is not null && body.Number("limit") is not (>= 1 and <= LargestPage)) return $"limit must be 1 to {LargestPage}";
        if (body["after"] is not null && !int.TryParse(body.Text("after"), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return "Cannot deserialize value of type: after is not valid";
        var groups = body.Array("filterGroups") ?? [];
        if (groups.Count > MostGroups) return $"There are more than {MostGroups} filter groups";
        if (groups.Any(g => (g as JsonObject)?.Array("filters") is null)) return "a filter group needs filters";
        if ((body.Array("properties") ?? []).Any(p => p?.GetValueKind() != System.Text.Json.JsonValueKind.String)) return "properties are names";
        return SortProblem(body, known) ?? groups.SelectMany(g => Filters(g!)).Select(f => HubSpotFilter.Problem(f, known)).FirstOrDefault(p => p is not null);
    }

    static string? SortProblem(JsonObject body, IReadOnlyDictionary<string, HubSpotProperty> known)
    {
        var sorts = body.Array("sorts") ?? [];
        if (sorts.Count == 0) return null;
        if (sorts.Count > 1) return "only one sort is allowed";
        return sorts[0] is not JsonObject sort || !known.ContainsKey(sort.Text("propertyName") ?? "")
            || sort.Text("direction") is not ("ASCENDING" or "DESCENDING") ? "a sort needs a known propertyName and a direction" : null;
    }

    VendorAnswer Page(string type, JsonObject body, int after, int limit)
    {
        var groups = body.Array("filterGroups") ?? [];
        var found = Sorted(body, store.Indexed(type).Where(r => groups.Count == 0 || groups.Any(g => Filters(g!).All(f => HubSpotFilter.Matches(f, r))))).ToList();
        var only = body.Array("properties")?.Select(p => (string)p!).ToArray();
        var page = found.Skip(after).Take(limit).Select(r => (JsonNode)r.Wire(only)).ToArray();
        var answer = new JsonObject { ["total"] = found.Count, ["results"] = new JsonArray(page) };
        if (after + page.Length < found.Count)
        {
            var next = (after + page.Length).ToString(CultureInfo.InvariantCulture);
            answer["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = next } };
        }
        return HubSpotVendor.Ok(answer);
    }

    /// <summary>Unsorted the newest come first, so that a caller who forgot to sort sees that.</summary>
    static IEnumerable<HubSpotRecord> Sorted(JsonObject body, IEnumerable<HubSpotRecord> records)
    {
        if (body.Array("sorts") is not { Count: 1 } sorts) return records.OrderByDescending(r => r.Id);
        var name = (string)sorts[0]!["propertyName"]!;
        var keyed = records.Select(r => (Record: r, Text: r.Value(name) ?? "")).Select(r => (r.Record, r.Text, Number: HubSpotFilter.Number(r.Text) ?? 0));
        return ((string)sorts[0]!["direction"]! == "ASCENDING"
            ? keyed.OrderBy(r => r.Number).ThenBy(r => r.Text, StringComparer.Ordinal)
            : keyed.OrderByDescending(r => r.Number).ThenByDescending(r => r.Text, StringComparer.Ordinal)).ThenBy(r => r.Record.Id).Select(r => r.Record);
    }

    static IEnumerable<JsonObject> Filters(JsonNode group) => (group as JsonObject)?.Array("filters")?.Select(f => f as JsonObject ?? []) ?? [];
}
