using System.IO.Compression;
using System.Net;
using Hub.Core.Outbound;
using Microsoft.AspNetCore.Http;

namespace Hub.Tests.Core.Outbound;

public sealed class GuardedHttpTests
{
    /// <summary>Promise 27.</summary>
    [TestCase(301)]
    [TestCase(302)]
    [TestCase(303)]
    [TestCase(307)]
    [TestCase(308)]
    [CancelAfter(10_000)]
    public async Task A_redirect_is_an_answer_and_is_never_followed(int status, CancellationToken cancellation)
    {
        await using var sink = await LoopbackServer.Start(_ => Task.CompletedTask);
        await using var vendor = await LoopbackServer.Start(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = new Uri(sink.Address, "/steal").ToString();
            return Task.CompletedTask;
        });
        using var client = GuardedHttp.Create(new() { BaseAddresses = [vendor.Address, sink.Address] });
        client.DefaultRequestHeaders.Add("X-Api-Key", "secret");

        using var response = await client.PostAsync(new Uri(vendor.Address, "/?access_token=secret"), new StringContent("{}"), cancellation);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(sink.Seen, Is.Empty);
        Assert.That(vendor.Seen, Has.Count.EqualTo(1));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task Cookies_are_not_kept(CancellationToken cancellation)
    {
        var cookies = new List<string?>();
        await using var vendor = await LoopbackServer.Start(context =>
        {
            cookies.Add(context.Request.Headers.Cookie);
            context.Response.Cookies.Append("session", "1");
            return Task.CompletedTask;
        });
        using var client = GuardedHttp.Create(new() { BaseAddresses = [vendor.Address] });

        using var first = await client.GetAsync(vendor.Address, cancellation);
        using var second = await client.GetAsync(vendor.Address, cancellation);

        Assert.That(cookies, Is.EqualTo(new string?[] { null, null }));
    }

    [TestCase(true)]
    [TestCase(false)]
    [CancelAfter(20_000)]
    public async Task An_endless_body_ends_at_the_cap(bool streamed, CancellationToken cancellation)
    {
        await using var vendor = await LoopbackServer.Start(async context =>
        {
            var block = new byte[8192];
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
        });
        using var client = GuardedHttp.Create(new() { BaseAddresses = [vendor.Address], ResponseBytes = 100_000 });

        var failure = Assert.ThrowsAsync<OutboundException>(() => ReadAll(client, vendor.Address, streamed, cancellation));

        Assert.That(failure!.Failure, Is.EqualTo(OutboundFailure.ResponseTooLarge));
        Assert.That(failure.HttpRequestError, Is.Not.EqualTo(HttpRequestError.ConnectionError), "the vendor has acted");
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task A_gzip_bomb_ends_at_the_cap(CancellationToken cancellation)
    {
        await using var vendor = await LoopbackServer.Start(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 200; i++)
                await gzip.WriteAsync(zeros, context.RequestAborted);
        });
        using var client = GuardedHttp.Create(new() { BaseAddresses = [vendor.Address] });

        var failure = Assert.ThrowsAsync<OutboundException>(() => ReadAll(client, vendor.Address, streamed: false, cancellation));

