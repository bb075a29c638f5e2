using System.Globalization;
using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.HubSpot;

/// <summary>One record, and a batch of records, as they stand.</summary>
sealed class HubSpotReads(HubSpotStore store)
{
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

    VendorAnswer? Refusal(string type, string? idProperty)
    {
        if (!store.TryProperties(type, out var properties)) return HubSpotVendor.Invalid($"Unable to infer object type from: {type}");
        if (idProperty is null or "hs_object_id") return null;
        return properties.TryGetValue(idProperty, out var property) && property.Unique
            ? null
            : HubSpotVendor.Invalid($"Property {idProperty} is not a unique property and cannot be used as idProperty");
    }
}
