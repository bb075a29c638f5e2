using System.Globalization;
using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>One line a second: what came in, and what left.</summary>
internal sealed class ProgressLine(JsonCaller hub, JsonCaller sandbox, TimeProvider clock, TextWriter screen)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly HashSet<string> _orders = [];
    private readonly HashSet<string> _conversations = [];

    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stop))
            await screen.WriteLineAsync(await Read(stop));
    }

    private async Task<string> Read(CancellationToken stop)
    {
        var summary = await sandbox.Get("/_sandbox/summary", stop);
        var channels = summary.GetProperty("webhooks").EnumerateObject().Select(channel => channel.Value).ToList();
        await Newest("/api/v1/conversations", _conversations, stop);
        await Newest("/api/v1/orders", _orders, stop);
        var held = (await hub.Get("/api/v1/signals?state=held&limit=200", stop)).GetProperty("items").GetArrayLength();
        var crm = summary.GetProperty("crm");
        return string.Create(CultureInfo.InvariantCulture, $"webhooks {channels.Sum(channel => Number(channel, "accepted")),6}"
            + $" | messages {channels.Sum(channel => Number(channel, "messages")),6} | conversations {_conversations.Count,5}"
            + $" | orders {_orders.Count,4} | replies {Outbound(summary),4}"
            + $" | signals waiting {held,3} sent {Number(summary.GetProperty("signals"), "distinctEventIds"),5}"
            + $" | CRM contacts {Records(crm, "contacts"),5} orders {Records(crm, "orders"),4} bookings {Records(crm, "meetings"),3} changed there {Number(crm, "changedByHand"),3}");
    }

    // What is new stands on the first page; the rest was counted before.
    private async Task Newest(string path, HashSet<string> seen, CancellationToken stop)
    {
        foreach (var item in (await hub.Get(path + "?limit=200", stop)).GetProperty("items").EnumerateArray())
            seen.Add(item.GetProperty("id").GetString()!);
    }

    private static long Outbound(JsonElement summary) =>
        summary.GetProperty("outbound").EnumerateObject().Sum(channel => Number(channel.Value, "received"));

    private static long Records(JsonElement crm, string type) => Number(crm.GetProperty(type), "records");

    private static long Number(JsonElement of, string name) => of.GetProperty(name).GetInt64();
}
