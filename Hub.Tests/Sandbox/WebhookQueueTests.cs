using System.Text.Json.Nodes;
using Hub.Sandbox;

namespace Hub.Tests.Sandbox;

sealed class WebhookQueueTests : SandboxTest
{
    protected override void Configure(SandboxOptions options) => options.Seed = 3;

    [Test, CancelAfter(40_000)]
    public async Task Nothing_is_lost_while_the_hub_is_away(CancellationToken cancellationToken)
    {
        await Hub.StopAsync();
        await TrafficAsync(new { seed = 3, webhooks = 200, ratePerSecond = 2000 });
        await SettledAsync(s => !(bool)s["traffic"]!["running"]! && Sum(s, "unreachable") > 0, cancellationToken);
        Assert.That(Hub.All, Is.Empty);

        await Hub.StartAsync();

        var summary = await SettledAsync(s => (int)s["pending"]! == 0, cancellationToken);
        Assert.That((Sum(summary, "created"), Sum(summary, "accepted")), Is.EqualTo((200, 200)));
    }

    [Test, CancelAfter(40_000)]
    public async Task A_webhook_counts_as_taken_only_when_it_was_answered_200(CancellationToken cancellationToken)
    {
        var refused = 0;
        Hub.Answer = _ => Interlocked.Increment(ref refused) <= 3 ? 503 : 200;
        await HappensAsync(new { platform = "messenger", from = "lan", text = "hi" });
        var summary = await SettledAsync(s => (int)s["pending"]! == 0, cancellationToken);
        Assert.That((Sum(summary, "accepted"), Sum(summary, "attempts"), Sum(summary, "messages")), Is.EqualTo((1, 4, 1)));
    }

    [Test, CancelAfter(60_000)]
    public async Task Forged_and_stale_webhooks_are_sent_beside_the_genuine_ones_and_named_as_forbidden(CancellationToken cancellationToken)
    {
        Hub.Answer = a => IsGenuine(a) ? 200 : 401;
        await TrafficAsync(new
        {
            seed = 3,
            webhooks = 300,
            ratePerSecond = 2000,
            forged = 12,
            stale = 4,
            duplicates = 0.2,
            copies = 0.05,
            reorder = 6,
            delayed = 0.1
        });
        var summary = await SettledAsync(s => !(bool)s["traffic"]!["running"]! && (int)s["pending"]! == 0, cancellationToken);
        var (_, expected) = await GetAsync("/_sandbox/expected");
        Assert.Multiple(() =>
        {
            Assert.That(Sum(summary, "accepted"), Is.EqualTo(300));
            Assert.That(Of(summary, "forged", "refused"), Is.EqualTo(12));
            Assert.That(Of(summary, "stale", "refused"), Is.EqualTo(4));
            Assert.That(Sum(summary, "mustRefuseButAccepted"), Is.Zero);
            Assert.That(Sum(summary, "duplicatesAccepted"), Is.GreaterThan(20));
            Assert.That(expected["forbidden"]!.AsArray(), Has.Count.GreaterThanOrEqualTo(16));
            Assert.That(expected["orders"]!.AsArray(), Is.Not.Empty);
        });
    }

    [Test, CancelAfter(40_000)]
    public async Task A_forgery_that_the_hub_takes_is_told(CancellationToken cancellationToken)
    {
        await TrafficAsync(new { seed = 3, webhooks = 60, ratePerSecond = 2000, forged = 2 });
        var summary = await SettledAsync(s => !(bool)s["traffic"]!["running"]! && (int)s["pending"]! == 0, cancellationToken);
        Assert.That(Sum(summary, "mustRefuseButAccepted"), Is.EqualTo(2));
    }

    [Test, CancelAfter(40_000)]
    public async Task Expected_names_each_message_once_however_often_it_was_sent(CancellationToken cancellationToken)
    {
        var (id, conversation) = await HappensAsync(new { platform = "whatsapp", from = "84901234567", text = "hi" });
        await HappensAsync(new { platform = "whatsapp", from = "84901234567", text = "hi", messageId = id });
        await SettledAsync(s => (int)s["pending"]! == 0 && Sum(s, "accepted") == 2, cancellationToken);
        var (_, expected) = await GetAsync("/_sandbox/expected");
        var messages = expected["channels"]!["whatsapp"]!["messages"]!.AsArray();
        Assert.That((messages.Count, (string)messages[0]!["id"]!, (string)messages[0]!["conversation"]!),
            Is.EqualTo((1, id, conversation)));
    }

    async Task TrafficAsync(object request)
    {
        var (status, _) = await PostAsync("/_sandbox/traffic", request);
        Assert.That(status, Is.EqualTo(202));
    }

    async Task<JsonNode> SettledAsync(Func<JsonNode, bool> settled, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (_, summary) = await GetAsync("/_sandbox/summary");
            if (settled(summary)) return summary;
            await Task.Delay(50, cancellationToken);
        }
    }

    static int Sum(JsonNode summary, string name) => summary["webhooks"]!.AsObject().Sum(c => (int)c.Value![name]!);

    static int Of(JsonNode summary, string kind, string name) => summary["webhooks"]!.AsObject().Sum(c => (int)c.Value![kind]![name]!);

    static bool IsGenuine(Arrived webhook) => !webhook.Text.Contains("forged-") && !webhook.Text.Contains("stale-");
}
