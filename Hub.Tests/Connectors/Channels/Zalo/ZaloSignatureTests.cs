using System.Security.Cryptography;
using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;

namespace Hub.Tests.Connectors.Channels.Zalo;

public sealed class ZaloSignatureTests
{
    private const string Time = "1760000001250";
    private static readonly byte[] Body = File.ReadAllBytes(Path.Combine(ChannelBench.Folder("Zalo"), "samples", "text.json"));

    private static string Right => ZaloBench.Sign(ZaloBench.App, Body, Time, ZaloBench.OaSecret);

    // Computed apart from both sides: SHA-256 of "123", the body, "1717061839659" and "oa-secret".
    [Test]
    public void The_formulas_vector_is_genuine()
    {
        var body = """{"app_id":"123","event_name":"user_send_text","timestamp":"1717061839659"}"""u8.ToArray();
        var connector = ZaloBench.Connector(app: new { appId = "123", appSecret = "x", oaSecret = "oa-secret" });

        Assert.That(
            connector.Verify(ZaloBench.Post(body, "mac=c500f79d1f591448e0e996089295e5fa7d6645ea379222614def90d4e759544f")), Is.TypeOf<WebhookVerdict.Genuine>());
    }

    [TestCase("mac=")]
    [TestCase("")]
    public void Both_forms_of_the_header_count(string prefix) =>
        Assert.That(Verify(ZaloBench.Post(Body, prefix + Right)), Is.TypeOf<WebhookVerdict.Genuine>());

    [Test]
    public void The_previous_secret_is_accepted_too() => Assert.That(
        Verify(ZaloBench.Post(Body, ZaloBench.Sign(ZaloBench.App, Body, Time, ZaloBench.PreviousOaSecret))), Is.TypeOf<WebhookVerdict.Genuine>());

    [Test]
    public void The_time_may_be_the_headers() => Assert.That(
        Verify(ZaloBench.Post(
            Body, "mac=" + ZaloBench.Sign(ZaloBench.App, Body, "1760000009999", ZaloBench.OaSecret), ("X-ZEvent-Timestamp", "1760000009999"))),
        Is.TypeOf<WebhookVerdict.Genuine>());

    [Test]
    public void An_accounts_own_secret_vouches_for_it_and_no_other()
    {
        var request = ZaloBench.Post(Body, ZaloBench.Sign(ZaloBench.App, Body, Time, "its-own"));

        Assert.That(Verify(request), Is.TypeOf<WebhookVerdict.Forged>());
        Assert.That(ZaloBench.Connector().Verify(request, ChannelBench.Settings(new { oaSecret = "its-own" })), Is.TypeOf<WebhookVerdict.Genuine>());
        Assert.That(ZaloBench.Connector().Verify(request, ChannelBench.Settings(new { oaSecret = "another" })), Is.TypeOf<WebhookVerdict.Forged>());
        Assert.That(ZaloBench.Connector().Verify(request, ChannelBench.Settings(new { })), Is.TypeOf<WebhookVerdict.Forged>());
    }

    [TestCase("{}")]
    [TestCase(" { } ")]
    public void The_unsigned_probe_is_answered_and_stores_nothing(string body) =>
        Assert.That(Verify(ZaloBench.Post(Encoding.UTF8.GetBytes(body), null)), Is.EqualTo(new WebhookVerdict.Handshake("")));

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{\"event_name\":\"user_send_text\"}")]
    [TestCase("{}{}")]
    public void Nothing_else_goes_without_a_signature(string body) =>
        Assert.That(Verify(ZaloBench.Post(Encoding.UTF8.GetBytes(body), null)), Is.TypeOf<WebhookVerdict.Forged>());

    private static IEnumerable<TestCaseData> Forgeries()
    {
        byte[] longer = [.. Body, (byte)' '];
        (string Name, string Signature, byte[] Body)[] cases =
        [
            ("empty", "", Body),
            ("prefix alone", "mac=", Body),
            ("upper-case prefix", "MAC=" + Right, Body),
            ("other prefix", "sha256=" + Right, Body),
            ("truncated", Right[..^2], Body),
            ("longer", Right + "00", Body),
            ("with a space", Right + " ", Body),
            ("twice", $"mac={Right},mac={Right}", Body),
            ("no hex", new string('z', 64), Body),
            ("zeros", new string('0', 64), Body),
            ("oversized", new string('a', 100_000), Body),
            ("changed body", Right, longer),
            ("the app's secret", ZaloBench.Sign(ZaloBench.App, Body, Time, ZaloBench.AppSecret), Body),
            ("no secret", ZaloBench.Sign(ZaloBench.App, Body, Time, ""), Body),
            ("another app", ZaloBench.Sign("1", Body, Time, ZaloBench.OaSecret), Body),
            ("another time", ZaloBench.Sign(ZaloBench.App, Body, "1760000001251", ZaloBench.OaSecret), Body),
            ("no time", ZaloBench.Sign(ZaloBench.App, Body, "", ZaloBench.OaSecret), Body),
            ("HMAC", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ZaloBench.OaSecret), Body)), Body),
            ("plain hash", Convert.ToHexStringLower(SHA256.HashData(Body)), Body),
        ];
        return cases.Select(forgery => new TestCaseData(forgery.Signature, forgery.Body).SetArgDisplayNames(forgery.Name));
    }

    [TestCaseSource(nameof(Forgeries))]
    public void A_forgery_is_refused(string signature, byte[] body) =>
        Assert.That(Verify(ZaloBench.Post(body, signature)), Is.TypeOf<WebhookVerdict.Forged>());

    [Test]
    public void A_signature_of_another_app_of_the_same_secret_is_refused()
    {
        var body = """{"app_id":"999","event_name":"follow","timestamp":"1"}"""u8.ToArray();

        Assert.That(Verify(ZaloBench.Post(body, ZaloBench.Sign("999", body, "1", ZaloBench.OaSecret))), Is.TypeOf<WebhookVerdict.Forged>());
    }

    [TestCase(null)]
    [TestCase("")]
    public void Without_a_secret_everything_is_forged(string? secret) => Assert.That(
        ZaloBench.Connector(app: new { appId = ZaloBench.App, appSecret = "x", oaSecret = secret }).Verify(
            ZaloBench.Post(Body, ZaloBench.Sign(ZaloBench.App, Body, Time, ""))),
        Is.TypeOf<WebhookVerdict.Forged>());

    [Test]
    public void Only_a_POST_counts() =>
        Assert.That(Verify(ZaloBench.Post(Body, Right) with { Method = "GET" }), Is.TypeOf<WebhookVerdict.Forged>());

    private static WebhookVerdict Verify(WebhookRequest request) => ZaloBench.Connector().Verify(request);
}
