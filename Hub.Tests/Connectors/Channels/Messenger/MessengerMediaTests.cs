using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.Messenger;

public sealed class MessengerMediaTests
{
    [Test]
    public async Task An_attachment_is_fetched_without_the_token()
    {
        await using var vendor = await FakeVendor.Start(200, "pixels", "image/png");

        var (fetched, bytes) = await Fetch(vendor, new Uri(vendor.BaseAddress, "a.png").ToString(), 6);

        Assert.That(fetched, Is.EqualTo(new FetchedMedia(new Outcome.Accepted(), "image/png")));
        Assert.That(bytes, Is.EqualTo("pixels"u8.ToArray()));
        Assert.That(vendor.Requests.Single().Header("Authorization"), Is.Null);
    }

    [Test]
    public async Task An_address_that_has_lapsed_is_gone()
    {
        await using var vendor = await FakeVendor.Start(403, "");

        Assert.That((await Fetch(vendor, vendor.BaseAddress.ToString(), 6)).Fetched.Outcome, Is.TypeOf<Outcome.NotFound>());
    }

    [TestCase(null)]
    [TestCase("https://fbcdn.net.evil.example/a.png")]
    [TestCase("https://evilfbcdn.net/a.png")]
    [TestCase("http://scontent.xx.fbcdn.net/a.png")]
    public async Task Other_hosts_are_not_asked(string? url)
    {
        await using var vendor = await FakeVendor.Start(200, "");

        Assert.That((await Fetch(vendor, url, 6)).Fetched.Outcome, Is.TypeOf<Outcome.Rejected>());
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task A_body_that_breaks_off_may_be_fetched_again()
    {
        await using var vendor = await FakeVendor.Start(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.Body.WriteAsync(new byte[10]);
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        Assert.That((await Fetch(vendor, vendor.BaseAddress.ToString(), 1000)).Fetched.Outcome, Is.TypeOf<Outcome.Transient>());
    }

    private static async Task<(FetchedMedia Fetched, byte[] Bytes)> Fetch(FakeVendor vendor, string? url, long maxBytes)
    {
        using var http = FakeVendor.Client();
        using var destination = new MemoryStream();
        var fetch = (IFetchMedia)MetaBench.Connector("messenger", vendor.BaseAddress);
        var fetched = await fetch.Fetch(
            MetaBench.Connection(http, new LogList()), new MediaRef(null, url), destination, maxBytes, CancellationToken.None);
        return (fetched, destination.ToArray());
    }
}
