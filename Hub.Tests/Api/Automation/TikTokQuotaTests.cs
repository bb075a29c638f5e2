using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Tests.Support;
using Hub.Tests.Web;

namespace Hub.Tests.Api.Automation;

/// <summary>A TikTok conversation with rules on, against the simulated platform, which refuses an eleventh message in a window.</summary>
public sealed class TikTokQuotaTests
{
    private const int Reserve = 6;

    [Test]
    [CancelAfter(120_000)]
    public async Task Rules_and_people_together_never_send_an_eleventh_message_and_people_have_theirs(CancellationToken cancellation)
    {
        await using var shop = await Shop.Open();
        var account = (await shop.Post("/connections", new
        {
            connectorId = "tiktok",
            name = "TikTok",
            accountId = "sandbox-tiktok-shop",
            credentials = new { accessToken = "sandbox-tiktok-access", refreshToken = "sandbox-tiktok-refresh" },
        })).GetProperty("id").GetGuid();
        using (var policy = await shop.Api.PutAsJsonAsync("/api/v1/automation/policy", new
        {
            loopMessages = 100,
            quietAfterPersonMinutes = 0,
            budgets = new Dictionary<Guid, object> { [account] = new { most = 9, reserve = Reserve } },
        }, cancellation))
            policy.EnsureSuccessStatusCode();
        await shop.Post("/automation/rules", new
        {
            kind = "keywordReply",
            name = "Giá",
            state = "on",
            conditions = new { any = new[] { "giá" } },
            actions = new[] { new { type = "reply", text = "Dạ 199k ạ" } },
        });
        for (var i = 0; i < 14; i++)
            await shop.Customer(new { platform = "tiktok", from = "lan", text = $"giá áo số {i}" });
        var thread = (await shop.First("/conversations")).GetProperty("id").GetGuid();
        var path = $"/conversations/{thread}/messages";
        await HubHost.Until(() => Messages(shop, path), rows => rows.Count(row => Reads(row, "direction", "inbound")) == 14, cancellation);
        await Sent(shop, path, cancellation);
        await shop.AllIsHeard(cancellation); // echoes say best after which of the customer's messages an answer has left

        var left = (await shop.Get($"/conversations/{thread}")).GetProperty("replyWindow").GetProperty("messagesLeft").GetInt32();
        Assert.That(left, Is.GreaterThanOrEqualTo(Reserve), "what is kept for people");
        for (var i = 0; i < left; i++)
        {
            await shop.Post(path, new { text = $"Dạ em đây {i}" });
            await Sent(shop, path, cancellation); // an echo that comes before the answer to its send counts beside it for a moment
        }

        using (var eleventh = await shop.Api.PostAsJsonAsync($"/api/v1{path}", new { text = "một tin nữa" }, cancellation))
            Assert.That(eleventh.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var all = await Sent(shop, path, cancellation);

        Assert.That(all.Where(row => Reads(row, "direction", "outbound")).Select(row => row.GetProperty("status").GetString()), Is.All.Not.EqualTo("failed"), "the platform refused none");
        Assert.That(await Tried(shop), Is.EqualTo(10), "what the platform saw");
        Assert.That(await Received(shop), Is.EqualTo(10), "what reached the person");
        Assert.That(all.Count(row => row.GetProperty("ruleId").ValueKind != JsonValueKind.Null), Is.Positive);
    }

    private static async Task<int> Tried(Shop shop) =>
        (await shop.Platforms.GetFromJsonAsync<JsonElement>("/_sandbox/requests?platform=tiktok")).EnumerateArray().Count(request =>
            request.GetProperty("path").GetString()!.Contains("/message/send", StringComparison.Ordinal)
            && !request.GetProperty("body").GetString()!.Contains("SENDER_ACTION", StringComparison.Ordinal));

    private static async Task<int> Received(Shop shop) =>
        (await shop.Platforms.GetFromJsonAsync<JsonElement>("/_sandbox/messages?channel=tiktok")).GetArrayLength();

    private static async Task<JsonElement[]> Sent(Shop shop, string path, CancellationToken cancellation) =>
        await HubHost.Until(() => Messages(shop, path), rows => !rows.Any(row => Reads(row, "status", "queued")), cancellation);

    private static async Task<JsonElement[]> Messages(Shop shop, string path) =>
        [.. (await shop.Get($"{path}?limit=200")).GetProperty("items").EnumerateArray()];

    private static bool Reads(JsonElement row, string field, string value) => row.GetProperty(field).GetString() == value;
}
