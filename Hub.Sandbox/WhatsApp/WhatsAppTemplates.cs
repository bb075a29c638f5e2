using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hub.Sandbox.Meta;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.WhatsApp;

/// <summary><c>GET /{whatsapp-business-account-id}/message_templates</c>: those that are approved, one that was rejected and one with a picture.</summary>
sealed partial class WhatsAppTemplates(SandboxOptions options)
{
    static readonly Dictionary<string, string> Bodies = new()
    {
        ["hello_world"] = "Hello World",
        ["order_update"] = "Chào {{1}}, đơn {{2}} của bạn đã chuyển sang trạng thái mới.",
        ["booking_reminder"] = "Nhắc bạn lịch hẹn lúc {{1}}.",
        ["re_engagement"] = "Chào {{1}}, shop vừa có mẫu mới.",
    };

    public VendorAnswer List(VendorCall call)
    {
        JsonArray items = [.. options.Templates.Split(',').Select(name => Item(name, "APPROVED"))];
        items.Add(Item("rejected_offer", "REJECTED"));
        items.Add(Item("picture_offer", "APPROVED", new JsonObject { ["type"] = "HEADER", ["format"] = "IMAGE" }));
        return GraphPage.Of(call, [.. items.Select(item => item!)]);
    }

    /// <summary>How many values the body takes; null for a template that is not known by its words.</summary>
    public static int? Parameters(string name) =>
        Bodies.TryGetValue(name, out var body) ? Place().Matches(body).Select(place => place.Value).Distinct().Count() : null;

    static JsonObject Item(string name, string status, JsonObject? header = null)
    {
        var components = new JsonArray();
        if (header is not null) components.Add(header);
        components.Add(new JsonObject { ["type"] = "BODY", ["text"] = Bodies.GetValueOrDefault(name, "Chào {{1}}.") });
        return new JsonObject
        {
            ["name"] = name,
            ["language"] = name == "hello_world" ? "en_US" : "vi",
            ["status"] = status,
            ["category"] = "UTILITY",
            ["components"] = components,
            ["id"] = $"{1000 + name.Length}",
        };
    }

    [GeneratedRegex(@"\{\{\d+\}\}")]
    private static partial Regex Place();
}
