using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.HubSpot;

/// <summary>One record, a batch of records, and the search.</summary>
sealed class HubSpotReads(HubSpotStore store)
{
    const int LargestPage = 200;
    const int LargestResult = 10_000;

    public VendorAnswer Get(VendorCall call)
    {
        var (type, idProperty) = (call.Route("type"), call.Query("idProperty"));
        lock (store.Gate)
        {
            if (Refusal(type, idProperty) is { } refusal) return refusal;
            return store.Find(type, idProperty, call.Route("id")) is { } record
                ? HubSpotVendor.Ok(record.Wire(call.Query("properties")?.Split(',')))
                : HubSpotVendor.Error(404, "OBJECT_NOT_FOUND", "Object not found");
        }
    }

    public VendorAnswer BatchRead(VendorCall call)
    {
        var type = call.Route("type");
        lock (store.Gate)
        {
            if (call.Json() is not { } body || body.Array("inputs") is not { Count: > 0 and <= 100 } inputs)
                return HubSpotVendor.Invalid("inputs must have 1 to 100 elements");
            var idProperty = body.Text("idProperty");
            if (Refusal(type, idProperty) is { } refusal) return refusal;
            var ids = inputs.Select(i => (i as JsonObject)?.Text("id") ?? "").ToList();
            var only = body.Array("properties")?.Select(p => (string)p!).ToArray();
            var found = ids.Select(id => store.Find(type, idProperty, id)).OfType<HubSpotRecord>().Select(r => (JsonNode)r.Wire(only))
                .ToArray();
            var answer = new JsonObject { ["status"] = "COMPLETE", ["results"] = new JsonArray(found) };
            var lost = ids.Where(id => store.Find(type, idProperty, id) is null).Select(id => (JsonNode)id).ToArray();
            if (lost.Length == 0) return HubSpotVendor.Ok(answer);
            answer["numErrors"] = 1;
            answer["errors"] = new JsonArray(new JsonObject
            {
                ["status"] = "error",
                ["category"] = "OBJECT_NOT_FOUND",
                ["message"] = "Could not get some objects",
                ["context"] = new JsonObject { ["ids"] = new JsonArray(lost) },
            });
            return HubSpotVendor.Ok(answer, 207);
        }
    }

    public VendorAnswer Search(VendorCall call)
    {
        var type = call.Route("type");
        lock (store.Gate)
        {
            if (Refusal(type, null) is { } refusal) return refusal;
            if (call.Json() is not { } body) return HubSpotVendor.Invalid("Invalid input JSON");
            var limit = body["limit"] is null ? 10 : body.Number("limit") ?? 0;
            if (limit is < 1 or > LargestPage) return HubSpotVendor.Invalid($"limit must be 1 to {LargestPage}");
            if (!int.TryParse(body.Text("after") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var after))
                return HubSpotVendor.Invalid("after is not valid");
            if (after + limit > LargestResult) return HubSpotVendor.Invalid("The search cannot go beyond 10,000 results");
            var groups = body.Array("filterGroups") ?? [];
            if (groups.Count > 6) return HubSpotVendor.Invalid("There are more than 6 filter groups");
            store.TryProperties(type, out var known);
            if (!Filters(groups).All(f => HubSpotFilter.Knows(f) && known!.ContainsKey(f.Text("propertyName") ?? "")))
                return HubSpotVendor.Invalid("There was a problem with the request: a filter is not valid");
            return Page(type, body, groups, after, (int)limit);
        }
    }

    VendorAnswer Page(string type, JsonObject body, JsonArray groups, int after, int limit)
    {
        var found = store.Of(type).Values
            .Where(r => groups.Count == 0 || groups.Any(g => Filters([g!.DeepClone()]).All(f => HubSpotFilter.Matches(f, r)))).ToList();
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

    static IEnumerable<JsonObject> Filters(JsonArray groups) =>
        groups.SelectMany(g => (g as JsonObject)?.Array("filters") ?? []).Select(f => f as JsonObject ?? []);

    VendorAnswer? Refusal(string type, string? idProperty)
    {
        if (!store.TryProperties(type, out var properties)) return HubSpotVendor.Invalid($"Unable to infer object type from: {type}");
        if (idProperty is null or "hs_object_id") return null;
        return properties.TryGetValue(idProperty, out var property) && property.Unique
            ? null
            : HubSpotVendor.Invalid($"Property {idProperty} is not a unique property and cannot be used as idProperty");
    }
}
