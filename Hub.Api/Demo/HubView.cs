using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>All that the hub holds, read through its API.</summary>
internal sealed record HubView(
    IReadOnlyDictionary<string, string> Connectors, List<JsonElement> Conversations, List<JsonElement> Messages, List<JsonElement> Orders,
    List<JsonElement> Contacts, List<JsonElement> Ledger, List<JsonElement> Owed, List<JsonElement> Dead, List<JsonElement> FailedWebhooks,
    List<JsonElement> AutomationLog, List<JsonElement> Bookings)
{
    private const int AtOnce = 6;

    public static async Task<HubView> Read(JsonCaller hub, CancellationToken cancellation)
    {
        var connections = await hub.All("/api/v1/connections", cancellation);
        var conversations = await hub.All("/api/v1/conversations", cancellation);
        var messages = new List<JsonElement>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(conversations, parallel, async (conversation, token) =>
        {
            var items = await hub.All($"/api/v1/conversations/{conversation.GetProperty("id")}/messages", token);
            lock (messages)
                messages.AddRange(items);
        });
        return new HubView(
            connections.ToDictionary(row => row.Text("id")!, row => row.Text("connectorId")!), conversations, messages,
            await hub.All("/api/v1/orders", cancellation), await hub.All("/api/v1/contacts", cancellation),
            await hub.All("/api/v1/signals", cancellation), await StillOwed(hub, cancellation),
            await hub.All("/api/v1/deliveries?state=dead", cancellation), await hub.All("/api/v1/webhook-events?state=failed", cancellation),
            await hub.All("/api/v1/automation/log", cancellation), await hub.All("/api/v1/bookings", cancellation));
    }

    /// <summary>Deliveries that are still to be made. The refresh of a token lies hours ahead and is none.</summary>
    public static async Task<List<JsonElement>> StillOwed(JsonCaller hub, CancellationToken cancellation) =>
    [
        .. (await hub.All("/api/v1/deliveries?state=owed", cancellation)).Where(row => row.Text("kind") != "refreshToken"),
        .. await hub.All("/api/v1/deliveries?state=started", cancellation),
    ];

    public string ChannelOf(JsonElement conversation) => Connectors[conversation.Text("connectionId")!];
}

internal static class JsonReading
{
    public static string? Text(this JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static IEnumerable<JsonElement> Items(this JsonElement of, string name) => of.GetProperty(name).EnumerateArray();

    public static long Number(this JsonElement of, string name) => of.GetProperty(name).GetInt64();
}
