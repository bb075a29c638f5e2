using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>No redirect is followed: nothing that a connector sends reaches a host that was not configured.</summary>
internal sealed class P27_RedirectTests
{
    private const string Elsewhere = "/elsewhere";
    private static readonly string[] Roots = ["/tiktok/open_api/v1.3/business", "/graph", "/tiktok/open_api/v1.3/event", "/hubspot"];

    // To the vendor's own host too: to another one, the guard on addresses would already hide a redirect that is followed.
    [TestCase(302, false)]
    [TestCase(307, false)]
    [TestCase(308, false)]
    [TestCase(302, true)]
    [TestCase(307, true)]
    [CancelAfter(240_000)]
    public async Task No_connector_follows_a_redirect(int status, bool toItself, CancellationToken cancellation)
    {
        await using var sink = await FakeVendor.Start(200, "{}");
        var connected = 0; // requests until then: the accounts are connected while the vendor does not answer at all
        await using var vendor = await FakeVendor.Start(context =>
        {
            var request = context.Request;
            if (Volatile.Read(ref connected) == 0)
            {
                context.Response.StatusCode = 503;
                return Task.CompletedTask;
            }

            var target = toItself ? new Uri($"{request.Scheme}://{request.Host}{Elsewhere}") : sink.BaseAddress;
            context.Response.Headers.Location = target.ToString().TrimEnd('/') + request.Path + request.QueryString;
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await using var stage = await Stage.Set(StorageKind.Sqlite, vendor.BaseAddress);
        await using var hub = await stage.Host();
        await stage.Connect();
        Volatile.Write(ref connected, vendor.Requests.Count);
        await Work(stage, cancellation);

        await HubHost.Until(() => Task.FromResult(Roots.Count(root => Asked(vendor.Requests.Skip(connected), root))), asked => asked == Roots.Length, cancellation);
        var tried = await stage.Until(
            db => db.Deliveries.Where(row => row.Kind == DeliveryKind.SendMessage && row.Outcome != null).ToListAsync(cancellation),
            rows => rows.Count == 3, cancellation);

        Assert.That(sink.Requests, Is.Empty);
        Assert.That(vendor.Requests.Where(request => request.Path.StartsWith(Elsewhere, StringComparison.Ordinal)), Is.Empty);
        Assert.That(tried.Select(row => row.State), Has.None.EqualTo(DeliveryState.Done), "a redirect is no success");
        Verdict.Pass("P27", $"{status}: {vendor.Requests.Count - connected} calls of 5 connectors redirected to {(toItself ? "their own" : "another")} host, 0 followed");
    }

    private static async Task Work(Stage stage, CancellationToken cancellation)
    {
        await stage.Happens(new { platform = "tiktok", from = "an", referral = new { source = "ad" } });
        foreach (var channel in Stage.Channels)
            await stage.Happens(new { platform = channel, from = "an", text = "xin chào" });
        var conversations = await stage.Until(
            db => db.Messages.Select(row => row.ConversationId).Distinct().ToListAsync(cancellation), ids => ids.Count == 3, cancellation);
        foreach (var conversation in conversations)
            await stage.Send(conversation, "chị ơi");
    }

    private static bool Asked(IEnumerable<RecordedRequest> requests, string root) =>
        requests.Any(request => request.Path.StartsWith(root, StringComparison.Ordinal));
}
