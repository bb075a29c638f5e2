using System.Security.Cryptography;
using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.TikTok;

public sealed class TikTokSignatureTests
{
    private static readonly byte[] Body = """{"client_key":"app_1","event":"im_receive_msg","content":"{}"}"""u8.ToArray();
    private const string Vector = "t=1700000000,s=2e184b4b0e75b7b319eb3003118d7d9b65ada4f65c53cc9b687a6b2f22fef285";
    private const string Digest = "2e184b4b0e75b7b319eb3003118d7d9b65ada4f65c53cc9b687a6b2f22fef285";

    [TestCase(Vector)]
    [TestCase("s=" + Digest + ",t=1700000000", Description = "parts are matched by name")]
    [TestCase(" t=1700000000 , s=" + Digest + " ,v=2", Description = "spaces and parts of a later scheme")]
    public void The_published_scheme_is_accepted(string header) =>
        Assert.That(Verify(Body, header), Is.InstanceOf<WebhookVerdict.Genuine>());

    [TestCaseSource(nameof(Forgeries))]
    public void A_forgery_is_refused(byte[] body, string? header) =>
        Assert.That(Verify(body, header), Is.InstanceOf<WebhookVerdict.Forged>());

    [TestCase(-4, true)]
    [TestCase(4, true)]
    [TestCase(-6, false)]
    [TestCase(6, false)]
    public void A_signature_holds_for_five_minutes_both_ways(int minutes, bool genuine)
    {
        var verdict = Verify(Body, Vector, clock: new ManualTimeProvider(TikTokLab.Now.AddMinutes(minutes)));

        Assert.That(verdict, genuine ? Is.InstanceOf<WebhookVerdict.Genuine>() : Is.InstanceOf<WebhookVerdict.Stale>());
    }

    [Test]
    public void The_tolerance_is_a_setting()
    {
        var clock = new ManualTimeProvider(TikTokLab.Now.AddMinutes(6));

        Assert.That(Verify(Body, Vector, new { toleranceSeconds = 600 }, clock), Is.InstanceOf<WebhookVerdict.Genuine>());
    }

    [Test]
    public void A_forged_signature_is_forged_also_when_it_is_stale()
    {
        var clock = new ManualTimeProvider(TikTokLab.Now.AddDays(1));

        Assert.That(Verify(Body, Vector[..^1] + "0", clock: clock), Is.InstanceOf<WebhookVerdict.Forged>());
    }

    [Test]
    public void The_previous_secret_still_counts_while_it_is_set()
    {
        var signature = TikTokLab.Sign(Body, TikTokLab.Now, "old_secret");

        Assert.That(Verify(Body, signature), Is.InstanceOf<WebhookVerdict.Forged>());
        Assert.That(Verify(Body, signature, new { previousAppSecret = "old_secret" }), Is.InstanceOf<WebhookVerdict.Genuine>());
        Assert.That(Verify(Body, Vector, new { previousAppSecret = "old_secret" }), Is.InstanceOf<WebhookVerdict.Genuine>());
    }

    [TestCase("")]
    [TestCase(null)]
    public void Without_a_secret_everything_is_forged(string? secret)
    {
        var signature = TikTokLab.Sign(Body, TikTokLab.Now, "");

        Assert.That(
            Verify(Body, signature, new { appSecret = secret, previousAppSecret = secret }), Is.InstanceOf<WebhookVerdict.Forged>());
    }

    [Test]
    public void A_challenge_is_echoed()
    {
        Assert.That(Challenge("abc-123"), Is.EqualTo(new WebhookVerdict.Handshake("abc-123")));
        Assert.That(Challenge("<script>"), Is.InstanceOf<WebhookVerdict.Forged>());
        Assert.That(Challenge("abc-123", new { echoChallenge = false }), Is.InstanceOf<WebhookVerdict.Forged>());
    }

    private static IEnumerable<TestCaseData> Forgeries()
    {
        var time = TikTokLab.Now.ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{time}."), .. Body];
        var key = Encoding.UTF8.GetBytes(TikTokLab.Secret);
        string Header(byte[] digest) => $"t={time},s={Convert.ToHexStringLower(digest)}";
        yield return Case("no header", Body, null);
        yield return Case("empty header", Body, "");
        yield return Case("t alone", Body, $"t={time}");
        yield return Case("s alone", Body, "s=" + Digest);
        yield return Case("empty s", Body, $"t={time},s=");
        yield return Case("empty t", Body, "t=,s=" + Digest);
        yield return Case("no names", Body, $"{time},{Digest}");
        yield return Case("names swapped", Body, $"s={time},t={Digest}");
        yield return Case("upper-case names", Body, $"T={time},S={Digest}");
        yield return Case("two digests", Body, $"{Vector},s={Digest}");
        yield return Case("two times", Body, $"t=1,{Vector}");
        yield return Case("time moved", Body, $"t={time + 1},s={Digest}");
        yield return Case("time with a sign", Body, $"t=+{time},s={Digest}");
        yield return Case("time with zeros", Body, $"t=0{time},s={Digest}");
        yield return Case("time in milliseconds", Body, $"t={time}000,s={Digest}");
        yield return Case("time beyond all calendars", Body, $"t=99999999999999999999,s={Digest}");
        yield return Case("time that is no number", Body, $"t=now,s={Digest}");
        yield return Case("last digit changed", Body, Vector[..^1] + "6");
        yield return Case("truncated digest", Body, Vector[..^2]);
        yield return Case("half a digest", Body, Vector[..^32]);
        yield return Case("digest with more behind it", Body, Vector + "00");
        yield return Case("digest that is no hex", Body, Vector[..^1] + "g");
        yield return Case("base64 in place of hex", Body, $"t={time},s={Convert.ToBase64String(HMACSHA256.HashData(key, signed))}");
        yield return Case("SHA-1", Body, Header(HMACSHA1.HashData(key, signed)));
        yield return Case("SHA-512", Body, Header(HMACSHA512.HashData(key, signed)));
        yield return Case("SHA-512 cut to length", Body, Header(HMACSHA512.HashData(key, signed)[..32]));
        yield return Case("plain SHA-256", Body, Header(SHA256.HashData(signed)));
        yield return Case("body without the time", Body, Header(HMACSHA256.HashData(key, Body)));
        yield return Case("another secret", Body, TikTokLab.Sign(Body, TikTokLab.Now, "another"));
        yield return Case("the empty secret", Body, TikTokLab.Sign(Body, TikTokLab.Now, ""));
        yield return Case("the secret with a line break", Body, TikTokLab.Sign(Body, TikTokLab.Now, TikTokLab.Secret + "\n"));
        yield return Case("body re-serialised", """{"client_key": "app_1", "event": "im_receive_msg", "content": "{}"}"""u8.ToArray(), Vector);
        yield return Case("body with a line break", [.. Body, (byte)'\n'], Vector);
        yield return Case("empty body", [], Vector);
        yield return Case("prefix of another scheme", Body, "sha256=" + Digest);
    }

    private static TestCaseData Case(string name, byte[] body, string? header) =>
        new TestCaseData(body, header).SetName("Forgery: " + name);

    private static WebhookVerdict Verify(byte[] body, string? header, object? settings = null, TimeProvider? clock = null) =>
        TikTokLab.Connector(settings, clock: clock).Verify(TikTokLab.Post(body, header));

    private static WebhookVerdict Challenge(string challenge, object? settings = null) =>
        TikTokLab.Connector(settings).Verify(new WebhookRequest(
            "GET",
            new Uri("https://hub.example/"),
            new Dictionary<string, string> { ["challenge"] = challenge },
            new Dictionary<string, string>(),
            default));
}
