using System.Text.Json.Nodes;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.WhatsApp;

namespace Hub.Sandbox.Traffic;

/// <summary>An order placed from the catalogue inside WhatsApp.</summary>
static class WhatsAppOrder
{
    public const string Catalog = "194836987003835";

    public static OutgoingWebhook Of(
        WhatsAppEvents events, string id, Person person, string messageId, DateTimeOffset at, IReadOnlyList<OrderLine> lines,
        string catalog = Catalog)
    {
        var items = lines.Select(line => (JsonNode)new JsonObject
        {
            ["product_retailer_id"] = line.Sku,
            ["quantity"] = line.Quantity,
            ["item_price"] = line.Price,
            ["currency"] = line.Currency,
        });
        var order = new JsonObject { ["catalog_id"] = catalog, ["text"] = "", ["product_items"] = new JsonArray([.. items]) };
        var fact = WhatsAppEvents.Fact(FactKind.Message, person, messageId, "order", at) with { Order = lines, Catalog = catalog };
        return events.Message(id, person, events.From(person, messageId, at, "order", order), fact);
    }
}
