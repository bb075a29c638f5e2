using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>A few keyword replies and a label rule, so that the demo's inbox shows automation at work.</summary>
internal sealed class DemoRules(JsonCaller hub)
{
    private static readonly string[] Delivery = ["giao tới", "bao lâu thì nhận"];
    private static readonly string[] Ordering = ["đặt hàng", "mua ngay"];
    private static readonly string[] Shipping = ["ship to", "delivery take"];

    /// <summary>Texts that the hub sends by itself.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "Dạ shop giao toàn quốc 2-4 ngày, được kiểm tra hàng trước khi nhận ạ. (Hub trả lời tự động)",
        "Dạ anh/chị cho em xin tên, số điện thoại và địa chỉ để em lên đơn nhé. (Hub trả lời tự động)",
        "Yes, we ship everywhere in Vietnam within 2-4 days. (Answered by the hub)",
    ];

    /// <summary>Words that have an answer, as people write them.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Delivery, .. Ordering, .. Shipping];

    public async Task Prepare(CancellationToken cancellation)
    {
        // The demo's people get an answer from a colleague within seconds: with the usual quiet time no rule would ever speak.
        await hub.Put("/api/v1/automation/policy", new { quietAfterPersonMinutes = 0 }, cancellation);
        await Reply("Hỏi giao hàng", Delivery, Texts[0], cancellation);
        await Reply("Đặt hàng", Ordering, Texts[1], cancellation);
        await Reply("Asks for delivery", Shipping, Texts[2], cancellation);
        var label = (await hub.Make("/api/v1/labels", new { name = "Hỏi hàng", color = "#0f766e" }, cancellation)).GetProperty("id").GetGuid();
        await hub.Make("/api/v1/automation/rules", new
        {
            kind = "rule",
            name = "Gắn nhãn khách hỏi hàng",
            state = "on",
            conditions = new { any = new[] { "còn hàng", "size", "available" } },
            actions = new object[] { new { type = "addLabel", labelId = label } },
        }, cancellation);
    }

    private Task<JsonElement> Reply(string name, string[] any, string text, CancellationToken cancellation) =>
        hub.Make("/api/v1/automation/rules", new
        {
            kind = "keywordReply",
            name,
            state = "on",
            coolDownMinutes = 60,
            conditions = new { any },
            actions = new[] { new { type = "reply", text } },
        }, cancellation);
}
