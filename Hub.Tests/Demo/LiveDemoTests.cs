using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Api.Demo;
using Hub.Tests.Support;

namespace Hub.Tests.Demo;

/// <summary>What somebody finds who starts the demo to look around.</summary>
public sealed partial class LiveDemoTests
{
    [Test]
    [CancelAfter(120_000)]
    public async Task Each_thing_that_the_tour_walks_through_is_there(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("hub-live-").FullName;
        Directory.Delete(folder);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var screen = new StringWriter();
        var options = DemoOptions.Parse(["--port", "0", "--sandbox-port", "0", "--rate", "40", "--data", folder])!;
        var running = new LiveRun(options, TimeProvider.System, TextWriter.Synchronized(screen)).Run(stop.Token);
        try
        {
            var said = await HubHost.Until(() => Task.FromResult(Welcome().Match(screen.ToString())), found => found.Success || running.IsCompleted, cancellation);
            Assert.That(said.Success, Is.True, $"{screen} {running.Exception}");
            using var hub = new JsonCaller(new Uri(said.Groups["hub"].Value), said.Groups["key"].Value, TimeProvider.System);

            await Accounts(hub, cancellation);
            await People(hub, cancellation);
            await Automation(hub, cancellation);
            await Grows(hub, "/api/v1/orders", cancellation);
            await Grows(hub, "/api/v1/signals", cancellation);
            await Grows(hub, "/api/v1/conversations?status=spam", cancellation);
            await Grows(hub, "/api/v1/comments", cancellation);
        }
        finally
        {
            await stop.CancelAsync();
            Assert.That(() => running, Throws.InstanceOf<OperationCanceledException>());
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Accounts(JsonCaller hub, CancellationToken cancellation)
    {
        var connections = await hub.All("/api/v1/connections", cancellation);
        Assert.That(connections.Select(row => row.Text("state")), Is.All.EqualTo("active"));
        Assert.That(connections.Select(row => row.Text("connectorId")), Is.EquivalentTo(
            new[] { "tiktok", "whatsapp", "messenger", "line", "zalo", "tiktok-events", "hubspot", "meta-conversions" }));
        var audit = await hub.All("/api/v1/audit", cancellation);
        Assert.That(audit.Count(row => row.Text("action") == "grant.begun"), Is.EqualTo(6), "all but Meta's dataset and LINE on the platforms' own pages");
    }

    private static async Task People(JsonCaller hub, CancellationToken cancellation)
    {
        var members = await hub.All("/api/v1/members", cancellation);
        Assert.That(members.Select(row => row.GetProperty("role").GetProperty("name").GetString()), Is.EquivalentTo(new[] { "Owner", "Supervisor", "Agent" }));
    }

    private static async Task Automation(JsonCaller hub, CancellationToken cancellation)
    {
        var rules = await hub.All("/api/v1/automation/rules", cancellation);
        Assert.That(rules.Select(row => row.Text("kind")).Distinct(), Is.EquivalentTo(new[] { "filter", "keywordReply", "rule", "autoReply" }));
    }

    private static Task<List<JsonElement>> Grows(JsonCaller hub, string path, CancellationToken cancellation) =>
        HubHost.Until(() => hub.All(path, cancellation), rows => rows.Count > 0, cancellation);

    [GeneratedRegex(@"Hub\s+(?<hub>http\S+)[\s\S]*API key\s+(?<key>\S+)")]
    private static partial Regex Welcome();
}
