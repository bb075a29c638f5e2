using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Sandbox;
using Hub.Sandbox.Messenger;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.WhatsApp;
using Hub.Tests.Connectors.Channels;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Connectors.Channels.TikTok;
using Hub.Tests.Core.Ingest;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>Raw payloads of real channels, shuffled, repeated and cut into other batches, end in the ordered run's state.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P10_ConvergenceTests(StorageKind kind)
{
    private const int Webhooks = 150;
    private const int Orders = 5;
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);

    [Test]
    [CancelAfter(300_000)]
    public Task Mangled_traffic_ends_in_the_state_of_the_ordered_run(
        [ValueSource(typeof(Stage), nameof(Stage.Channels))] string channel, CancellationToken cancellation) =>
        Rounds(channel, 4, cancellation);

    [Test]
    [Explicit]
    [Category("Long")]
    [CancelAfter(3_600_000)]
    public Task Mangled_traffic_ends_in_the_state_of_the_ordered_run_a_hundred_times(
        [ValueSource(typeof(Stage), nameof(Stage.Channels))] string channel, CancellationToken cancellation) =>
        Rounds(channel, 100, cancellation);

    [Test]
    [CancelAfter(240_000)]
    public async Task Mangled_samples_end_in_the_state_of_the_ordered_run(
        [Values("TikTok", "WhatsApp", "Messenger")] string channel, CancellationToken cancellation)
    {
        await using var lab = await Lab.Create(kind);
        var payloads = Directory.GetFiles(Path.Combine(ChannelBench.Folder(channel), "samples"), "*.json")
            .Where(file => !file.EndsWith(".expected.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes).ToArray();
        for (var seed = 0; seed < Orders; seed++)
            await Compare(lab, Connector(channel.ToLowerInvariant()), payloads, seed, cancellation);
        Verdict.Pass("P10", $"{kind} {channel}: {payloads.Length} samples, {Orders} orders, one state");
    }

    private async Task Rounds(string channel, int rounds, CancellationToken cancellation)
    {
        await using var lab = await Lab.Create(kind);
        var options = new SandboxOptions();
        var plan = new TrafficPlan(options, new TikTokState(options) { TellsOfComments = true }, new TikTokWebhooks(options),
            new WhatsAppEvents(options), new MessengerEvents(options), new BaseAddress());
        for (var seed = 1; seed <= rounds; seed++)
        {
            var request = new TrafficRequest { Seed = seed, Webhooks = Webhooks, Channels = [channel], RatePerSecond = 0.2 };
            var payloads = plan.Webhooks(request, Start).Select(webhook => webhook.Body).ToArray();
            await Compare(lab, Connector(channel), payloads, seed, cancellation);
        }

        Verdict.Pass("P10", $"{kind} {channel}: {rounds} seeds, {rounds * Webhooks:N0} webhooks, one state");
    }

    private static async Task Compare(Lab lab, IReceive connector, byte[][] payloads, int seed, CancellationToken cancellation)
    {
        var random = new Random(seed);
        var mangled = payloads.Concat(payloads.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(mangled);
        var expected = await After(lab, connector, payloads.Chunk(50), cancellation);
        var actual = await After(lab, connector, mangled.Chunk(random.Next(1, 20)), cancellation);
        Assert.That(expected, Has.Count.GreaterThan(10));
        Assert.That(actual, Is.EqualTo(expected).AsCollection, $"seed {seed}");
    }

    private static async Task<IReadOnlyList<string>> After(
        Lab lab, IReceive connector, IEnumerable<byte[][]> batches, CancellationToken cancellation)
    {
        await Empty(lab, cancellation);
        foreach (var batch in batches)
            await lab.Apply([.. batch.SelectMany(body => Events(connector, body))]);
        return await lab.Read(FinalState.Of);
    }

    private static IEnumerable<ChannelEvent> Events(IReceive connector, byte[] body)
    {
        var request = new WebhookRequest(
            "POST", new Uri("https://hub.example/webhooks"), new Dictionary<string, string>(), new Dictionary<string, string>(), body);
        foreach (var payload in connector.Route(request)!)
        {
            var parsed = connector.Parse(payload.Payload);
            Assert.That(parsed.Unreadable, Is.Null, Encoding.UTF8.GetString(body));
            foreach (var item in parsed.Events)
                yield return item;
        }
    }

    private static IReceive Connector(string channel) =>
        channel == "tiktok" ? TikTokLab.Connector() : (IReceive)MetaBench.Connector(channel);

    private static Task Empty(Lab lab, CancellationToken cancellation) => lab.Store.Write(null, null, async db =>
    {
        foreach (var table in new[]
        {
            "contacts", "contact_identities", "conversations", "messages", "message_facts", "reactions", "referrals", "order_lines",
            "orders", "signals", "ledger_entries", "deliveries", "attachments",
        })
            await db.Database.ExecuteSqlRawAsync(Delete(table), cancellation);
    }, cancellation);

    private static string Delete(string table) => $"delete from {table}";
}
