using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Hub.Tests.Connectors.Channels.TikTok;

/// <summary>What each way of failing makes of a send, which TikTok cannot be asked to repeat safely.</summary>
[CancelAfter(20_000)]
public sealed class TikTokFailureTests
{
    private const string TextCanary = "TEXTCANARY bí mật của khách";

    [TestCase(40000, typeof(Outcome.Rejected))]
    [TestCase(40001, typeof(Outcome.Misconfigured))]
    [TestCase(40002, typeof(Outcome.Rejected))]
    [TestCase(40007, typeof(Outcome.Rejected))]
    [TestCase(40016, typeof(Outcome.Throttled))]
    [TestCase(40050, typeof(Outcome.Duplicate))]
    [TestCase(40064, typeof(Outcome.Rejected))]
    [TestCase(40100, typeof(Outcome.Throttled))]
    [TestCase(40102, typeof(Outcome.AuthExpired))]
    [TestCase(40104, typeof(Outcome.AuthExpired))]
    [TestCase(40105, typeof(Outcome.AuthExpired))]
    [TestCase(40113, typeof(Outcome.Misconfigured))]
    [TestCase(40118, typeof(Outcome.Misconfigured))]
    [TestCase(40130, typeof(Outcome.AuthRevoked))]
    [TestCase(40132, typeof(Outcome.Throttled))]
    [TestCase(40202, typeof(Outcome.Transient))]
    [TestCase(40908, typeof(Outcome.Rejected))]
    [TestCase(41000, typeof(Outcome.Rejected))]
    [TestCase(50000, typeof(Outcome.Unknown))]
    [TestCase(50002, typeof(Outcome.Unknown))]
    [TestCase(51065, typeof(Outcome.Unknown))]
    [TestCase(52001, typeof(Outcome.Unknown))]
    [TestCase(60001, typeof(Outcome.Transient))]
    [TestCase(61000, typeof(Outcome.Throttled))]
    [TestCase(99999, typeof(Outcome.Rejected))]
    public async Task A_200_with_a_code_is_read_by_the_code(int code, Type expected, CancellationToken cancellation)
    {
        var outcome = await Send(200, TikTokLab.Failed(code), cancellation);

        Assert.That(outcome, Is.InstanceOf(expected));
        if (outcome.Because is { } reason)
            Assert.That(reason.Code, Is.EqualTo($"tiktok/{code}"));
    }

    [TestCase(429, typeof(Outcome.Throttled))]
    [TestCase(500, typeof(Outcome.Unknown))]
    [TestCase(502, typeof(Outcome.Unknown))]
    [TestCase(503, typeof(Outcome.Transient))]
    [TestCase(401, typeof(Outcome.AuthExpired))]
    [TestCase(403, typeof(Outcome.Misconfigured))]
    [TestCase(400, typeof(Outcome.Rejected))]
    [TestCase(302, typeof(Outcome.Misconfigured))]
    [TestCase(200, typeof(Outcome.Unknown), Description = "answered, but not by the API")]
    public async Task An_answer_without_an_envelope_is_read_by_its_status(int status, Type expected, CancellationToken cancellation)
    {
        string[] bodies = ["", "<html>no</html>", new string('x', 20_480), "[]", "{\"message\":\"no code\"}"];
        foreach (var body in bodies)
            Assert.That(await Send(status, body, cancellation), Is.InstanceOf(expected));
    }

    [TestCase(429, 50000, typeof(Outcome.Throttled))]
    [TestCase(503, 50000, typeof(Outcome.Transient))]
    [TestCase(500, 50000, typeof(Outcome.Unknown))]
    [TestCase(401, 40105, typeof(Outcome.AuthExpired))]
    [TestCase(400, 40100, typeof(Outcome.Throttled))]
    [TestCase(500, 0, typeof(Outcome.Unknown))]
    public async Task A_status_and_a_code_are_read_together(int status, int code, Type expected, CancellationToken cancellation) =>
        Assert.That(await Send(status, TikTokLab.Failed(code), cancellation), Is.InstanceOf(expected));

