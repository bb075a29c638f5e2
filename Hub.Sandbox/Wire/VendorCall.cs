using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Sandbox.Faults;

namespace Hub.Sandbox.Wire;

/// <summary>One request to a simulated platform, with its raw body.</summary>
sealed class VendorCall(HttpContext http, string operation, byte[] body, FaultRule? fault)
{
    public HttpContext Http { get; } = http;
    public string Operation { get; } = operation;
    public byte[] Body { get; } = body;
    /// <summary>Set when one row of this batch shall fail.</summary>
    public FaultRule? RowFault { get; } = fault?.Kind == FaultKind.RowError ? fault : null;
    public string BaseAddress => $"{Http.Request.Scheme}://{Http.Request.Host}";

    public string? Header(string name) => Http.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    public string? Query(string name) => Http.Request.Query.TryGetValue(name, out var values) ? values.ToString() : null;

    public string Route(string name) => (string)Http.Request.RouteValues[name]!;

    public string? Bearer()
    {
        var header = Header("Authorization");
        return header is not null && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;
    }

    /// <summary>The body as a JSON object; null when it is anything else.</summary>
    public JsonObject? Json()
    {
        try
        {
            var node = JsonNode.Parse(Body);
            // A property given twice surfaces only when it is looked up, so the object is walked here.
            return node is JsonObject found && found.ToJsonString().Length > 0 && found.Count >= 0 ? found : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
