using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Hub.Tests.Connectors.Crm.HubSpot;

/// <summary>A portal in memory that refuses what HubSpot refuses, and answers in the reverse of the order asked.</summary>
internal sealed class StrictPortal
{
    private readonly ConcurrentDictionary<(string Type, string Key), string> _ids = new();
    private int _lastId = 9000;

    public ConcurrentBag<(string From, string To)> Links { get; } = [];

    public int Records => _ids.Count;

    /// <summary>Answers a link with 207 and an error when the contact is this one.</summary>
    public string? LostContact { get; set; }

    public Task Answer(HttpContext context)
    {
        Assert.That(context.Request.Headers.Authorization.ToString(), Is.EqualTo("Bearer " + HubSpotFixture.Token));
        var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var inputs = JsonNode.Parse(((MemoryStream)context.Request.Body).ToArray())!["inputs"]!.AsArray();
        return path switch
        {
            ["crm", "v3", "objects", var type, "batch", "upsert"] => Upsert(context, type, inputs),
            ["crm", "v4", "associations", _, "contacts", "batch", "associate", "default"] => Associate(context, inputs),
            _ => FakeVendor.Reply(context, 404, "{}"),
        };
    }

    private Task Upsert(HttpContext context, string type, JsonArray inputs)
    {
        var keys = inputs.Select(input => (string)input!["id"]!).ToList();
        if (keys.Distinct().Count() != keys.Count)
            return Invalid(context, "Duplicate IDs found in batch input");
        if (keys.Count is 0 or > 100)
            return Invalid(context, "1 to 100 inputs");
        if (inputs.Any(input => input!["properties"]!.AsObject().Any(property => property.Value?.GetValueKind() != JsonValueKind.String)))
            return Invalid(context, "Every property is a string");
        var results = new JsonArray();
        foreach (var input in inputs.Reverse())
        {
            var idProperty = (string)input!["idProperty"]!;
            var key = (string)input["id"]!;
            var isNew = false;
            var id = _ids.GetOrAdd((type, key), _ =>
            {
                isNew = true;
                return Interlocked.Increment(ref _lastId).ToString(System.Globalization.CultureInfo.InvariantCulture);
            });
            results.Add(new JsonObject { ["id"] = id, ["new"] = isNew, ["properties"] = new JsonObject { [idProperty] = key } });
        }
        return FakeVendor.Reply(context, 200, new JsonObject { ["status"] = "COMPLETE", ["results"] = results }.ToJsonString());
    }

    private Task Associate(HttpContext context, JsonArray inputs)
    {
        var (results, errors) = (new JsonArray(), new JsonArray());
        foreach (var input in inputs)
        {
            var (from, to) = ((string)input!["from"]!["id"]!, (string)input["to"]!["id"]!);
            if (to == LostContact)
            {
                errors.Add(new JsonObject { ["category"] = "OBJECT_NOT_FOUND", ["message"] = "gone" });
                continue;
            }
            Links.Add((from, to));
            results.Add(new JsonObject { ["from"] = new JsonObject { ["id"] = from }, ["to"] = new JsonObject { ["id"] = to } });
        }
        var body = new JsonObject { ["status"] = "COMPLETE", ["results"] = results };
        if (errors.Count > 0)
            body["errors"] = errors;
        return FakeVendor.Reply(context, errors.Count > 0 ? 207 : 200, body.ToJsonString());
    }

    private static Task Invalid(HttpContext context, string message) =>
        FakeVendor.Reply(context, 400, new JsonObject { ["category"] = "VALIDATION_ERROR", ["message"] = message }.ToJsonString());
}
