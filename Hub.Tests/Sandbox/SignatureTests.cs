using System.Security.Cryptography;
using System.Text;
using Hub.Sandbox.Meta;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.Zalo;

namespace Hub.Tests.Sandbox;

sealed class SignatureTests : SandboxTest
{
    [Test]
    public void TikTok_signs_as_the_published_vector() =>
        Assert.That(
            TikTokSignature.Header("app_secret_value", 1700000000,
                """{"client_key":"app_1","event":"im_receive_msg","content":"{}"}"""u8.ToArray()),
            Is.EqualTo("t=1700000000,s=2e184b4b0e75b7b319eb3003118d7d9b65ada4f65c53cc9b687a6b2f22fef285"));

    [Test]
    public void Meta_signs_as_the_published_vector() =>
        Assert.That(
            MetaSignature.Header("app-secret", """{"object":"page","entry":[]}"""u8.ToArray()),
            Is.EqualTo("sha256=e6e9d7a842a48e17f43a34d6125d0d933e2aab92ee37f0993a4d493b50e3d438"));

    [Test]
    public void Zalo_signs_as_the_formula_that_others_publish() =>
        Assert.That(
            ZaloSignature.Header("123", "oa-secret", """{"app_id":"123","event_name":"user_send_text","timestamp":"1717061839659"}"""u8.ToArray()),
            Is.EqualTo("mac=c500f79d1f591448e0e996089295e5fa7d6645ea379222614def90d4e759544f"));

    [Test, CancelAfter(20_000)]
    public async Task Every_sent_webhook_carries_the_signature_of_its_bytes(CancellationToken cancellationToken)
    {
        foreach (var platform in (string[])["tiktok", "whatsapp", "messenger"]) await HappensAsync(new
        {
            platform,
            from = "lan",
            text = "Còn hàng không ạ? 👍"
        });

        var arrived = await Hub.UntilAsync(all => all.Count == 3, cancellationToken);

        Assert.Multiple(() =>
        {
            foreach (var webhook in arrived) Assert.That(Recomputed(webhook), Is.True, webhook.Channel);
        });
    }

    /// <summary>Computed here anew, with nothing of the sandbox.</summary>
    static bool Recomputed(Arrived webhook)
    {
        if (webhook.Channel != "tiktok")
            return webhook.Headers["X-Hub-Signature-256"] == "sha256=" + Hmac("sandbox-meta-secret", webhook.Body);
        var parts = webhook.Headers["Tiktok-Signature"].Split(',').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        return parts["s"] == Hmac("sandbox-tiktok-secret", [.. Encoding.ASCII.GetBytes(parts["t"] + "."), .. webhook.Body]);
    }

    static string Hmac(string secret, byte[] data) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), data));
}
