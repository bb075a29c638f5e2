using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.HubSpot;

/// <summary><c>/crm/v3/properties/{type}</c>: list, read and create.</summary>
sealed class HubSpotProperties(HubSpotStore store)
{
    static readonly string[] Types = ["string", "number", "date", "datetime", "enumeration", "bool", "phone_number"];

    public VendorAnswer List(VendorCall call)
    {
        lock (store.Gate)
            return store.TryProperties(call.Route("type"), out var properties)
                ? HubSpotVendor.Ok(new JsonObject { ["results"] = new JsonArray([.. properties.Values.Select(p => (JsonNode)p.Wire())]) })
                : UnknownType(call);
    }

    public VendorAnswer Get(VendorCall call)
    {
        lock (store.Gate)
        {
            if (!store.TryProperties(call.Route("type"), out var properties)) return UnknownType(call);
            return properties.TryGetValue(call.Route("name"), out var property)
                ? HubSpotVendor.Ok(property.Wire())
                : HubSpotVendor.Error(404, "OBJECT_NOT_FOUND", "Property does not exist");
        }
    }

    public VendorAnswer Create(VendorCall call)
    {
        lock (store.Gate)
        {
            if (!store.TryProperties(call.Route("type"), out var properties)) return UnknownType(call);
            if (call.Json() is not { } body) return HubSpotVendor.Invalid("Invalid input JSON");
            foreach (var member in (string[])["name", "label", "type", "fieldType", "groupName"])
                if (string.IsNullOrEmpty(body.Text(member))) return HubSpotVendor.Invalid($"Invalid input JSON: {member} is required");
            var name = body.Text("name")!;
            if (!name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
                return HubSpotVendor.Invalid("name must be lower case");
            if (!Types.Contains(body.Text("type"))) return HubSpotVendor.Invalid("type is not valid");
            if (properties.ContainsKey(name))
                return HubSpotVendor.Error(409, "OBJECT_ALREADY_EXISTS", $"A property named '{name}' already exists.");
            var unique = body["hasUniqueValue"] is JsonValue flag && flag.TryGetValue<bool>(out var set) && set;
            var property = new HubSpotProperty(name, body.Text("label")!, body.Text("type")!, body.Text("fieldType")!,
                body.Text("groupName")!, unique);
            properties[name] = property;
            return HubSpotVendor.Ok(property.Wire(), 201);
        }
    }

    static VendorAnswer UnknownType(VendorCall call) => HubSpotVendor.Invalid($"Unable to infer object type from: {call.Route("type")}");
}
