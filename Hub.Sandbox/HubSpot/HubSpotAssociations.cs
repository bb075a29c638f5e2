using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.HubSpot;

/// <summary><c>POST /crm/v4/associations/{from}/{to}/batch/associate/default</c>: links without a label; linking again changes
/// nothing.</summary>
sealed class HubSpotAssociations(HubSpotStore store)
{
    public VendorAnswer Associate(VendorCall call)
    {
        var (from, to) = (call.Route("from"), call.Route("to"));
        lock (store.Gate)
        {
            foreach (var type in (string[])[from, to])
                if (!store.TryProperties(type, out _)) return HubSpotVendor.Invalid($"Unable to infer object type from: {type}");
            if (call.Json()?.Array("inputs") is not { Count: > 0 and <= 2000 } inputs)
                return HubSpotVendor.Invalid("inputs must have 1 to 2000 elements");
            var pairs = inputs.Select(i => ((i as JsonObject)?.Object("from")?.Text("id"), (i as JsonObject)?.Object("to")?.Text("id")))
                .ToList();
            if (pairs.Any(p => p.Item1 is null || p.Item2 is null))
                return HubSpotVendor.Invalid("Invalid input JSON: every input needs from.id and to.id");
            return Link(from, to, pairs!);
        }
    }

    VendorAnswer Link(string from, string to, List<(string From, string To)> pairs)
    {
        var (results, errors) = (new JsonArray(), new JsonArray());
        foreach (var pair in pairs)
        {
            if (store.Find(from, null, pair.From) is not { } left || store.Find(to, null, pair.To) is not { } right)
            {
                errors.Add(new JsonObject
                {
                    ["status"] = "error",
                    ["category"] = "OBJECT_NOT_FOUND",
                    ["message"] = "One of the objects does not exist",
                    ["context"] = new JsonObject { ["fromObjectId"] = new JsonArray(pair.From), ["toObjectId"] = new JsonArray(pair.To) },
                });
                continue;
            }
            if (left.Associations.Add($"{to}/{right.Id}")) store.Touch(left);
            if (right.Associations.Add($"{from}/{left.Id}")) store.Touch(right);
            results.Add(new JsonObject
            {
                ["from"] = new JsonObject { ["id"] = pair.From },
                ["to"] = new JsonObject { ["id"] = pair.To },
                ["associationSpec"] = new JsonObject { ["associationCategory"] = "HUBSPOT_DEFINED", ["associationTypeId"] = 1 },
            });
        }
        var body = new JsonObject { ["status"] = "COMPLETE", ["results"] = results };
        if (errors.Count == 0) return HubSpotVendor.Ok(body);
        body["numErrors"] = errors.Count;
        body["errors"] = errors;
        return HubSpotVendor.Ok(body, 207);
    }
}
