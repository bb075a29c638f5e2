using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels;

/// <summary>What a test of any message channel needs around it.</summary>
internal static class ChannelBench
{
    /// <summary>The hub's message number, where a test does not say another.</summary>
    public const string Correlation = "0198c0de00007000800000000000abcd";

    public static readonly ManualTimeProvider Clock = new(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));

    /// <summary>As the host makes it for a connector, with the manifest that is shipped.</summary>
    public static ConnectorHost Host(string channel, object app, TimeProvider? clock = null)
    {
        var manifest = ManifestFile.Read(Path.Combine(AppContext.BaseDirectory, "connectors", "Channels", channel, "connector.json"));
        return new ConnectorHost(manifest, Settings(app), FakeVendor.Client(), clock ?? Clock, new LogList());
    }

    public static ConnectorSettings Settings(object json) => new(JsonSerializer.SerializeToElement(json));

    public static WebhookRequest Post(string connector, byte[] body, params (string Name, string? Value)[] headers) => new(
        "POST", new Uri($"https://hub.example/webhooks/{connector}"), new Dictionary<string, string>(),
        Headers([.. headers.Where(header => header.Value is not null).Select(header => (header.Name, header.Value!))]), body);

    public static Dictionary<string, string> Headers(params (string Name, string Value)[] headers) =>
        headers.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>The repository's folder of a channel.</summary>
    public static string Folder(string channel) => Path.Combine(Repository.Root, "Hub.Connectors", "Channels", channel);

    /// <summary>The payloads beside a connector, without what they must become.</summary>
    public static IEnumerable<string> Samples(string channel) =>
        Directory.GetFiles(Path.Combine(Folder(channel), "samples"), "*.json").Order()
            .Where(file => !file.EndsWith(".expected.json", StringComparison.Ordinal));

    public static byte[] Sample(string channel, string name) => File.ReadAllBytes(Path.Combine(Folder(channel), "samples", name + ".json"));

    public static void AssertSample(IReceive connector, string file)
    {
        var body = File.ReadAllBytes(file);

        var parsed = connector.Parse(body);

        var keys = parsed.Events.Select(happened => happened.EventKey).ToList();
        Assert.That(Canonical.Of(parsed), Is.EqualTo(File.ReadAllText(Path.ChangeExtension(file, ".expected.json"))));
        Assert.That(keys, Is.Unique);
        Assert.That(connector.Parse(body).Events.Select(happened => happened.EventKey), Is.EqualTo(keys), "on every redelivery");
    }

    public static async Task<Outcome> Send(ISend connector, Func<HttpClient, ConnectionContext> connection, OutboundPart part)
    {
        using var http = FakeVendor.Client();
        return await connector.Send(connection(http), part, CancellationToken.None);
    }

    public static SendPlan Plan(ISend connector, Func<HttpClient, ConnectionContext> connection, OutboundDraft draft)
    {
        using var http = FakeVendor.Client();
        return connector.Plan(connection(http), draft);
    }

    public static void AssertBody(string sent, string expected) =>
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(sent), JsonNode.Parse(expected)), sent);
}
