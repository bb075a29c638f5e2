using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Hub.Tests.Connectors.Channels.TikTok;

[CancelAfter(20_000)]
public sealed class TikTokMediaTests
{
    private static readonly MediaRef Video = new("media-2", ContentType: "video/*", MessageKey: "m+1", ConversationKey: "c+1");

    [Test]
    public async Task A_file_is_fetched_with_the_token_as_x_user(CancellationToken cancellation)
    {
        await using var vendor = await Vendor(Address);

        var (fetched, bytes) = await Fetch(vendor, Video, cancellation);

        Assert.That(fetched, Is.EqualTo(new FetchedMedia(new Outcome.Accepted(), "video/mp4")));
        Assert.That(bytes, Is.EqualTo(new byte[1000]));
        Assert.That(vendor.Requests[0].Text, Is.EqualTo(
            """{"business_id":"-000mShop","conversation_id":"c\u002B1","message_id":"m\u002B1","media_id":"media-2","media_type":"VIDEO"}"""));
        Assert.That(vendor.Requests[1].Header("x-user"), Is.EqualTo(TikTokLab.Token));
        Assert.That(vendor.Requests[1].Header("Access-Token"), Is.Null);
    }

    [TestCase("http://169.254.169.254/latest")]
    [TestCase("https://evil.example/file")]
    [TestCase("http://business-api.tiktok.com/file")]
    [TestCase("https://business-api.tiktok.com@evil.example/file")]
    [TestCase("https://business-api.tiktok.com.evil.example/file")]
    [TestCase("https://tiktokcdn.example/file", Description = "the suffix alone")]
    [TestCase("https://eviltiktokcdn.example/file")]
    [TestCase("file:///etc/passwd")]
    public async Task The_token_goes_to_no_host_that_is_not_on_the_list(string address, CancellationToken cancellation)
    {
        await using var vendor = await Vendor(_ => address);

        var (fetched, bytes) = await Fetch(vendor, Video, cancellation, settings: new { mediaHosts = "*.tiktokcdn.example" });

        Assert.That(fetched.Outcome.Because?.Code, Is.EqualTo("tiktok/media-host"));
        Assert.That(bytes, Is.Empty);
        Assert.That(vendor.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_file_past_the_cap_is_stopped(bool announced, CancellationToken cancellation)
    {
        await using var vendor = await Vendor(Address, announced);

        var (fetched, bytes) = await Fetch(vendor, Video, cancellation, maxBytes: 999);

        Assert.That(fetched.Outcome, Is.EqualTo(new Outcome.Rejected(new Reason("tiktok/media-too-large"))));
        Assert.That(bytes, Has.Length.LessThanOrEqualTo(999));
    }

    [TestCase(403, typeof(Outcome.AuthExpired))]
    [TestCase(404, typeof(Outcome.NotFound))]
    [TestCase(429, typeof(Outcome.Throttled))]
    [TestCase(500, typeof(Outcome.Transient))]
    [TestCase(302, typeof(Outcome.Misconfigured))]
    public async Task A_refused_download_is_classified(int status, Type expected, CancellationToken cancellation)
    {
        await using var vendor = await Vendor(Address, status: status);

        Assert.That((await Fetch(vendor, Video, cancellation)).Fetched.Outcome, Is.InstanceOf(expected));
    }

    [Test]
    public async Task A_download_that_breaks_off_may_be_repeated(CancellationToken cancellation)
    {
        await using var vendor = await Vendor(Address, status: -1);

        Assert.That((await Fetch(vendor, Video, cancellation)).Fetched.Outcome, Is.InstanceOf<Outcome.Transient>());
    }

    [Test]
    public async Task A_sticker_is_fetched_by_its_address_without_the_token(CancellationToken cancellation)
    {
        await using var vendor = await Vendor(Address);

        var (fetched, _) = await Fetch(vendor, new MediaRef(null, vendor.BaseAddress + "sticker"), cancellation);

        Assert.That(fetched.Outcome, Is.InstanceOf<Outcome.Accepted>());
        Assert.That(vendor.Requests.Single().Header("x-user"), Is.Null);
    }

    [Test]
    public async Task What_cannot_be_asked_for_is_rejected(CancellationToken cancellation)
    {
        await using var vendor = await Vendor(_ => "no address");

        Assert.That((await Fetch(vendor, new MediaRef("x"), cancellation)).Fetched.Outcome, Is.InstanceOf<Outcome.Rejected>());
        Assert.That((await Fetch(vendor, new MediaRef(null), cancellation)).Fetched.Outcome, Is.InstanceOf<Outcome.Rejected>());
        Assert.That((await Fetch(vendor, Video, cancellation)).Fetched.Outcome, Is.InstanceOf<Outcome.Rejected>());
    }

    private static string Address(HttpContext context) => $"http://{context.Request.Host}/file";

    private static Task<FakeVendor> Vendor(Func<HttpContext, string> address, bool announced = true, int status = 200) =>
        FakeVendor.Start(async context =>
    {
        if (context.Request.Path.Value!.EndsWith("media/download/", StringComparison.Ordinal))
        {
            await FakeVendor.Reply(context, 200, TikTokLab.Ok($$"""{"download_url":"{{address(context)}}"}"""));
            return;
        }
        context.Response.StatusCode = status == -1 ? 200 : status;
        context.Response.ContentType = "video/mp4";
        if (status != 200 && status != -1)
            return;
        if (announced || status == -1)
            context.Response.ContentLength = 1000;
        await context.Response.Body.WriteAsync(new byte[500]);
        await context.Response.Body.FlushAsync();
        if (status == -1)
            context.Abort();
        else
            await context.Response.Body.WriteAsync(new byte[500]);
    });

    private static async Task<(FetchedMedia Fetched, byte[] Bytes)> Fetch(
        FakeVendor vendor, MediaRef media, CancellationToken cancellation, long maxBytes = 1000, object? settings = null)
    {
        using var destination = new MemoryStream();
        var fetched = await TikTokLab.Connector(settings, vendor.BaseAddress)
            .Fetch(TikTokLab.Connection(), media, destination, maxBytes, cancellation);
        return (fetched, destination.ToArray());
    }
}
