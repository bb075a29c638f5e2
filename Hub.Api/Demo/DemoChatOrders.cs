using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>
/// People who say in their own words what they want. A rule drafts their orders out of the chat, somebody of the shop confirms each; while
/// everything goes wrong.
/// </summary>
internal sealed class DemoChatOrders(JsonCaller hub, JsonCaller sandbox, TimeProvider clock)
{
    private const string Code = "DAM-M7";
    private const int Price = 150_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>What the drafts must come to, by the hub's id of each order that was confirmed.</summary>
    public ConcurrentDictionary<string, decimal> Confirmed { get; } = new(StringComparer.Ordinal);

    public async Task Prepare(CancellationToken cancellation)
    {
        await hub.Make("/api/v1/products", new { code = Code, name = "Đầm maxi hoa", price = Price, currency = "VND" }, cancellation);
        await hub.Make("/api/v1/automation/rules", new
        {
            kind = "rule",
            name = "Đơn nháp từ chat",
            state = "on",
            conditions = new { any = new[] { "chốt đơn" } },
            actions = new[] { new { type = "draftOrder" } },
        }, cancellation);
    }

    /// <param name="most">In all.</param>
    public async Task Run(int most, CancellationToken cancellation)
    {
        for (var number = 1; Confirmed.Count < most; number++)
        {
            if (number <= most)
                await sandbox.Make("/_sandbox/send", new { platform = "whatsapp", from = $"khach-chot-{number}", text = Said(number) }, cancellation);
            foreach (var draft in await hub.All("/api/v1/orders?state=draft", cancellation))
                await Confirm(draft, cancellation);
            await Task.Delay(Pause, clock, cancellation);
        }
    }

    private async Task Confirm(JsonElement draft, CancellationToken cancellation)
    {
        var line = draft.Items("lines").First();
        if (line.Text("productCode") != Code)
            return; // somebody else's
        if (draft.Text("phone") is not { Length: > 0 } || draft.Text("address") is not { Length: > 0 })
            throw new DemoFailed($"The draft {draft.Text("number")} has no phone or no address.");
        await hub.Change($"/api/v1/orders/{draft.Text("id")}", new { state = "placed" }, cancellation);
        Confirmed[draft.Text("id")!] = line.GetProperty("quantity").GetDecimal() * Price;
    }

    private static string Said(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"Chốt đơn cho mình {1 + (number % 3)} cái {Code} nhé, sđt 09123450{number:00}, địa chỉ {number} Lê Lợi, phường Bến Nghé, quận 1, TP HCM");
}
