using System.Net;
using System.Security.Cryptography;
using System.Text;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>Forged, unsigned and wrongly signed webhooks get 401, and nothing of them is stored.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P04_ForgeriesTests(StorageKind kind)
{
    [Test]
    [CancelAfter(240_000)]
    public async Task Thirty_forgeries_of_every_channel_are_refused_and_leave_no_trace(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect(Stage.Channels);
        var signed = new Signed(stage.Sandbox.Options);
        var tried = 0;
        foreach (var channel in Stage.Channels)
        {
            var body = signed.Text(channel, "an", $"forged-{channel}", "xin chào").Body;
            var secret = channel == "tiktok" ? stage.Sandbox.Options.TikTokSecret : stage.Sandbox.Options.MetaSecret;
            var forgeries = (channel == "tiktok" ? TikTok(body, secret) : Meta(body, secret)).ToList();
            Assert.That(forgeries, Has.Count.GreaterThanOrEqualTo(30));
            foreach (var (name, headers, sent) in forgeries)
                await Refused(stage, $"{channel}: {name}", Signed.Request(channel, sent, headers), cancellation);
            tried += forgeries.Count;
        }

        var stored = await stage.Read(db => db.WebhookEvents.CountAsync(cancellation));
        using var genuine = await stage.Api.SendAsync(signed.Request(signed.Text("tiktok", "an", "genuine", "xin chào")), cancellation);
        Assert.That((stored, genuine.StatusCode), Is.EqualTo((0, HttpStatusCode.OK)));
        Verdict.Pass("P04", $"{kind}: {tried} forgeries, {tried} times 401, 0 stored");
    }

    private static async Task Refused(Stage stage, string name, HttpRequestMessage request, CancellationToken cancellation)
    {
        using var answer = await stage.Api.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        Assert.That((answer.StatusCode, text), Is.EqualTo((HttpStatusCode.Unauthorized, "unauthorized")), name);
    }

    private static IEnumerable<(string Name, Dictionary<string, string> Headers, byte[] Body)> TikTok(byte[] body, string secret)
    {
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        byte[] dated = [.. Encoding.ASCII.GetBytes($"{time}."), .. body];
        var good = Hex(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), dated));
        (string, Dictionary<string, string>, byte[]) Case(string name, string? value, byte[]? other = null) =>
            (name, value is null ? [] : new Dictionary<string, string> { ["TikTok-Signature"] = value }, other ?? body);
        yield return Case("no header", null);
        yield return Case("another body", $"t={time},s={good}", [.. body, (byte)' ']);
        yield return Case("empty body", $"t={time},s={good}", []);
        yield return Case("time moved", $"t={time + 1},s={good}");
        yield return Case("time in milliseconds", $"t={time}000,s={good}");
        yield return Case("no time", "s=" + good);
        yield return Case("two times", $"t=1,t={time},s={good}");
        yield return Case("two digests", $"t={time},s={good},s={good}");
        yield return Case("another platform's scheme", "sha256=" + good);
        foreach (var (name, digest) in Digests(dated, body, secret, good))
            yield return Case(name, $"t={time},s={digest}");
        yield return ("the header of Meta", new Dictionary<string, string> { ["X-Hub-Signature-256"] = "sha256=" + good }, body);
    }

    private static IEnumerable<(string Name, Dictionary<string, string> Headers, byte[] Body)> Meta(byte[] body, string secret)
    {
        var good = Hex(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
        (string, Dictionary<string, string>, byte[]) Case(string name, string? value, byte[]? other = null) =>
            (name, value is null ? [] : new Dictionary<string, string> { ["X-Hub-Signature-256"] = value }, other ?? body);
        yield return Case("no header", null);
        yield return Case("another body", "sha256=" + good, [.. body, (byte)' ']);
        yield return Case("empty body", "sha256=" + good, []);
        yield return Case("no prefix", good);
        yield return Case("upper-case prefix", "SHA256=" + good);
        yield return Case("prefix of another hash", "sha512=" + good);
        yield return Case("space after the prefix", "sha256= " + good);
        yield return Case("TikTok's scheme", "t=1,s=" + good);
        foreach (var (name, digest) in Digests(body, Encoding.UTF8.GetBytes("t." + Encoding.UTF8.GetString(body)), secret, good))
            yield return Case(name, "sha256=" + digest);
        yield return ("the old header", new Dictionary<string, string> { ["X-Hub-Signature"] = "sha256=" + good }, body);
        yield return ("SHA-1 in the old header", new Dictionary<string, string>
        {
            ["X-Hub-Signature"] = "sha1=" + Hex(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), body)),
        }, body);
    }

    private static IEnumerable<(string Name, string Digest)> Digests(byte[] signed, byte[] other, string secret, string good)
    {
        var key = Encoding.UTF8.GetBytes(secret);
        yield return ("empty digest", "");
        yield return ("one digit short", good[..^1]);
        yield return ("one byte short", good[..^2]);
        yield return ("half a digest", good[..32]);
        yield return ("one byte long", good + "00");
        yield return ("twice", good + good);
        yield return ("last digit changed", good[..^1] + (good[^1] == '0' ? '1' : '0'));
        yield return ("first digit changed", (good[0] == '0' ? '1' : '0') + good[1..]);
        yield return ("reversed", new string([.. good.Reverse()]));
        yield return ("no hex", good[..^1] + "g");
        yield return ("all zeros", new string('0', 64));
        yield return ("base64", Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
        yield return ("quoted", $"\"{good}\"");
        yield return ("HMAC with an empty secret", Hex(HMACSHA256.HashData(Array.Empty<byte>(), signed)));
        yield return ("HMAC with another secret", Hex(HMACSHA256.HashData("another"u8.ToArray(), signed)));
        yield return ("secret with a line break", Hex(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret + "\n"), signed)));
        yield return ("secret in upper case", Hex(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.ToUpperInvariant()), signed)));
        yield return ("SHA-1", Hex(HMACSHA1.HashData(key, signed)));
        yield return ("SHA-512", Hex(HMACSHA512.HashData(key, signed)));
        yield return ("SHA-512 cut to length", Hex(HMACSHA512.HashData(key, signed)[..32]));
        yield return ("plain SHA-256", Hex(SHA256.HashData(signed)));
        yield return ("other bytes", Hex(HMACSHA256.HashData(key, other)));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
