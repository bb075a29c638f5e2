using Hub.Core.Deliveries;
using Hub.Core.Webhooks;

namespace Hub.Tests.Core.Webhooks;

/// <summary>What needs neither a database nor a receiver.</summary>
internal sealed class WebhookSignatureTests
{
    // The vector that libraries of Standard Webhooks share, checked with openssl beside.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1614265330);
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    [Test]
    public void The_published_vector_comes_out() =>
        Assert.That(WebhookSignature.Of(Id, At, """{"test": 2432232314}""", [Secret]), Is.EqualTo(Signature));

    [Test]
    public void Each_live_secret_signs_for_itself()
    {
        var other = WebhookSignature.NewSecret();
        var alone = WebhookSignature.Of(Id, At, "{}", [other]);

        Assert.That(WebhookSignature.Of(Id, At, "{}", [other, Secret]), Is.EqualTo($"{alone} {WebhookSignature.Of(Id, At, "{}", [Secret])}"));
        Assert.That(Convert.FromBase64String(other["whsec_".Length..]), Has.Length.EqualTo(32));
        Assert.That(new WebhookSecrets(other, Secret).Live(At.AddSeconds(1), At), Is.EqualTo(new[] { other, Secret }));
        Assert.That(new WebhookSecrets(other, Secret).Live(At, At), Is.EqualTo(new[] { other }), "the old one is over");
    }

    [Test]
    public void Tries_follow_the_schedule_of_the_specification_with_jitter()
    {
        var random = new Random(60);
        var policy = new RetryPolicy(random.NextDouble);
        double[] planned = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

        var waits = Enumerable.Range(1, 9).Select(tried => (policy.Next(DeliveryKind.CallWebhook, tried, Start, Start)!.Value - Start).TotalSeconds).ToList();

        Assert.That(waits.Zip(planned, (wait, plan) => Math.Abs(wait / plan - 1)), Is.All.LessThanOrEqualTo(0.1).And.Some.GreaterThan(0.001));
        Assert.That(policy.Next(DeliveryKind.CallWebhook, 10, Start, Start), Is.Null, "ten tries, then a dead letter");
    }

    [TestCase("Missing header x-api-key: sk_live_0123456789abcdefghijkl", "Missing header x-api-key: […]")]
    [TestCase("no such customer: an.nguyen@example.com", "no such customer: […]")]
    [TestCase("phone +84 912 000 111 unknown", "phone […] unknown")]
    [TestCase("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= is wrong", "v1,[…] is wrong")]
    [TestCase("  two\r\n\tlines \u0007 ", "two lines")]
    [TestCase(" \n ", null)]
    public void An_excerpt_holds_no_number_address_or_token(string answer, string? excerpt) =>
        Assert.That(WebhookExcerpt.Of(answer), Is.EqualTo(excerpt));

    [Test]
    public void An_excerpt_is_short() => Assert.That(WebhookExcerpt.Of(string.Join(' ', Enumerable.Repeat("word", 200)))!, Has.Length.LessThanOrEqualTo(201));

    [TestCase("https://93.184.215.14/hook", true)]
    [TestCase("https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/hook", true)]
    [TestCase("http://127.0.0.1:8080/allowed", true)]
    [TestCase("http://93.184.215.14/hook", false)]
    [TestCase("https://93.184.215.14:8443/hook", false)]
    [TestCase("https://user:password@93.184.215.14/hook", false)]
    [TestCase("ftp://93.184.215.14/hook", false)]
    [TestCase("/hook", false)]
    [TestCase("http://127.0.0.1:8081/other-port", false)]
    [TestCase("https://127.0.0.1/", false)]
    [TestCase("https://2130706433/", false)]
    [TestCase("https://0x7f.1/", false)]
    [TestCase("https://0177.0.0.1/", false)]
    [TestCase("https://10.1.2.3/", false)]
    [TestCase("https://169.254.169.254/latest/meta-data/", false)]
    [TestCase("https://100.64.0.1/", false)]
    [TestCase("https://0.0.0.0/", false)]
    [TestCase("https://[::1]/", false)]
    [TestCase("https://[::ffff:127.0.0.1]/", false)]
    [TestCase("https://[::ffff:a00:1]/", false)]
    [TestCase("https://[fe80::1]/", false)]
    [TestCase("https://[fd00::1]/", false)]
    [TestCase("https://[64:ff9b::a00:1]/", false)]
    [TestCase("https://public.example/", true)]
    [TestCase("https://inside.example/", false)]
    [TestCase("https://both.example/", false)]
    [TestCase("https://later.example/", true)]
    public async Task Addresses_that_would_never_work_are_refused_when_they_are_entered(string url, bool allowed)
    {
        var targets = new WebhookTargets([new Uri("http://127.0.0.1:8080")], Names.Resolve);

        Assert.That(await targets.Check(url, CancellationToken.None) is null, Is.EqualTo(allowed));
    }
}
