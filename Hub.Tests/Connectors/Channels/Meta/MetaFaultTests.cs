using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Hub.Tests.Connectors.Channels.Meta;

/// <summary>Whatever the vendor does, a send ends in a value that tells whether it may have happened.</summary>
[TestFixture("whatsapp")]
[TestFixture("messenger")]
public sealed class MetaFaultTests(string connector)
{
    private const string CanaryText = "canary-text đơn hàng";
    private const string CanaryPerson = "84901234567";

    private readonly LogList _log = new();

    [TestCase("7", 7)]
    [TestCase("2.5", 2.5)]
    [TestCase("Sun, 22 Nov 2026 08:01:30 GMT", 90)]
    [TestCase(null, null)]
    [TestCase("later", null)]
    public async Task Too_many_requests_says_how_long_to_wait(string? retryAfter, double? seconds)
    {
        await using var vendor = await FakeVendor.Start(context =>
        {
            if (retryAfter is not null)
                context.Response.Headers.RetryAfter = retryAfter;
            return FakeVendor.Reply(context, 429, """{"error":{"message":"(#4) limit","code":4}}""");
        });

        var outcome = (Outcome.Throttled)await Send(vendor.BaseAddress);

        Assert.That(outcome.RetryAfter?.TotalSeconds, Is.EqualTo(seconds));
        Assert.That((outcome.Scope, outcome.Reason.Code), Is.EqualTo((ThrottleScope.Connection, $"{connector}/4")));
    }

    [TestCase(500, "<html>oops</html>", typeof(Outcome.Unknown))]
    [TestCase(502, "", typeof(Outcome.Unknown))]
    [TestCase(503, "", typeof(Outcome.Transient))]
    [TestCase(500, """{"error":{"code":77777}}""", typeof(Outcome.Unknown))]
    [TestCase(400, "", typeof(Outcome.Rejected))]
    [TestCase(400, "<html>", typeof(Outcome.Rejected))]
    [TestCase(400, """{"error":"text"}""", typeof(Outcome.Rejected))]
    [TestCase(400, """{"error":{"code":77777}}""", typeof(Outcome.Rejected))]
    [TestCase(401, "", typeof(Outcome.AuthRevoked))]
    [TestCase(401, """{"error":{"code":77777}}""", typeof(Outcome.AuthRevoked))]
    [TestCase(400, """{"error":{"code":"190"}}""", typeof(Outcome.AuthRevoked))]
    [TestCase(403, "", typeof(Outcome.Misconfigured))]
    [TestCase(404, "", typeof(Outcome.Misconfigured))]
    [TestCase(200, """{"error":{"code":190}}""", typeof(Outcome.AuthRevoked))]
    [TestCase(200, """{"error":{"code":77777}}""", typeof(Outcome.Rejected))]
    [TestCase(200, "{}", typeof(Outcome.Unknown))]
    [TestCase(200, "<html>", typeof(Outcome.Unknown))]
    [TestCase(200, "", typeof(Outcome.Unknown))]
    public async Task An_odd_answer_is_classified(int status, string body, Type expected)
    {
        await using var vendor = await FakeVendor.Start(status, body);

        Assert.That(await Send(vendor.BaseAddress), Is.TypeOf(expected));
    }

