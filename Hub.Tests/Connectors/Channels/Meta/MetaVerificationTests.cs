using System.Security.Cryptography;
using System.Text;
using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Channels.Meta;

[TestFixture("whatsapp")]
[TestFixture("messenger")]
public sealed class MetaVerificationTests(string connector)
{
    private const string VectorDigest = "e6e9d7a842a48e17f43a34d6125d0d933e2aab92ee37f0993a4d493b50e3d438";
    private static readonly byte[] Body = """{"object":"page","entry":[]}"""u8.ToArray();

    private IReceive Receive { get; } = (IReceive)MetaBench.Connector(connector);

    [Test]
    public void The_known_vector_is_genuine()
    {
        Assert.That(Receive.Verify(MetaBench.Post(Body, "sha256=" + VectorDigest)), Is.TypeOf<WebhookVerdict.Genuine>());
    }

    [Test]
    public void The_previous_secret_is_accepted_too()
    {
        Assert.That(
            Receive.Verify(MetaBench.Post(Body, MetaBench.Sign(MetaBench.PreviousSecret, Body))), Is.TypeOf<WebhookVerdict.Genuine>());
    }

    [TestCaseSource(nameof(Forgeries))]
    public void A_forgery_is_refused(string? signature, byte[] body)
    {
        Assert.That(Receive.Verify(MetaBench.Post(body, signature)), Is.TypeOf<WebhookVerdict.Forged>());
    }

    [Test]
    public void Only_the_right_header_counts()
    {
        var signed = MetaBench.Post(Body, null) with
        {
            Headers = ChannelBench.Headers(("X-Hub-Signature", "sha256=" + VectorDigest)),
        };

        Assert.That(Receive.Verify(signed), Is.TypeOf<WebhookVerdict.Forged>());
        Assert.That(
            Receive.Verify(MetaBench.Post(Body, "sha256=" + VectorDigest) with { Method = "PUT" }), Is.TypeOf<WebhookVerdict.Forged>());
    }

    [TestCase(null)]
    [TestCase("")]
    public void Without_a_secret_everything_is_forged(string? secret)
    {
        var bare = (IReceive)MetaBench.Connector(connector, app: new { appSecret = secret, previousAppSecret = secret });

        Assert.That(bare.Verify(MetaBench.Post(Body, MetaBench.Sign("", Body))), Is.TypeOf<WebhookVerdict.Forged>());
        Assert.That(bare.Verify(Handshake(("hub.verify_token", ""))), Is.TypeOf<WebhookVerdict.Forged>());
    }

    [Test]
    public void The_handshake_gives_the_challenge_back()
    {
        Assert.That(
            Receive.Verify(Handshake(("hub.verify_token", MetaBench.VerifyToken))),
            Is.EqualTo(new WebhookVerdict.Handshake("1158201444")));
    }

    [TestCase("verify-m")]
    [TestCase("verify-me ")]
    [TestCase("VERIFY-ME")]
    [TestCase("")]
    public void A_handshake_with_another_token_is_refused(string token)
    {
        Assert.That(Receive.Verify(Handshake(("hub.verify_token", token))), Is.TypeOf<WebhookVerdict.Forged>());
    }

    [Test]
    public void A_handshake_needs_all_its_parts()
    {
        (string, string)[] parts =
            [("hub.mode", "subscribe"), ("hub.challenge", "1"), ("hub.verify_token", MetaBench.VerifyToken)];
        foreach (var missing in parts)
            Assert.That(Receive.Verify(MetaBench.Get([.. parts.Where(part => part != missing)])), Is.TypeOf<WebhookVerdict.Forged>());
        Assert.That(
            Receive.Verify(MetaBench.Get(("hub.mode", "unsubscribe"), parts[1], parts[2])), Is.TypeOf<WebhookVerdict.Forged>());
    }

    private static WebhookRequest Handshake((string, string) token) =>
        MetaBench.Get(("hub.mode", "subscribe"), ("hub.challenge", "1158201444"), token);

    private static IEnumerable<TestCaseData> Forgeries()
    {
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(MetaBench.Secret), Body);
        var flipped = Convert.FromHexString(VectorDigest);
        flipped[31] ^= 1;
        (string Name, string? Signature, byte[] Body)[] cases =
        [
            ("no header", null, Body),
            ("empty", "", Body),
            ("prefix alone", "sha256=", Body),
            ("blank", " ", Body),
            ("no prefix", VectorDigest, Body),
            ("upper prefix", "SHA256=" + VectorDigest, Body),
            ("sha1 prefix", "sha1=" + VectorDigest, Body),
            ("sha512 prefix", "sha512=" + VectorDigest, Body),
            ("space before digest", "sha256= " + VectorDigest, Body),
            ("space after digest", "sha256=" + VectorDigest + " ", Body),
            ("space before prefix", " sha256=" + VectorDigest, Body),
            ("quoted", "\"sha256=" + VectorDigest + "\"", Body),
            ("one digit short", "sha256=" + VectorDigest[..^1], Body),
            ("one byte short", "sha256=" + VectorDigest[..^2], Body),
            ("half", "sha256=" + VectorDigest[..32], Body),
            ("one digit more", "sha256=" + VectorDigest + "0", Body),
            ("one byte more", "sha256=" + VectorDigest + "00", Body),
            ("last bit flipped", "sha256=" + Convert.ToHexStringLower(flipped), Body),
            ("not hex", "sha256=" + new string('z', 64), Body),
            ("zeros", "sha256=" + new string('0', 64), Body),
            ("base64", "sha256=" + Convert.ToBase64String(mac), Body),
            ("two values, right one last", "sha256=" + new string('0', 64) + ",sha256=" + VectorDigest, Body),
            ("two values, right one first", "sha256=" + VectorDigest + ",sha256=" + new string('0', 64), Body),
            ("empty secret", MetaBench.Sign("", Body), Body),
            ("other secret", MetaBench.Sign("app-secret2", Body), Body),
            ("secret with newline", MetaBench.Sign(MetaBench.Secret + "\n", Body), Body),
            ("verify token as secret", MetaBench.Sign(MetaBench.VerifyToken, Body), Body),
            ("plain hash", "sha256=" + Convert.ToHexStringLower(SHA256.HashData(Body)), Body),
            ("HMAC-SHA1", "sha256=" + Convert.ToHexStringLower(HMACSHA1.HashData("app-secret"u8.ToArray(), Body)), Body),
            ("HMAC-SHA512 cut", "sha256=" + Convert.ToHexStringLower(HMACSHA512.HashData("app-secret"u8.ToArray(), Body))[..64], Body),
            ("re-serialised body", "sha256=" + VectorDigest, """{"object": "page", "entry": []}"""u8.ToArray()),
            ("body with newline", "sha256=" + VectorDigest, [.. Body, (byte)'\n']),
            ("body with BOM", "sha256=" + VectorDigest, [0xEF, 0xBB, 0xBF, .. Body]),
            ("empty body", "sha256=" + VectorDigest, []),
        ];
        return cases.Select(forgery => new TestCaseData(forgery.Signature, forgery.Body).SetArgDisplayNames(forgery.Name));
    }
}
