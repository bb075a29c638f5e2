using System.Net;
using Hub.Core.Outbound;

namespace Hub.Tests.Core.Outbound;

/// <summary>Promise 28: what must not be reached is not reached, however it is spelled.</summary>
public sealed class OutboundAddressTests
{
    internal static readonly string[] Spellings =
    [
        // Loopback in every form that a URL parser takes for an address
        "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "017700000001", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "0177.0.0.1",
        "0177.0.0.01", "00000177.1", "127.0.0.0x1", "0", "0.0.0.0", "0x0", "[::1]", "[0:0:0:0:0:0:0:1]", "[::]",
        // Private, shared and link-local
        "10.0.0.1", "10.255.255.255", "167772161", "0xa000001", "012.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.1",
        "3232235521", "0xc0a80001", "100.64.0.1", "100.127.255.255",
        // Cloud metadata
        "169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "169.254.43518", "100.100.100.200", "192.0.0.192",
        "168.63.129.16", "[fd00:ec2::254]", "[fe80::a9fe:a9fe]",
        // IPv4 inside IPv6: mapped, compatible, NAT64, 6to4, Teredo
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:169.254.169.254]", "[::ffff:10.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
        "[64:ff9b::10.0.0.1]", "[64:ff9b:1::a00:1]", "[2002:7f00:1::]", "[2002:a00:1::1]", "[2001:0:4136:e378:8000:63bf:f5ff:fffe]",
        // Unique local, link-local, multicast, broadcast, documentation, benchmark, reserved
        "[fc00::1]", "[fd12:3456::1]", "[fe80::1]", "[ff02::1]", "[2001:db8::1]", "[100::1]", "224.0.0.1", "239.255.255.250", "240.0.0.1",
        "255.255.255.255", "192.0.2.1", "198.51.100.7", "203.0.113.9", "198.18.0.1", "192.88.99.1",
    ];

    [TestCaseSource(nameof(Spellings))]
    [CancelAfter(10_000)]
    public void A_non_public_address_is_refused_in_every_spelling(string host, CancellationToken cancellation)
    {
        using var client = GuardedHttp.Create(new() { Hosts = ["*"], Resolve = NoResolver });

        var refused = Assert.ThrowsAsync<OutboundException>(() => client.GetAsync($"https://{host}/latest/meta-data", cancellation));

        Assert.That(refused!.Failure, Is.EqualTo(OutboundFailure.AddressNotPublic));
        Assert.That(refused.HttpRequestError, Is.EqualTo(HttpRequestError.ConnectionError), "nothing left");
    }

    [Test]
    public void The_table_has_sixty_addresses() => Assert.That(Spellings.Distinct().Count(), Is.GreaterThanOrEqualTo(60));

    [TestCase("1.1.1.1")]
    [TestCase("8.8.8.8")]
    [TestCase("100.63.255.255")]
    [TestCase("100.128.0.0")]
    [TestCase("172.15.255.255")]
    [TestCase("172.32.0.0")]
    [TestCase("169.253.255.255")]
    [TestCase("192.167.255.255")]
    [TestCase("223.255.255.255")]
    [TestCase("2606:4700:4700::1111")]
    [TestCase("2a00:1450:4001:82a::200e")]
    [TestCase("::ffff:8.8.8.8")]
    public void Public_addresses_next_to_the_blocks_are_public(string address) =>
        Assert.That(PublicAddress.Is(IPAddress.Parse(address)), Is.True);

    [Test]
    [CancelAfter(10_000)]
    public void A_name_that_resolves_inwards_is_refused(CancellationToken cancellation)
    {
        using var client = GuardedHttp.Create(new() { Hosts = ["*.nip.example"], Resolve = Answer("169.254.169.254") });

        var refused = Assert.ThrowsAsync<OutboundException>(() => client.GetAsync("https://169.254.169.254.nip.example/", cancellation));

        Assert.That(refused!.Failure, Is.EqualTo(OutboundFailure.AddressNotPublic));
    }

