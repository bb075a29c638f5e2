using System.Net.Http.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Connectors.Channels;

/// <summary>Through the hub and the sandbox, on channels whose ads prefill a text: the way in with a tracking id.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class PrefilledTextTests(StorageKind kind)
{
    [TestCase("line")]
    [TestCase("zalo")]
    [CancelAfter(120_000)]
    public async Task A_tracking_id_in_a_prefilled_text_is_a_referral_and_a_signal_and_nothing_that_agents_see(string platform, CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect(platform, "tiktok-events");
        using var rule = await stage.Api.PutAsJsonAsync(
            $"/api/v1/connections/{stage.Connections[platform]}/tracking", new { platform = "tiktok-events", pattern = "[tt:{id}]", isExpression = false }, cancellation);
        rule.EnsureSuccessStatusCode();

        await stage.Happens(new { platform, from = "lan", text = "Chào shop, em muốn hỏi giá [tt:C0ffee-17]" });

        var referral = await stage.Until(db => db.Referrals.SingleOrDefaultAsync(cancellation), found => found is not null, cancellation);
        Assert.That((referral!.Source, referral.Platform, referral.TrackingId), Is.EqualTo((ReferralSource.Ad, "tiktok-events", "C0ffee-17")));
        Assert.That(await stage.Read(db => db.Messages.Select(row => row.Text).SingleAsync(cancellation)), Is.EqualTo("Chào shop, em muốn hỏi giá"));
        await stage.Until(async _ => (await stage.Ask("signals")).ToString(), sent => sent.Contains("C0ffee-17", StringComparison.Ordinal), cancellation);
        Assert.That(await stage.Until(
            db => db.Contacts.Select(row => row.DisplayName).SingleAsync(cancellation), name => name is not null, cancellation), Is.Not.Empty);
    }
}
