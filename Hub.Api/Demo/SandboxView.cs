using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>All that the sandbox sent and received, as it tells.</summary>
internal sealed record SandboxView(
    JsonElement Summary, JsonElement Expected, List<JsonElement> Outbound, List<JsonElement> Signals, List<JsonElement> SignalRequests,
    List<JsonElement> Contacts, List<JsonElement> Orders, List<JsonElement> Meetings)
{
    private const int Everything = 1_000_000;

    public static async Task<SandboxView> Read(JsonCaller sandbox, CancellationToken cancellation)
    {
        async Task<List<JsonElement>> List(string path) =>
            [.. (await sandbox.Get($"/_sandbox/{path}limit={Everything}", cancellation)).EnumerateArray()];
        return new SandboxView(
            await sandbox.Get("/_sandbox/summary", cancellation), await sandbox.Get("/_sandbox/expected", cancellation),
            await List("messages?"), await List("signals?"), await List("requests?platform=tiktok-events&"),
            await List("hubspot/contacts?"), await List("hubspot/orders?"), await List("hubspot/meetings?"));
    }

    public IEnumerable<(string Name, JsonElement Tally)> Webhooks =>
        Summary.GetProperty("webhooks").EnumerateObject().Select(channel => (channel.Name, channel.Value));

    public IEnumerable<(string Name, JsonElement Facts)> Channels =>
        Expected.GetProperty("channels").EnumerateObject().Select(channel => (channel.Name, channel.Value));
}
