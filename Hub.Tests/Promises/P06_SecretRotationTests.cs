using System.Net;
using Hub.Core.Storage;
using Hub.Sandbox;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>While an app's secret is changed, the platform's old signatures count as well as its new ones.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P06_SecretRotationTests(StorageKind kind)
{
    private const int Each = 40;

    [Test]
    [CancelAfter(240_000)]
    public async Task No_webhook_is_refused_while_a_secret_is_changed(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        var after = stage.Sandbox.Options;
        var before = new SandboxOptions { TikTokSecret = "the-secret-before", MetaSecret = "the-secret-before" };
        await stage.Rotate("the-secret-before");
        await using var hub = await stage.Host();
        await stage.Connect(Stage.Channels);

        foreach (var channel in Stage.Channels)
            await Task.WhenAll(Enumerable.Range(0, Each).Select(async number =>
            {
                // Its nodes do not change at the same moment.
                var signed = new Signed(number % 2 == 0 ? before : after);
                var webhook = new Signed(after).Text(channel, "an", $"{channel}-{number}", "xin chào");
                using var answer = await stage.Api.SendAsync(signed.Request(channel, webhook.Body), cancellation);
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{channel} {number}");
            }));
        using var stranger = await stage.Api.SendAsync(
            new Signed(new SandboxOptions { TikTokSecret = "neither" }).Request(new Signed(after).Text("tiktok", "an", "forged", "x")), cancellation);

        Assert.That(stranger.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        await stage.Until(db => db.Messages.CountAsync(cancellation), count => count == Each * Stage.Channels.Length, cancellation);
        Verdict.Pass("P06", $"{kind}: {Each * Stage.Channels.Length} webhooks by two secrets, 0 refused");
    }
}
