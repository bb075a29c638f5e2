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

    /// <summary>What the hub does before and beside keywords; not where <c>--check</c> counts every text.</summary>
    public async Task Welcome(CancellationToken cancellation)
    {
        await hub.Put("/api/v1/automation/policy", new { quietAfterPersonMinutes = 0, hours = Hours() }, cancellation);
        await hub.Make("/api/v1/automation/rules", new
        {
            kind = "filter",
            name = "Tin rác: mời vay tiền",
            state = "on",
            conditions = new { any = new[] { "vay tiền nhanh", "giải ngân trong ngày" } },
            actions = new[] { new { type = "bin" } },
        }, cancellation);
        await Answer("Chào khách mới", "firstContact", "on", "Dạ shop chào anh/chị, cảm ơn đã nhắn tin cho shop ạ!", cancellation);
        await Answer("Ngoài giờ", "closed", "on", "Dạ shop nghỉ đến 8 giờ sáng, em sẽ trả lời anh/chị ngay khi mở cửa ạ.", cancellation);
        await Answer("Đi vắng", "away", "off", "Dạ shop đang bận, em sẽ trả lời trong ít phút nữa ạ.", cancellation);
    }

    private Task<JsonElement> Answer(string name, string trigger, string state, string text, CancellationToken cancellation) =>
        hub.Make("/api/v1/automation/rules", new
        {
            kind = "autoReply",
            name,
            trigger,
            state,
            coolDownMinutes = 12 * 60,
            actions = new[] { new { type = "reply", text } },
        }, cancellation);

    private static object Hours() => new
    {
        timeZone = "Asia/Ho_Chi_Minh",
        weekdays = Enum.GetNames<DayOfWeek>().ToDictionary(day => day.ToLowerInvariant(), _ => new[] { new { from = "08:00", to = "22:00" } }),
    };

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
