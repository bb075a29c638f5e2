using System.Net;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>Old and future timestamps are refused; a replay inside the tolerance is one message.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P05_TimestampTests(StorageKind kind)
{
    [Test]
    [CancelAfter(240_000)]
    public async Task A_signature_counts_for_five_minutes_both_ways_and_once(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect("tiktok");

        Assert.Multiple(async () =>
        {
            Assert.That(await Post(stage, -6, cancellation), Is.EqualTo(HttpStatusCode.Unauthorized));
            Assert.That(await Post(stage, -4, cancellation), Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await Post(stage, -4, cancellation), Is.EqualTo(HttpStatusCode.OK), "a replay");
            Assert.That(await Post(stage, 4, cancellation), Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await Post(stage, 6, cancellation), Is.EqualTo(HttpStatusCode.Unauthorized));
        });

        Assert.That(await stage.Read(db => db.WebhookEvents.CountAsync(cancellation)), Is.EqualTo(2));
        Verdict.Pass("P05", $"{kind}: -6 and +6 min refused, -4 and +4 min stored, 1 replay dropped");
    }

    private static async Task<HttpStatusCode> Post(Stage stage, int minutes, CancellationToken cancellation)
    {
        var signed = new Signed(stage.Sandbox.Options);
        var written = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
        var webhook = signed.Text("tiktok", "an", $"skew-{minutes}", "xin chào", written);
        using var answer = await stage.Api.SendAsync(
            signed.Request(webhook, TimeProvider.System.GetUtcNow().AddMinutes(minutes)), cancellation);
        return answer.StatusCode;
    }
}
