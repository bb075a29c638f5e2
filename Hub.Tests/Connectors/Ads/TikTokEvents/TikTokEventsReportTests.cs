using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Hub.Tests.Connectors.Ads.TikTokEvents;

[CancelAfter(20_000)]
public sealed class TikTokEventsReportTests
{
    private static readonly string Ok = TikTokEventsLab.Sample("answer");

    private static readonly Signal Paid = TikTokEventsLab.Signal(1, SignalKind.OrderPaid) with
    {
        OrderId = Guid.Parse("018f3b1c-0000-7000-8000-000000000001"),
        Value = new Money(1_250_000m, CurrencyCode.From("VND")!.Value),
        Identifiers =
        [
            new HashedIdentifier(
                IdentifierKind.Email, Sha256Hash.Parse("848a771458438fc2ec420560d769fb9b9b86851ee338ec56517baabd79d3bb4f")),
            new HashedIdentifier(
                IdentifierKind.Phone, Sha256Hash.Parse("9f7ec22d72092cd3c0b58726ed9c2d91b92e51a3f29837508fb2948bb22dd2fd")),
            new HashedIdentifier(
                IdentifierKind.ExternalId, Sha256Hash.Parse("80fba0ae1c48e3978e43e4efc365e14e12ea0c830ba8ba5b9a2dafc7e3f2ab8b")),
        ],
        Referral = new SignalReferral(OpaqueId.From("E.C.P.click"), OpaqueId.From("18"), OpaqueId.From("70"), OpaqueId.From("flyer")),
    };

    [Test]
    public async Task An_order_goes_out_as_documented(CancellationToken cancellation)
    {
        var (answer, requests) = await Report([Paid], cancellation, new { testEventCode = "TEST12345" });

        Assert.That(answer.Results.Single(), Is.EqualTo(new WriteResult(Paid.EventId.Hex, new Outcome.Accepted())));
        Assert.That(requests.Single().Path, Is.EqualTo("/open_api/v1.3/event/track/"));
        Assert.That(requests[0].Header("Access-Token"), Is.EqualTo(TikTokEventsLab.Token));
        AssertBody(requests[0], TikTokEventsLab.Sample("order-paid"));
    }

    [Test]
    public async Task A_bare_signal_carries_nothing_more(CancellationToken cancellation)
    {
        var signal = TikTokEventsLab.Signal() with { BookingId = Guid.NewGuid(), KeywordId = Guid.NewGuid() };

        var (_, requests) = await Report([signal], cancellation);

        AssertBody(requests[0], TikTokEventsLab.Sample("conversation-started"));
    }

    [TestCase("web", "E.C.P.click", null)]
    [TestCase("app", null, "18")]
    [TestCase("crm", null, null)]
    [TestCase("offline", null, null)]
    public async Task A_referral_goes_only_where_the_wire_has_a_place(
        string source, string? click, string? ad, CancellationToken cancellation)
    {
        var (_, requests) = await Report([Paid], cancellation, new { eventSource = source });

        var sent = JsonNode.Parse(requests[0].Body)!["data"]![0]!;
        Assert.That(sent["user"]!["ttclid"]?.GetValue<string>(), Is.EqualTo(click));
        Assert.That(sent["ad"]?["ad_id"]?.GetValue<string>(), Is.EqualTo(ad));
    }

    [Test]
    public async Task The_ref_of_a_short_link_is_no_click_id(CancellationToken cancellation)
    {
        var signal = Paid with { Referral = new SignalReferral(OpaqueId.From("flyer"), null, null, OpaqueId.From("flyer")) };

        var (_, requests) = await Report([signal], cancellation, new { eventSource = "web" });

        Assert.That(requests[0].Text, Does.Not.Contain("flyer"));
    }

    [Test]
    public async Task The_tracking_id_goes_into_the_field_that_TikTok_told(CancellationToken cancellation)
    {
        var (_, requests) = await Report([Paid], cancellation, new { eventSource = "web", trackingField = "message_click_id" });

        var user = JsonNode.Parse(requests[0].Body)!["data"]![0]!["user"]!;
        Assert.That((user["message_click_id"]?.GetValue<string>(), user["ttclid"]), Is.EqualTo(("E.C.P.click", (JsonNode?)null)));
    }

