using System.Net.Http.Json;
using Hub.Benchmarks.Support;

namespace Hub.Benchmarks.Applying;

/// <summary>
/// 200 rules as a large shop may have them: 100 keyword replies with 2,000 words and phrases, none of which the traffic holds, 99 rules
/// and filters that are asked about each message for other reasons than words, and one that acts on one message in a hundred.
/// </summary>
static class ManyRules
{
    const int Replies = 100, Words = 20, Others = 99;

    public static async Task Make(HubProcess hub)
    {
        for (var i = 0; i < Replies; i++)
            await Make(hub, new
            {
                kind = "keywordReply",
                name = $"Reply {i}",
                state = "on",
                conditions = new { any = Enumerable.Range(0, Words).Select(word => $"khuyến mãi số {i} loại {word}") },
                actions = new[] { new { type = "reply", text = "Dạ" } },
            });
        for (var i = 0; i < Others; i++)
            await Make(hub, new
            {
                kind = i % 2 == 0 ? "filter" : "rule",
                name = $"Rule {i}",
                state = "on",
                conditions = i % 4 < 2 ? (object)new { languages = new[] { "ru", "ar" } } : new { hasAttachment = true, fromAd = true },
                actions = i % 2 == 0 ? [new { type = "bin", text = "" }] : new[] { new { type = "note", text = "x" } },
            });
        await Make(hub, new
        {
            kind = "rule",
            name = "Product 07",
            state = "on",
            conditions = new { any = new[] { "mã 07" } },
            actions = new[] { new { type = "note", text = "Hết size M" } },
        });
    }

    static async Task Make(HubProcess hub, object rule)
    {
        using var answer = await hub.Api.PostAsJsonAsync("/api/v1/automation/rules", rule);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"A rule was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
