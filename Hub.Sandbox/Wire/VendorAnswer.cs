using System.Text;
using System.Text.Json.Nodes;
using Hub.Sandbox.Webhooks;

namespace Hub.Sandbox.Wire;

/// <summary>What a platform answers, and the webhooks that the request causes.</summary>
sealed record VendorAnswer(int Status, byte[] Body, string ContentType)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
    public IReadOnlyList<OutgoingWebhook> Webhooks { get; init; } = [];

    public static VendorAnswer Json(int status, JsonNode body) =>
        new(status, Encoding.UTF8.GetBytes(body.ToJsonString(WireJson.Options)), "application/json; charset=utf-8");

    public VendorAnswer With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };
}