    [TestCase("7300000000000000001", typeof(Outcome.Accepted), null)]
    [TestCase("8", typeof(Outcome.Rejected), "other message event sets")]
    [TestCase("", typeof(Outcome.Rejected), "no message event set")]
    public async Task Verifying_says_whether_TikTok_has_the_message_event_set(
        string set, Type expected, string? words, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(async context =>
        {
            var sets = set.Length == 0 ? "" : $$"""{"message_event_set_id":{{set}},"message_event_name":"x"}""";
            await context.Response.WriteAsync(context.Request.Path.Value!.Contains("/ctm/", StringComparison.Ordinal)
                ? $$$"""{"code":0,"message":"OK","data":{"message_event_set_list":[{{{sets}}}]}}"""
                : Failed(40002, "data is required"), cancellation);
        });

        var outcome = await TikTokEventsLab.Connector(vendor.BaseAddress).Verify(
            TikTokEventsLab.Connection(new { messagingApp = "WHATSAPP", messagingAppAccountId = "84901", advertiserId = "71" }), cancellation);

        Assert.That(outcome, Is.InstanceOf(expected));
        Assert.That(outcome.Because?.Words?.En.Contains(words ?? "", StringComparison.Ordinal), Is.EqualTo(words is null ? null : (bool?)true));
        Assert.That(
            vendor.Requests.Last().Path + vendor.Requests.Last().Query,
            Is.EqualTo("/open_api/v1.3/ctm/message_event_set/get/?advertiser_id=71&messaging_app_type=WHATSAPP&messaging_app_account_id=84901"));
    }

