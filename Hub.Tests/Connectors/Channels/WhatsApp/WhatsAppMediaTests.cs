using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.WhatsApp;

public sealed class WhatsAppMediaTests
{
    [Test]
    public async Task A_media_id_is_looked_up_and_fetched_with_the_token()
    {
        await using var vendor = await Vendor(200, "pixels");

        var (fetched, bytes) = await Fetch(vendor, new MediaRef("1003000000000001"), 100);

        Assert.That(fetched, Is.EqualTo(new FetchedMedia(new Outcome.Accepted(), "image/jpeg")));
        Assert.That(bytes, Is.EqualTo("pixels"u8.ToArray()));
        Assert.That(
            vendor.Requests.Select(request => request.Path), Is.EqualTo(new[] { "/v25.0/1003000000000001", "/file" }));
        Assert.That(
            vendor.Requests.Select(request => request.Header("Authorization")), Is.All.EqualTo($"Bearer {MetaBench.Token}"));
    }

    [TestCase(5, false)]
    [TestCase(6, true)]
    public async Task More_than_the_limit_is_refused(int maxBytes, bool passes)
    {
        await using var vendor = await Vendor(200, "pixels");

        var (fetched, _) = await Fetch(vendor, new MediaRef("1"), maxBytes);

        Assert.That(fetched.Outcome is Outcome.Accepted, Is.EqualTo(passes));
    }

    [TestCase(404, typeof(Outcome.NotFound))]
    [TestCase(401, typeof(Outcome.AuthRevoked))]
    [TestCase(500, typeof(Outcome.Transient))]
    [TestCase(302, typeof(Outcome.Misconfigured))]
    public async Task What_cannot_be_fetched_says_why(int status, Type expected)
    {
        await using var vendor = await Vendor(status, "");

        Assert.That((await Fetch(vendor, new MediaRef("1"), 100)).Fetched.Outcome, Is.TypeOf(expected));
    }

    [TestCase("https://evil.example/whatsapp")]
    [TestCase("http://lookaside.fbsbx.com/plain")]
    [TestCase("https://lookaside.fbsbx.com.evil.example/")]
    [TestCase("https://evillookaside.fbsbx.com/")]
    [TestCase("file:///etc/passwd")]
    [TestCase("nonsense")]
    public async Task The_token_goes_to_no_other_host(string url)
    {
        await using var vendor = await Vendor(200, "pixels");

        var (fetched, bytes) = await Fetch(vendor, new MediaRef(null, url), 100);

        Assert.That(fetched.Outcome.Because!.Code, Is.EqualTo("whatsapp/foreign-media-host"));
        Assert.That(bytes, Is.Empty);
    }

    private static Task<FakeVendor> Vendor(int status, string file) => FakeVendor.Start(context => context.Request.Path == "/file"
        ? FakeVendor.Reply(context, status, file, "image/jpeg")
        : FakeVendor.Reply(context, 200, $$"""{"id":"1","url":"http://{{context.Request.Host}}/file","mime_type":"image/jpeg"}"""));

    private static async Task<(FetchedMedia Fetched, byte[] Bytes)> Fetch(FakeVendor vendor, MediaRef media, long maxBytes)
    {
        using var http = FakeVendor.Client();
        using var destination = new MemoryStream();
        var fetch = (IFetchMedia)MetaBench.Connector("whatsapp", vendor.BaseAddress);
        var fetched = await fetch.Fetch(MetaBench.Connection(http, new LogList()), media, destination, maxBytes, CancellationToken.None);
        return (fetched, destination.ToArray());
    }
}
