using System.Text.Json.Nodes;
using Hub.Sandbox.Webhooks;

namespace Hub.Sandbox.Meta;

/// <summary>One POST that carries what two people did, as Meta batches under load.</summary>
static class MetaBatch
{
    public static OutgoingWebhook Of(OutgoingWebhook first, OutgoingWebhook second)
    {
        var body = (JsonObject)JsonNode.Parse(first.Body)!;
        ((JsonArray)body["entry"]!).Add(JsonNode.Parse(second.Body)!["entry"]![0]!.DeepClone());
        return OutgoingWebhook.Of(first.Id, first.Channel, body, [.. first.Facts, .. second.Facts]);
    }
}
