using System.Text.Json.Nodes;
using Hub.Sandbox.Meta;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.MetaConversions;

/// <summary><c>POST {dataset}/events</c>.</summary>
sealed class ConversionEvents(ConversionRules rules, ConversionStore store)
{
    public VendorAnswer Take(VendorCall call)
    {
        var body = call.Json();
        var wrong = body is null ? "The body is not a JSON object." : rules.OfRequest(body);
        if (wrong is not null)
        {
            store.Refuse();
            return GraphVendor.Error(100, $"Invalid parameter: {wrong}", subcode: 2804003);
        }

        var data = body!.Array("data")!;
        store.Count(data);
        return GraphVendor.Ok(new JsonObject
        {
            ["events_received"] = data.Count,
            ["messages"] = new JsonArray(),
            ["fbtrace_id"] = Guid.NewGuid().ToString("N")[..23],
        });
    }
}