    [Test]
    [CancelAfter(10_000)]
    public void One_inward_address_among_public_ones_refuses_the_name(CancellationToken cancellation)
    {
        using var client = GuardedHttp.Create(new() { Hosts = ["mixed.example"], Resolve = Answer("8.8.8.8", "127.0.0.1") });

        var refused = Assert.ThrowsAsync<OutboundException>(() => client.GetAsync("https://mixed.example/", cancellation));

        Assert.That(refused!.Failure, Is.EqualTo(OutboundFailure.AddressNotPublic));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task A_rebinding_name_is_asked_once_per_connection_and_the_checked_address_is_used(CancellationToken cancellation)
    {
        await using var inside = await LoopbackServer.Start(_ => Task.CompletedTask);
        var asked = 0;
        Task<IPAddress[]> Rebind(string host, CancellationToken token) =>
            Task.FromResult(new[] { IPAddress.Parse(Interlocked.Increment(ref asked) == 1 ? "192.0.2.1" : "127.0.0.1") });
        var options = new GuardedHttpOptions
        {
            BaseAddresses = [new($"http://rebind.example:{inside.Address.Port}")],
            ConnectTimeout = TimeSpan.FromMilliseconds(300),
            Resolve = Rebind,
        };
        using var client = GuardedHttp.Create(options);

        Assert.CatchAsync<HttpRequestException>(() => client.GetAsync(options.BaseAddresses[0], cancellation));

        Assert.That(asked, Is.EqualTo(1));
        Assert.That(inside.Seen, Is.Empty);
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task A_configured_authority_may_be_private_and_keeps_its_host_header(CancellationToken cancellation)
    {
        await using var sandbox = await LoopbackServer.Start(_ => Task.CompletedTask);
        var address = new Uri($"http://sandbox.internal:{sandbox.Address.Port}/");
        using var client = GuardedHttp.Create(new() { BaseAddresses = [address], Resolve = Answer("127.0.0.1") });

        using var response = await client.GetAsync(address, cancellation);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(sandbox.Seen, Is.EqualTo(new[] { "sandbox.internal /" }));
    }

    [TestCase("https://evil.example/")]
    [TestCase("https://api.vendor.example.evil.example/")]
    [TestCase("https://api.vendor.example:8443/", Description = "another port than 443")]
    [TestCase("http://api.vendor.example/", Description = "not https")]
    [TestCase("https://vendor.example@evil.example/")]
    [TestCase("https://user:secret@api.vendor.example/")]
    [TestCase("https://cdn.example/", Description = "the suffix itself")]
    [TestCase("https://xcdn.example/")]
    [TestCase("http://127.0.0.1:9/", Description = "port of nobody's base address")]
    [TestCase("https://127.0.0.1:81/", Description = "scheme of nobody's base address")]
    [CancelAfter(10_000)]
    public void What_is_not_on_the_list_is_refused_before_any_name_is_resolved(string address, CancellationToken cancellation)
    {
        using var client = GuardedHttp.Create(new()
        {
            Hosts = ["api.vendor.example", "*.cdn.example"],
            BaseAddresses = [new("http://127.0.0.1:81/")],
            Resolve = NoResolver,
        });

        var refused = Assert.ThrowsAsync<OutboundException>(() => client.GetAsync(address, cancellation));

        Assert.That(refused!.Failure, Is.EqualTo(OutboundFailure.HostNotAllowed));
        Assert.That(refused.Message, Does.Not.Contain("secret"));
    }

    [TestCase("https://API.vendor.example/x")]
    [TestCase("https://a.b.cdn.example/")]
    [CancelAfter(10_000)]
    public void A_listed_host_gets_as_far_as_its_name(string address, CancellationToken cancellation)
    {
        var asked = new List<string>();
        using var client = GuardedHttp.Create(new()
        {
            Hosts = ["api.vendor.example", "*.cdn.example"],
            Resolve = (host, _) =>
            {
                asked.Add(host);
                return Task.FromResult(Array.Empty<IPAddress>());
            },
        });

        var failure = Assert.CatchAsync<HttpRequestException>(() => client.GetAsync(address, cancellation));

        Assert.That(failure, Is.Not.TypeOf<OutboundException>());
        Assert.That(asked, Is.EqualTo(new[] { new Uri(address).Host }));
    }

    private static Task<IPAddress[]> NoResolver(string host, CancellationToken cancellation) =>
        throw new InvalidOperationException("Asked for " + host);

    private static Func<string, CancellationToken, Task<IPAddress[]>> Answer(params string[] addresses) =>
        (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());
}
