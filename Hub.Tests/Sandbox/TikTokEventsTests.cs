using System.Text.Json.Nodes;

namespace Hub.Tests.Sandbox;

sealed class TikTokEventsTests : SandboxTest
{
    const string Phone = "9f7ec22d72092cd3c0b58726ed9c2d91b92e51a3f29837508fb2948bb22dd2fd";

    [Test]
    public async Task The_same_event_twice_counts_once()
    {
        var answer = await TrackAsync(Event("e1"), Event("e1"), Event("e2"));
        var (_, summary) = await GetAsync("/_sandbox/summary");
        var signals = summary["signals"]!;
        Assert.That(((int)answer["code"]!, (int)signals["distinctEventIds"]!, (int)signals["duplicates"]!), Is.EqualTo((0, 2, 1)));
    }

    [Test]
    public async Task A_thousand_events_go_and_one_more_refuses_them_all()
    {
        var thousand = await TrackAsync([.. Enumerable.Range(0, 1000).Select(i => Event($"a{i}"))]);
        var more = await TrackAsync([.. Enumerable.Range(0, 1001).Select(i => Event($"b{i}"))]);
        var (_, summary) = await GetAsync("/_sandbox/summary");
        Assert.That(((int)thousand["code"]!, (int)more["code"]!, (int)summary["signals"]!["distinctEventIds"]!),
            Is.EqualTo((0, 40061, 1000)));
    }

    [TestCase("+84901234567")]
    [TestCase("9F7EC22D72092CD3C0B58726ED9C2D91B92E51A3F29837508FB2948BB22DD2FD")]
    [TestCase("9f7ec22d")]
    public async Task Unhashed_contact_data_is_refused(string phone)
    {
        var wire = Event("e");
        wire["user"] = new JsonObject { ["phone"] = new JsonArray(phone) };
        Assert.That((int)(await TrackAsync(wire))["code"]!, Is.EqualTo(40062));
    }

    [TestCase("text")]
    [TestCase("name")]
    public async Task Any_unknown_property_refuses_the_request(string name)
    {
        var (inEvent, inUser, inProperties) = (Event("a"), Event("b"), Event("c"));
        inEvent[name] = "x";
        inUser["user"]![name] = "x";
        inProperties["properties"] = new JsonObject { [name] = "x" };
        foreach (var wire in (JsonObject[])[inEvent, inUser, inProperties]) Assert.That((int)(await TrackAsync(wire))["code"]!,
            Is.EqualTo(40002));
    }

    [Test]
    public async Task Milliseconds_are_refused()
    {
        var wire = Event("e");
        wire["event_time"] = (long)wire["event_time"]! * 1000;
        Assert.That((int)(await TrackAsync(wire))["code"]!, Is.EqualTo(40002));
    }

    [Test]
    public async Task An_event_of_29_days_ago_fails_alone()
    {
        var old = Event("old");
        old["event_time"] = TimeProvider.System.GetUtcNow().AddDays(-29).ToUnixTimeSeconds();
        var answer = await TrackAsync(Event("new"), old);
        Assert.Multiple(() =>
        {
            Assert.That((int)answer["code"]!, Is.EqualTo(20001));
            Assert.That((int)answer["data"]!["failed_events"]![0]!["order_in_batch"]!, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_wrong_token_is_refused()
    {
        var (status, answer) = await PostAsync("/tiktok/open_api/v1.3/event/track/", Request(Event("e")),
            ("Access-Token", "sandbox-tiktok-access"));
        Assert.That((status, (int)answer["code"]!), Is.EqualTo((200, 40105)));
    }

    async Task<JsonNode> TrackAsync(params JsonObject[] events) =>
        (await PostAsync("/tiktok/open_api/v1.3/event/track/", Request(events), ("Access-Token", "sandbox-events-token"))).Body;

    static JsonObject Request(params JsonObject[] events) => new()
    {
        ["event_source"] = "web",
        ["event_source_id"] = "sandbox-event-set",
        ["data"] = new JsonArray([.. events]),
    };

    static JsonObject Event(string id) => new()
    {
        ["event"] = "Contact",
        ["event_id"] = id,
        ["event_time"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
        ["user"] = new JsonObject { ["phone"] = new JsonArray(Phone) },
    };
}
