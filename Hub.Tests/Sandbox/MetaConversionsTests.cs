using System.Text.Json.Nodes;

namespace Hub.Tests.Sandbox;

sealed class MetaConversionsTests : SandboxTest
{
    const string Events = "/graph/v25.0/400500600700800/events";

    [Test]
    public async Task What_comes_twice_counts_twice_and_one_wrong_event_refuses_all()
    {
        var wrong = new List<JsonObject>();
        foreach (var change in (Action<JsonObject>[])
        [
            wire => wire["event_name"] = "Mua hàng", wire => wire["event_id"] = "e", wire => wire["action_source"] = "website",
            wire => wire["messaging_channel"] = "sms", wire => wire["event_time"] = (long)wire["event_time"]! * 1000,
            wire => wire["event_time"] = (long)wire["event_time"]! - 8 * 86400, wire => wire["user_data"]!["ctwa_clid"] = "có dấu",
            wire => wire["user_data"]!["whatsapp_business_account_id"] = "1", wire => wire["user_data"]!["ph"] = new JsonArray("84901234567"),
            wire => wire["user_data"]!["page_id"] = "300400500600700", wire => wire["custom_data"] = new JsonObject { ["note"] = "x" },
        ])
        {
            var wire = Event();
            change(wire);
            wrong.Add(wire);
        }

        var first = await Send(Event(), Event());
        var statuses = new List<int>();
        foreach (var wire in wrong) statuses.Add((await Send(Event(), wire)).Status);
        var (_, summary) = await GetAsync("/_sandbox/summary");
        var (unknown, _) = await PostAsync("/graph/v25.0/999/events", new { data = Array.Empty<object>() }, Token);
        var (refused, _) = await PostAsync(Events, new { data = Array.Empty<object>() });

        Assert.Multiple(() =>
        {
            Assert.That((first.Status, (int)first.Body["events_received"]!), Is.EqualTo((200, 2)));
            Assert.That(statuses, Is.All.EqualTo(400));
            Assert.That(((int)summary["conversions"]!["counted"]!, (int)summary["conversions"]!["countedAgain"]!), Is.EqualTo((2, 1)));
            Assert.That((unknown, refused), Is.EqualTo((400, 401)));
        });
    }

    static (string, string) Token => ("Authorization", "Bearer sandbox-meta-token");

    Task<(int Status, JsonNode Body)> Send(params JsonNode[] events) =>
        PostAsync(Events, new JsonObject { ["data"] = new JsonArray([.. events.Select(wire => wire.DeepClone())]) }, Token);

    static JsonObject Event() => new()
    {
        ["event_name"] = "Purchase",
        ["event_time"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 100 * 100,
        ["action_source"] = "business_messaging",
        ["messaging_channel"] = "whatsapp",
        ["user_data"] = new JsonObject { ["whatsapp_business_account_id"] = "200300400500600", ["ctwa_clid"] = "Aff-1_x" },
    };
}