        Assert.That(failure!.Failure, Is.EqualTo(OutboundFailure.ResponseTooLarge));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task A_body_that_announces_too_much_is_not_read(CancellationToken cancellation)
    {
        await using var vendor = await LoopbackServer.Start(async context =>
        {
            context.Response.ContentLength = 2L << 30;
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var client = GuardedHttp.Create(new() { BaseAddresses = [vendor.Address] });

        var failure = Assert.ThrowsAsync<OutboundException>(() => client.GetAsync(vendor.Address, cancellation));

        Assert.That(failure!.Failure, Is.EqualTo(OutboundFailure.ResponseTooLarge));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task A_body_of_exactly_the_cap_is_fine_also_compressed(CancellationToken cancellation)
    {
        var body = new byte[50_000];
        await using var vendor = await LoopbackServer.Start(async context =>
        {
            context.Response.Headers.ContentEncoding = "br";
            await using var brotli = new BrotliStream(context.Response.Body, CompressionLevel.Fastest);
            await brotli.WriteAsync(body);
        });
        using var client = GuardedHttp.Create(new() { BaseAddresses = [vendor.Address], ResponseBytes = body.Length });

        Assert.That(await ReadAll(client, vendor.Address, streamed: false, cancellation), Is.EqualTo(body));
    }

    [TestCase("headers")]
    [TestCase("body")]
    [CancelAfter(10_000)]
    public async Task A_vendor_that_falls_silent_is_a_timeout(string where, CancellationToken cancellation)
    {
        await using var vendor = await LoopbackServer.Start(async context =>
        {
            if (where == "body")
                await context.Response.WriteAsync("{", context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var client = GuardedHttp.Create(
            new() { BaseAddresses = [vendor.Address], TotalTimeout = TimeSpan.FromMilliseconds(300) });

        var failure = Assert.ThrowsAsync<OutboundException>(() => ReadAll(client, vendor.Address, streamed: true, cancellation));

        Assert.That(failure!.Failure, Is.EqualTo(OutboundFailure.Timeout));
        Assert.That(failure.HttpRequestError, Is.Not.EqualTo(HttpRequestError.ConnectionError), "the vendor may have acted");
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task The_callers_cancellation_stays_a_cancellation(CancellationToken cancellation)
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var vendor = await LoopbackServer.Start(async context =>
        {
            await caller.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var client = GuardedHttp.Create(new() { BaseAddresses = [vendor.Address] });

        Assert.CatchAsync<OperationCanceledException>(() => client.GetAsync(vendor.Address, caller.Token));
    }

    [Test]
    public void A_blocking_call_cannot_slip_past_the_guard()
    {
        using var client = GuardedHttp.Create(new() { Hosts = ["*"], Rate = OutboundRate.Of(10) });

        Assert.Throws<NotSupportedException>(() => client.Send(new HttpRequestMessage(HttpMethod.Get, "https://127.0.0.1/")));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task Clients_over_one_pool_have_their_own_rate_and_do_not_take_it_down(CancellationToken cancellation)
    {
        await using var vendor = await LoopbackServer.Start(_ => Task.CompletedTask);
        var options = new GuardedHttpOptions { BaseAddresses = [vendor.Address] };
        using var pool = GuardedHttp.Pool(options);
        using var other = GuardedHttp.Over(pool, options with { Rate = OutboundRate.Of(0.001, burst: 1, queue: 0) });
        using (var first = GuardedHttp.Over(pool, options with { Rate = OutboundRate.Of(0.001, burst: 1, queue: 0) }))
        {
            using var sent = await first.GetAsync(vendor.Address, cancellation);
            using var held = await first.GetAsync(vendor.Address, cancellation);
            Assert.That(sent.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(held.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
            Assert.That(held.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
        }

        using var response = await other.GetAsync(vendor.Address, cancellation);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(vendor.Seen, Has.Count.EqualTo(2));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task A_call_that_waits_for_its_turn_can_be_cancelled(CancellationToken cancellation)
    {
        await using var vendor = await LoopbackServer.Start(_ => Task.CompletedTask);
        using var client = GuardedHttp.Create(
            new() { BaseAddresses = [vendor.Address], Rate = OutboundRate.Of(0.001, burst: 1, queue: 5) });
        using var sent = await client.GetAsync(vendor.Address, cancellation);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

        var waiting = client.GetAsync(vendor.Address, caller.Token);
        await caller.CancelAsync();

        Assert.CatchAsync<OperationCanceledException>(() => waiting);
        Assert.That(vendor.Seen, Has.Count.EqualTo(1));
    }

    private static async Task<byte[]> ReadAll(HttpClient client, Uri address, bool streamed, CancellationToken cancellation)
    {
        var completion = streamed ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;
        using var response = await client.GetAsync(address, completion, cancellation);
        return await response.Content.ReadAsByteArrayAsync(cancellation);
    }
}
