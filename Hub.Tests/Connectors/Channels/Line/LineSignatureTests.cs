using System.Text;
using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Channels.Line;

public sealed class LineSignatureTests
{
    // developers.line.biz/en/docs/messaging-api/verify-webhook-signature
    private const string Vector = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=";
    private static readonly byte[] Empty = """{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}"""u8.ToArray();
    private static readonly byte[] Body = File.ReadAllBytes(Path.Combine(ChannelBench.Folder("Line"), "samples", "text.json"));

    [Test]
    public void The_official_vector_is_LINEs_connectivity_test_and_stores_nothing() =>
        Assert.That(Verify(LineBench.Post(Empty, Vector)), Is.EqualTo(new WebhookVerdict.Handshake("")));

    [Test]
    public void A_signed_event_is_genuine() =>
        Assert.That(Verify(LineBench.Post(Body, LineBench.Sign(LineBench.Secret, Body))), Is.TypeOf<WebhookVerdict.Genuine>());

    private static IEnumerable<TestCaseData> Forgeries()
    {
        var right = LineBench.Sign(LineBench.Secret, Body);
        yield return new TestCaseData(null, Body).SetArgDisplayNames("none");
        yield return new TestCaseData("", Body).SetArgDisplayNames("empty");
        yield return new TestCaseData(right[..^4], Body).SetArgDisplayNames("truncated");
        yield return new TestCaseData(right + "AAAA", Body).SetArgDisplayNames("longer");
        yield return new TestCaseData(right + " ", Body).SetArgDisplayNames("with a space");
        yield return new TestCaseData($"{right},{right}", Body).SetArgDisplayNames("twice");
        yield return new TestCaseData(new string('=', 44), Body).SetArgDisplayNames("no base64");
        yield return new TestCaseData(new string('A', 100_000), Body).SetArgDisplayNames("oversized");
        yield return new TestCaseData(LineBench.Sign("another", Body), Body).SetArgDisplayNames("another secret");
        yield return new TestCaseData(LineBench.Sign("", Body), Body).SetArgDisplayNames("no secret");
        yield return new TestCaseData(right, (byte[])[.. Body, (byte)' ']).SetArgDisplayNames("changed body");
        yield return new TestCaseData(Vector, Body).SetArgDisplayNames("of another body");
        yield return new TestCaseData(Convert.ToHexStringLower(Convert.FromBase64String(right)), Body).SetArgDisplayNames("hex");
    }

    [TestCaseSource(nameof(Forgeries))]
    public void A_forgery_is_refused(string? signature, byte[] body) =>
        Assert.That(Verify(LineBench.Post(body, signature)), Is.TypeOf<WebhookVerdict.Forged>());

    [TestCase(null)]
    [TestCase("")]
    public void Without_a_secret_everything_is_forged(string? secret) => Assert.That(
        LineBench.Connector().Verify(LineBench.Post(Body, LineBench.Sign("", Body)), LineBench.Settings(secret)), Is.TypeOf<WebhookVerdict.Forged>());

    [Test]
    public void The_app_alone_vouches_for_nothing() =>
        Assert.That(LineBench.Connector().Verify(LineBench.Post(Body, LineBench.Sign(LineBench.Secret, Body))), Is.TypeOf<WebhookVerdict.Forged>());

    [Test]
    public void Only_a_POST_counts() => Assert.That(
        Verify(LineBench.Post(Body, LineBench.Sign(LineBench.Secret, Body)) with { Method = "GET" }), Is.TypeOf<WebhookVerdict.Forged>());

    [TestCase("""{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}""", LineBench.Bot)]
    [TestCase("""{"destination":"U8E742F61D673B39C7FFF3CECB7536EF0","events":[]}""", null)]
    [TestCase("""{"destination":"x' or 1=1","events":[]}""", null)]
    [TestCase("""{"destination":7,"events":[]}""", null)]
    [TestCase("""{"events":[]}""", null)]
    [TestCase("[]", null)]
    [TestCase("{", null)]
    [TestCase("", null)]
    public void The_account_is_read_from_what_looks_like_one(string body, string? account) =>
        Assert.That(LineBench.Connector().Signer(Signed(body)), Is.EqualTo(account));

    [Test]
    public void What_is_not_signed_is_looked_up_for_nobody() =>
        Assert.That(LineBench.Connector().Signer(LineBench.Post(Body, null)), Is.Null);

    private static WebhookRequest Signed(string body) =>
        LineBench.Post(Encoding.UTF8.GetBytes(body), LineBench.Sign("whosever", Encoding.UTF8.GetBytes(body)));

    private static WebhookVerdict Verify(WebhookRequest request) => LineBench.Connector().Verify(request, LineBench.Settings());
}
