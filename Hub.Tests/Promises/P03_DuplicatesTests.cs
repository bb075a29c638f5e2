using System.Net;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>Duplicate deliveries make one message.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P03_DuplicatesTests(StorageKind kind)
{
    private const int Copies = 100;

    [Test]
    [CancelAfter(240_000)]
    public async Task A_hundred_copies_and_later_replays_make_one_message_on_every_channel(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect(Stage.Channels);
        var signed = new Signed(stage.Sandbox.Options);
        foreach (var channel in Stage.Channels)
            await Repeat(stage, signed, channel, cancellation);
        Verdict.Pass("P03", $"{kind}: 3 channels, {3 * Copies} parallel copies, 6 replays, 3 messages");
    }

    private static async Task Repeat(Stage stage, Signed signed, string channel, CancellationToken cancellation)
    {
        var webhook = signed.Text(channel, "an", $"one-{channel}", "xin chào");
        var answers = await Task.WhenAll(Enumerable.Range(0, Copies).Select(_ => Post(stage, signed.Request(webhook), cancellation)));
        await Applied(stage, channel, cancellation);

        // Later the platform sends again, and an operator has it applied again.
        var late = await Post(stage, signed.Request(webhook), cancellation);
        var row = await stage.Read(db => db.WebhookEvents.SingleAsync(found => found.ConnectorId == channel, cancellation));
        using var replay = await stage.Api.PostAsync($"/api/v1/webhook-events/{row.Id}/replay", null, cancellation);
        await Applied(stage, channel, cancellation);

        var messages = await stage.Read(db => db.Messages.CountAsync(found => found.Key == $"one-{channel}", cancellation));
        Assert.Multiple(() =>
        {
            Assert.That(answers, Is.All.EqualTo(HttpStatusCode.OK));
            Assert.That(late, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(replay.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
            Assert.That(messages, Is.EqualTo(1), channel);
        });
    }

    private static Task Applied(Stage stage, string channel, CancellationToken cancellation) => stage.Until(
        db => db.WebhookEvents.CountAsync(row => row.ConnectorId == channel && row.State == WebhookEventState.Applied, cancellation),
        count => count == 1, cancellation);

    private static async Task<HttpStatusCode> Post(Stage stage, HttpRequestMessage request, CancellationToken cancellation)
    {
        using var answer = await stage.Api.SendAsync(request, cancellation);
        return answer.StatusCode;
    }
}