    [Test]
    public async Task A_large_error_page_is_cut()
    {
        var page = """{"error":{"code":77777,"message":" """ + new string('x', 20_000) + "\"}}";
        await using var vendor = await FakeVendor.Start(400, page);

        Assert.That((await Send(vendor.BaseAddress)).Because!.Detail, Has.Length.LessThanOrEqualTo(500));
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task A_connection_that_breaks_after_the_request_may_have_sent_it()
    {
        await using var vendor = await FakeVendor.Start(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        Assert.That(await Send(vendor.BaseAddress), Is.TypeOf<Outcome.Unknown>());
        Assert.That(vendor.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task A_refused_connection_sent_nothing()
    {
        Assert.That(await Send(FakeVendor.RefusedAddress()), Is.TypeOf<Outcome.Transient>());
    }

    [Test]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = await FakeVendor.Start(200, "{}");
        await using var vendor = await FakeVendor.Start(context =>
        {
            context.Response.Headers.Location = other.BaseAddress.ToString();
            return FakeVendor.Reply(context, 307, "");
        });

        Assert.That(await Send(vendor.BaseAddress), Is.TypeOf<Outcome.Misconfigured>());
        Assert.That(other.Requests, Is.Empty);
    }

    [Test]
    [CancelAfter(20_000)]
    public async Task Cancelling_ends_the_call(CancellationToken cancellation)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var vendor = await FakeVendor.Start(async context =>
        {
            await giveUp.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        Assert.That(async () => await Send(vendor.BaseAddress, giveUp.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Neither_reasons_nor_logs_repeat_what_was_sent()
    {
        var echo = $$$"""
            {"error":{"code":77777,"message":"{{{CanaryText}}} to {{{CanaryPerson}}} with {{{MetaBench.Token}}}",
            "error_data":{"details":"Cannot send '{{{CanaryText}}}' to +{{{CanaryPerson}}} by {{{MetaBench.Token}}} today"} } }
            """;
        await using var vendor = await FakeVendor.Start(400, echo);

        var outcome = await Send(vendor.BaseAddress);

        var shown = string.Join(
            '\n', [outcome.ToString(), outcome.Because!.Code, outcome.Because.Detail!, Part().ToString(), .. _log.Lines]);
        Assert.That(shown, Does.Not.Contain(CanaryText).And.Not.Contain(CanaryPerson).And.Not.Contain(MetaBench.Token));
        Assert.That(outcome.Because.Detail, Does.StartWith("Cannot send").And.EndsWith("today"));
    }

    [TestCase(10, true)]
    [TestCase(11, false)]
    public void A_connection_may_have_a_limit_of_its_own(int length, bool passes)
    {
        using var http = FakeVendor.Client();
        var connection = MetaBench.Connection(http, _log, new { limits = new { textLength = 10 } });

        var plan = ((ISend)MetaBench.Connector(connector)).Plan(
            connection, new OutboundDraft([MessageContent.OfText(new string('x', length))]));

        Assert.That(plan.Refused is null, Is.EqualTo(passes));
    }

    [Test]
    public async Task A_pasted_token_is_used_when_there_is_no_other()
    {
        await using var vendor = await FakeVendor.Start(200, """{"id":"1"}""");
        using var http = FakeVendor.Client();
        var connection = MetaBench.Connection(http, _log, new { accessToken = "pasted" }) with { Credentials = Credentials.None };

        await ((IVerify)MetaBench.Connector(connector, vendor.BaseAddress)).Verify(connection, CancellationToken.None);

        Assert.That(vendor.Requests.Single().Header("Authorization"), Is.EqualTo("Bearer pasted"));
    }

    [Test]
    public async Task Checking_a_connection_names_the_account()
    {
        await using var vendor = await FakeVendor.Start(200, $$"""{"id":"{{MetaBench.Account}}"}""");

        var outcome = await Verify(vendor.BaseAddress);

        Assert.That(outcome, Is.EqualTo(new Outcome.Accepted(MetaBench.Account)));
        var request = vendor.Requests.Single();
        Assert.That((request.Method, request.Path, request.Query), Is.EqualTo(("GET", $"/v25.0/{MetaBench.Account}", "?fields=id")));
        Assert.That(request.Header("Authorization"), Is.EqualTo($"Bearer {MetaBench.Token}"));
    }

    [Test]
    public async Task Checking_with_a_dead_token_asks_to_reconnect()
    {
        await using var vendor = await FakeVendor.Start(401, """{"error":{"code":190,"error_subcode":463}}""");

        Assert.That((await Verify(vendor.BaseAddress)).Because!.Code, Is.EqualTo($"{connector}/190-463"));
    }

    [Test]
    public async Task Checking_with_a_wrong_account_points_at_the_settings()
    {
        await using var vendor = await FakeVendor.Start(400, """{"error":{"code":100,"error_subcode":33}}""");

        Assert.That(await Verify(vendor.BaseAddress), Is.TypeOf<Outcome.Misconfigured>());
    }

    [TestCase("graph")]
    [TestCase("graph/")]
    public async Task The_configured_address_may_have_a_path(string path)
    {
        await using var vendor = await FakeVendor.Start(200, $$"""{"id":"{{MetaBench.Account}}"}""");

        await Verify(new Uri(vendor.BaseAddress, path));

        Assert.That(vendor.Requests.Single().Path, Is.EqualTo($"/graph/v25.0/{MetaBench.Account}"));
    }

    private async Task<Outcome> Verify(Uri vendor)
    {
        using var http = FakeVendor.Client();
        var verify = (IVerify)MetaBench.Connector(connector, vendor);
        return await verify.Verify(MetaBench.Connection(http, _log), CancellationToken.None);
    }

    private async Task<Outcome> Send(Uri vendor, CancellationToken cancellation = default)
    {
        using var http = FakeVendor.Client();
        var send = (ISend)MetaBench.Connector(connector, vendor);
        return await send.Send(MetaBench.Connection(http, _log), Part(), cancellation);
    }

    private static OutboundPart Part() => new(
        "correlation-1",
        new Recipient(null, [new Identity("wa_id", CanaryPerson), new Identity("psid", CanaryPerson)]),
        MessageContent.OfText(CanaryText),
        []);
}