    [TestCase("7", 7.0)]
    [TestCase("2.5", 2.5)]
    [TestCase("Tue, 14 Nov 2023 22:14:20 GMT", 60.0)]
    [TestCase(null, null)]
    [TestCase("soon", null)]
    public async Task Retry_after_is_honoured_in_every_form(string? header, double? seconds, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context =>
        {
            if (header is not null)
                context.Response.Headers.RetryAfter = header;
            return FakeVendor.Reply(context, 429, TikTokLab.Failed(40100));
        });

        var outcome = (Outcome.Throttled)await Send(vendor.BaseAddress, cancellation);

        Assert.That(outcome.RetryAfter?.TotalSeconds, Is.EqualTo(seconds));
    }

    [Test]
    public async Task A_send_whose_answer_is_lost_is_unknown(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        Assert.That(await Send(vendor.BaseAddress, cancellation), Is.InstanceOf<Outcome.Unknown>());
        Assert.That(vendor.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_send_whose_answer_breaks_off_is_unknown(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"code\":0,");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        Assert.That(await Send(vendor.BaseAddress, cancellation), Is.InstanceOf<Outcome.Unknown>());
    }

    [Test]
    public async Task A_send_that_never_left_may_be_repeated(CancellationToken cancellation) =>
        Assert.That(await Send(FakeVendor.RefusedAddress(), cancellation), Is.InstanceOf<Outcome.Transient>());

    [Test]
    public async Task A_redirect_is_not_followed(CancellationToken cancellation)
    {
        await using var elsewhere = await FakeVendor.Start(200, TikTokLab.Ok("{}"));
        await using var vendor = await FakeVendor.Start(context =>
        {
            context.Response.Redirect(elsewhere.BaseAddress.AbsoluteUri, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });

        Assert.That(await Send(vendor.BaseAddress, cancellation), Is.InstanceOf<Outcome.Misconfigured>());
        Assert.That(elsewhere.Requests, Is.Empty);
    }

    [Test]
    public async Task Cancelling_stops_the_call(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var vendor = await FakeVendor.Start(async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        Assert.That(async () => await Send(vendor.BaseAddress, stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Codes_that_mean_a_closed_window_are_a_setting(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, TikTokLab.Failed(40064));

        var outcome = await Send(vendor.BaseAddress, cancellation, new { windowClosedCodes = "40064, 40065" });

        Assert.That(outcome, Is.InstanceOf<Outcome.WindowClosed>());
    }

    [TestCase("Param text.body is invalid: TEXTCANARY bí mật của khách")]
    [TestCase("body 'TEXTCANA...' not allowed")]
    [TestCase("token " + TikTokLab.Token + " is wrong")]
    public async Task A_reason_never_quotes_text_or_token(string words, CancellationToken cancellation)
    {
        var outcome = await Send(200, TikTokLab.Failed(40002, words), cancellation);

        Assert.That(outcome.ToString(), Does.Not.Contain("TEXTCANA").And.Not.Contain("TOKENCANARY"));
        Assert.That(outcome.Because!.Detail, Is.EqualTo("PARAM_ERROR; request 2026"));
    }

    [Test]
    public async Task A_harmless_message_of_the_vendor_is_kept_for_the_operator(CancellationToken cancellation)
    {
        var outcome = await Send(200, TikTokLab.Failed(40002, "Param conversation_id is invalid."), cancellation);

        Assert.That(outcome.Because!.Detail, Does.Contain("Param conversation_id is invalid."));
    }

    private static async Task<Outcome> Send(int status, string body, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(status, body);
        return await Send(vendor.BaseAddress, cancellation);
    }

    private static Task<Outcome> Send(Uri address, CancellationToken cancellation, object? settings = null) =>
        TikTokLab.Connector(settings, address).Send(
            TikTokLab.Connection(),
            new OutboundPart("c", new Recipient("u5+c==", []), MessageContent.OfText(TextCanary), []),
            cancellation);
}