    [TestCase("12", 12)]
    [TestCase("-", 0)]
    public async Task The_advertisers_own_count_is_asked_under_the_metric_that_the_settings_name(string told, int count, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, $$$"""{"code":0,"message":"OK","data":{"list":[{"metrics":{"messaging_x":"{{{told}}}"}}]}}""");
        var connector = TikTokEventsLab.Connector(vendor.BaseAddress);
        var (from, to) = (new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 28));

        var answer = await connector.Count(TikTokEventsLab.Connection(new { countMetric = "messaging_x", advertiserId = "71" }), from, to, cancellation);
        var unnamed = await connector.Count(TikTokEventsLab.Connection(), from, to, cancellation);

        Assert.That(answer.Counts.Single(), Is.EqualTo(new PlatformCount(SignalKind.ConversationStarted, "messaging_x", count)));
        Assert.That(unnamed.Outcome.Because?.Words?.En, Does.Contain("metric"));
        Assert.That(
            vendor.Requests.Single().Path + Uri.UnescapeDataString(vendor.Requests[0].Query),
            Is.EqualTo("/open_api/v1.3/report/integrated/get/?advertiser_id=71&report_type=BASIC&data_level=AUCTION_ADVERTISER&dimensions=[\"advertiser_id\"]"
                + "&metrics=[\"messaging_x\"]&start_date=2026-11-01&end_date=2026-11-28"));
    }

    [Test]
    public async Task A_signal_without_an_event_name_is_not_sent_and_does_not_hold_up_the_rest(CancellationToken cancellation)
    {
        var (answer, requests) = await Report(
            [TikTokEventsLab.Signal(1, SignalKind.Keyword), TikTokEventsLab.Signal(2), TikTokEventsLab.Signal(3, SignalKind.OrderPlaced)],
            cancellation);

        Assert.That(
            answer.Results.Select(result => result.Key), Is.EqualTo(Enumerable.Range(1, 3).Select(i => Sha256Hash.Of($"fact {i}").Hex)));
        Assert.That(answer.Results.Select(result => result.Outcome.GetType()), Is.EqualTo(new[]
        {
            typeof(Outcome.Rejected), typeof(Outcome.Accepted), typeof(Outcome.Rejected),
        }));
        Assert.That(JsonNode.Parse(requests.Single().Body)!["data"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [TestCase(1000, 1, false)]
    [TestCase(1001, 0, true)]
    public async Task A_thousand_fit_in_a_request(int count, int calls, bool whole, CancellationToken cancellation)
    {
        var (answer, requests) = await Report([.. Enumerable.Range(1, count).Select(i => TikTokEventsLab.Signal(i))], cancellation);

        Assert.That(requests, Has.Count.EqualTo(calls));
        Assert.That(answer.Whole is Outcome.Rejected, Is.EqualTo(whole));
        Assert.That(answer.Results, Has.Count.EqualTo(whole ? 0 : count));
    }

    [TestCase(40000, typeof(Outcome.Rejected))]
    [TestCase(40002, typeof(Outcome.Rejected))]
    [TestCase(20001, typeof(Outcome.Rejected), Description = "bisected down to the event that TikTok refused")]
    [TestCase(40061, typeof(Outcome.Rejected))]
    [TestCase(40062, typeof(Outcome.Misconfigured))]
    [TestCase(40001, typeof(Outcome.Misconfigured))]
    [TestCase(40016, typeof(Outcome.Throttled))]
    [TestCase(40100, typeof(Outcome.Throttled))]
    [TestCase(40132, typeof(Outcome.Throttled))]
    [TestCase(61000, typeof(Outcome.Throttled))]
    [TestCase(40102, typeof(Outcome.AuthRevoked), Description = "nothing to refresh")]
    [TestCase(40105, typeof(Outcome.AuthRevoked))]
    [TestCase(40300, typeof(Outcome.Misconfigured))]
    [TestCase(50002, typeof(Outcome.Transient), Description = "TikTok drops repeats by event id")]
    [TestCase(51010, typeof(Outcome.Transient))]
    [TestCase(60001, typeof(Outcome.Transient))]
    public async Task A_code_fails_the_whole_batch(int code, Type expected, CancellationToken cancellation)
    {
        var (answer, _) = await Report(
            [Paid], cancellation, answer: Failed(code, "token " + TikTokEventsLab.Token));

        Assert.That(answer.Whole, Is.InstanceOf(expected));
        Assert.That(answer.Whole!.Because!.Code, Is.EqualTo($"tiktok-events/{code}"));
        Assert.That(answer.Whole.ToString(), Does.Not.Contain("CANARY"));
    }

    [Test]
    public async Task A_refusal_stops_everything_where_the_program_is_at_fault(CancellationToken cancellation)
    {
        var (answer, _) = await Report([Paid], cancellation, answer: TikTokEventsLab.Sample("answer-refused"));

        Assert.That(answer.Whole, Is.InstanceOf<Outcome.Misconfigured>());
    }

    [Test]
    public async Task A_repeat_counts_as_done(CancellationToken cancellation)
    {
        var (answer, _) = await Report([Paid], cancellation, answer: """{"code":40050,"message":"dup","data":{}}""");

        Assert.That(answer.Results.Single().Outcome, Is.EqualTo(new Outcome.Duplicate()));
    }

    [Test]
    public async Task A_lost_answer_may_be_repeated(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        var answer = await TikTokEventsLab.Connector(vendor.BaseAddress).Report(TikTokEventsLab.Connection(), [Paid], cancellation);

        Assert.That(answer.Whole, Is.InstanceOf<Outcome.Transient>());
    }

    [TestCase(0, typeof(Outcome.Accepted))]
    [TestCase(40002, typeof(Outcome.Accepted), Description = "the token was good, only the events are missing")]
    [TestCase(40105, typeof(Outcome.AuthRevoked))]
    [TestCase(40001, typeof(Outcome.Misconfigured))]
    public async Task Verifying_sends_no_event(int code, Type expected, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, Failed(code, "x"));

        var outcome = await TikTokEventsLab.Connector(vendor.BaseAddress).Verify(TikTokEventsLab.Connection(), cancellation);

        Assert.That(outcome, Is.InstanceOf(expected));
        AssertBody(vendor.Requests.Single(), TikTokEventsLab.Sample("check"));
    }

    private static string Failed(int code, string message) =>
        System.Text.Json.JsonSerializer.Serialize(new { code, message, data = new { } });

    private static async Task<(BatchAnswer Answer, IReadOnlyList<RecordedRequest> Requests)> Report(
        IReadOnlyList<Signal> signals, CancellationToken cancellation, object? settings = null, string? answer = null)
    {
        await using var vendor = await FakeVendor.Start(200, answer ?? Ok);
        var result = await TikTokEventsLab.Connector(vendor.BaseAddress).Report(
            TikTokEventsLab.Connection(settings), signals, cancellation);
        return (result, vendor.Requests);
    }

    private static void AssertBody(RecordedRequest request, string expected) => Assert.That(
        JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse(expected)), Is.True, () => request.Text);
}
