using System.Text;
using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Webhooks;

/// <summary>One POST that a platform owes the hub. The id seeds every accident that happens to it.</summary>
sealed record OutgoingWebhook(string Id, string Channel, byte[] Body, IReadOnlyList<Fact> Facts)
{
    /// <summary>Receipts come after the person's phone had its time.</summary>
    public TimeSpan After { get; init; }

    public static OutgoingWebhook Of(string id, string channel, JsonObject body, params Fact[] facts) =>
        new(id, channel, Encoding.UTF8.GetBytes(body.ToJsonString(WireJson.Options)), facts);
}
