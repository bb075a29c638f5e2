using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.HubSpot;

/// <summary>
/// <c>POST /crm/v3/objects/{type}/batch/upsert</c>. Results come in the order of record ids, not of the inputs: nothing promises another.
/// </summary>
sealed class HubSpotUpsert(HubSpotStore store)
{
    const int LargestBatch = 100;

    sealed record Input(string? IdProperty, string Id, string? Trace, Dictionary<string, string> Properties);

    public VendorAnswer Upsert(VendorCall call)
    {
        var type = call.Route("type");
        lock (store.Gate)
        {
            if (!store.TryProperties(type, out var properties)) return HubSpotVendor.Invalid($"Unable to infer object type from: {type}");
            if (call.Json()?.Array("inputs") is not { } inputs) return HubSpotVendor.Invalid("Invalid input JSON: inputs is required");
            if (inputs.Count is 0 or > LargestBatch) return HubSpotVendor.Invalid($"inputs must have 1 to {LargestBatch} elements");
            var rows = inputs.Select(Read).ToList();
            if (rows.Contains(null))
                return HubSpotVendor.Invalid(
                    "Invalid input JSON: every input needs id and properties, and every property value is a string");
            return Refusal(rows!, properties) ?? Apply(type, rows!, properties, call);
        }
    }

    static Input? Read(JsonNode? node)
    {
        if (node is not JsonObject input || input.Text("id") is not { Length: > 0 } id || input.Object("properties") is not { } wire)
            return null;
        if (input["idProperty"] is not null && input.Text("idProperty") is null) return null;
        if (wire.Any(p => p.Value?.GetValueKind() != JsonValueKind.String)) return null;
        return new Input(input.Text("idProperty"), id, input.Text("objectWriteTraceId"),
            wire.ToDictionary(p => p.Key, p => (string)p.Value!));
    }

    static VendorAnswer? Refusal(List<Input> rows, Dictionary<string, HubSpotProperty> properties)
    {
        foreach (var name in rows.Select(r => r.IdProperty).Where(p => p is not null).Distinct())
        {
            if (!properties.TryGetValue(name!, out var property)) return Missing([name!]);
            if (!property.Unique)
                return HubSpotVendor.Invalid($"Property {name} is not a unique property and cannot be used as idProperty");
        }
        var unknown = rows.SelectMany(r => r.Properties.Keys).Where(p => !properties.ContainsKey(p)).Distinct().ToArray();
        if (unknown.Length > 0) return Missing(unknown);
        return rows.GroupBy(r => (r.IdProperty, r.Id)).Any(g => g.Count() > 1)
            ? HubSpotVendor.Invalid("Duplicate IDs found in batch input")
            : null;
    }

    static VendorAnswer Missing(string[] names)
    {
        var errors = names.Select(name => (JsonNode)new JsonObject
        {
            ["message"] = $"Property \"{name}\" does not exist",
            ["code"] = "PROPERTY_DOESNT_EXIST",
            ["context"] = new JsonObject { ["propertyName"] = new JsonArray(name) },
        });
        return HubSpotVendor.Error(400, "VALIDATION_ERROR", "Property values were not valid", new JsonArray([.. errors]));
    }

    VendorAnswer Apply(string type, List<Input> rows, Dictionary<string, HubSpotProperty> properties, VendorCall call)
    {
        var results = new List<(long Id, JsonObject Wire)>();
        var errors = new JsonArray();
        store.Upserts++;
        foreach (var row in rows)
        {
            var failed = errors.Count == 0 && call.RowFault is { } fault
                ? RowError(row, fault.Category ?? "VALIDATION_ERROR", fault.Message ?? "The row was not taken")
                : RowRefusal(type, row, properties);
            if (failed is null) results.Add(Write(type, row));
            else errors.Add(failed);
        }
        store.FailedRows += errors.Count;
        var body = new JsonObject
        {
            ["status"] = "COMPLETE",
            ["results"] = new JsonArray([.. results.OrderBy(r => r.Id).Select(r => (JsonNode)r.Wire)]),
        };
        if (errors.Count == 0) return HubSpotVendor.Ok(body);
        body["numErrors"] = errors.Count;
        body["errors"] = errors;
        return HubSpotVendor.Ok(body, 207);
    }

    JsonObject? RowRefusal(string type, Input row, Dictionary<string, HubSpotProperty> properties)
    {
        var found = store.Find(type, row.IdProperty, row.Id);
        if (found is null && row.IdProperty is null) return RowError(row, "OBJECT_NOT_FOUND", "Could not find the object");
        if (type == "meetings" && HubSpotMeeting.Problem(row.Properties, found is null) is { } problem)
            return RowError(row, "VALIDATION_ERROR", problem);
        foreach (var (name, value) in row.Properties)
        {
            if (!properties[name].Fits(value)) return RowError(row, "VALIDATION_ERROR", $"Property value is not valid for {name}");
            if (!properties[name].Unique || value.Length == 0 || store.Find(type, name, value) is not { } other || other.Id == found?.Id)
                continue;
            var conflict = RowError(row, "CONFLICT", $"{Singular(type)} already exists. Existing ID: {other.Id}");
            conflict["context"]!["existingId"] = new JsonArray(other.Value("hs_object_id"));
            return conflict;
        }
        return null;
    }

    (long Id, JsonObject Wire) Write(string type, Input row)
    {
        var found = store.Find(type, row.IdProperty, row.Id);
        var record = found ?? store.Create(type);
        if (row.IdProperty is { } key) row.Properties.TryAdd(key, row.Id);
        store.Write(type, record, row.Properties);
        var wire = record.Wire();
        wire["new"] = found is null;
        if (row.Trace is not null) wire["objectWriteTraceId"] = row.Trace;
        return (record.Id, wire);
    }

    static string Singular(string type) => char.ToUpperInvariant(type[0]) + type[1..^1];

    static JsonObject RowError(Input row, string category, string message)
    {
        var context = new JsonObject { ["id"] = new JsonArray(row.Id) };
        if (row.Trace is not null) context["objectWriteTraceId"] = new JsonArray(row.Trace);
        return new JsonObject { ["status"] = "error", ["category"] = category, ["message"] = message, ["context"] = context };
    }
}
