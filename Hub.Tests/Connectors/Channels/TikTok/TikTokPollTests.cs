using Hub.Connectors.Abstractions;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.TikTok;

[CancelAfter(20_000)]
public sealed class TikTokPollTests
{
    [Test]
    public async Task A_poll_gives_the_same_keys_as_the_webhooks(CancellationToken cancellation)
    {
        await using var vendor = await Inbox(("u5+c==", 1_789_814_497_488, """
            {"ad":[{"advertiser_id":"7","ad_id":"18","timestamp":1789814490,"ad_name":"Sale"}],"short_link":[{"ref":"flyer_42"}]}
            """, Listed));

        var page = await Pull(vendor, null, cancellation);

        var pushed = new[]
        {
            Pushed("im_receive_msg", Content("u1", "shop", """ "message_id":"m1","type":"text","text":{"body":"hi"} """)),
            Pushed("im_referral_msg", Content("u1", "shop", """ "referral":{"source":"ad","ad":{"ad_id":"18","timestamp":1789814490321}} """)),
            Pushed("im_referral_msg", Content("u1", "shop", """ "referral":{"source":"short_link","short_link":{"ref":"flyer_42"}} """)),
            Pushed("im_receive_msg", Content("u1", "shop", """
                "type":"reaction","reaction":[{"operation":"ADD","emoji":"👍","unique_identifier":"u1",
                "timestamp":1789814497400,"original_msg_id":"m2"}]
                """)),
        };
        Assert.That(page.Outcome, Is.InstanceOf<Outcome.Accepted>());
        Assert.That(pushed.Select(one => one.EventKey), Is.SubsetOf(page.Items.Select(one => one.EventKey)));
        Assert.That(page.Items, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Direction_origin_and_contact_are_read_from_the_list(CancellationToken cancellation)
    {
        await using var vendor = await Inbox(("u5+c==", 1_789_814_497_488, "{}", Listed));

        var messages = (await Pull(vendor, null, cancellation)).Items.OfType<MessageEvent>().ToList();

        Assert.That(messages.Select(one => (one.MessageKey, one.Direction, one.Origin)), Is.EqualTo(new[]
        {
            ("m1", MessageDirection.Inbound, MessageOrigin.Person), ("m2", MessageDirection.Outbound, MessageOrigin.Api),
        }), "oldest first");
        Assert.That(messages.Select(one => one.Contact!.Identities.Single()), Is.All.EqualTo(new Identity("user", "u1")));
        Assert.That(messages[1].Content.Kind, Is.EqualTo(MessageKind.Image));
    }

    [Test]
    public async Task Both_kinds_of_conversation_are_asked_for_and_ids_are_escaped(CancellationToken cancellation)
    {
        await using var vendor = await Inbox(("u5+c==", 1_789_814_497_488, "{}", Listed));

        await Pull(vendor, null, cancellation);

        var queries = vendor.Requests.Select(request => request.Path.Split('/')[^2] + request.Query).ToList();
        Assert.That(queries, Has.Some.Contains("conversation_type=STRANGER").And.Some.Contains("conversation_type=SINGLE"));
        Assert.That(queries, Has.Some.Contains("conversation_id=u5%2Bc%3D%3D"));
        Assert.That(vendor.Requests.Select(request => request.Header("Access-Token")), Is.All.EqualTo(TikTokLab.Token));
    }

    [Test]
    public async Task Only_conversations_updated_since_the_cursor_are_read(CancellationToken cancellation)
    {
        await using var vendor = await Inbox(("a", 1_000_000, "{}", ""), ("b", 2_000_000, "{}", ""), ("c", 3_000_000, "{}", ""));

        var first = await Pull(vendor, null, cancellation);
        var before = Reads(vendor).Count;
        var second = await Pull(vendor, first.Next, cancellation);

        Assert.That((first.Next, first.More, before), Is.EqualTo(("3000000", false, 3)));
        Assert.That(Reads(vendor).Skip(before), Is.EqualTo(new[] { "c" }), "the last five seconds are looked at twice");
        Assert.That((second.Next, second.More), Is.EqualTo(("3000000", false)));
    }

    [Test]
    public async Task A_budget_that_runs_out_leaves_nothing_behind(CancellationToken cancellation)
    {
        await using var vendor = await Inbox([.. Enumerable.Range(1, 7).Select(i => ($"c{i}", 1_000_000L + (i / 2), "{}", ""))]);
        string? cursor = null;
        var more = true;
        for (var pull = 0; more; pull++)
        {
            Assert.That(pull, Is.LessThan(10), "it must come to an end");
            var page = await Pull(vendor, cursor, cancellation, new PollBudget(4));
            (cursor, more) = (page.Next, page.More);
        }

        Assert.That(Reads(vendor), Is.EquivalentTo(Enumerable.Range(1, 7).Select(i => $"c{i}")));
    }

    [Test]
    public async Task A_failure_on_the_way_keeps_what_was_read(CancellationToken cancellation)
    {
        await using var vendor = await Inbox(("a", 1_000_000, "{}", ""), ("limited", 2_000_000, "{}", ""), ("c", 3_000_000, "{}", ""));

        var first = await Pull(vendor, null, cancellation);
        var second = await Pull(vendor, first.Next, cancellation);

        Assert.That((first.Outcome, first.Next, first.More), Is.EqualTo(((Outcome)new Outcome.Accepted(), "1000000|a", true)));
        Assert.That(second.Outcome, Is.InstanceOf<Outcome.Throttled>());
        Assert.That(second.Next, Is.EqualTo(first.Next));
    }

    [Test]
    public async Task A_conversation_that_is_gone_does_not_hold_up_the_rest(CancellationToken cancellation)
    {
        await using var vendor = await Inbox(("gone", 1_000_000, "{}", ""), ("b", 2_000_000, "{}", ""));
        var log = new RecordingLogger();

        var page = await TikTokLab.Connector(apiBase: vendor.BaseAddress)
            .Pull(TikTokLab.Connection(log), null, new PollBudget(50), cancellation);

        Assert.That(page.Outcome, Is.InstanceOf<Outcome.Accepted>());
        Assert.That(page.Next, Is.EqualTo("2000000"));
        Assert.That(log.Lines.Single(), Does.EndWith("code 40002."));
    }

    [Test]
    public async Task What_is_older_than_asked_for_is_left_out(CancellationToken cancellation)
    {
        await using var vendor = await Inbox(("old", 1_000_000, "{}", ""), ("u5+c==", 1_789_814_497_488, "{}", Listed));

        var page = await Pull(vendor, null, cancellation, new PollBudget(50, DateTimeOffset.FromUnixTimeMilliseconds(1_789_814_497_200)));

        Assert.That(Reads(vendor), Is.EqualTo(new[] { "u5+c==" }));
        Assert.That(page.Items.OfType<MessageEvent>().Select(one => one.MessageKey), Is.EqualTo(new[] { "m2" }));
    }

    [TestCase(19, ExpectedResult = null)]
    [TestCase(20, ExpectedResult = "m1")]
    public async Task<string?> A_list_that_is_full_tells_where_it_ends(int messages, CancellationToken cancellation)
    {
        var listed = Enumerable.Range(1, messages).Reverse().Select(i => $$$"""
            {"message_id":"m{{{i}}}","conversation_id":"a","timestamp":{{{1_789_814_497_000 + i}}},"message_type":"TEXT","text":{"body":"hi"},
             "from_user":{"id":"u1","role":"PERSONAL_ACCOUNT"},"to_user":{"id":"shop","role":"BUSINESS_ACCOUNT"}}
            """);
        await using var vendor = await Inbox(("a", 1_789_814_498_000, "{}", string.Join(',', listed)));

        return (await Pull(vendor, null, cancellation)).Items.OfType<HistoryEdgeEvent>().SingleOrDefault()?.MessageKey;
    }

    [Test]
    public async Task Too_small_a_budget_is_said(CancellationToken cancellation)
    {
        await using var vendor = await Inbox(("a", 1_000_000, "{}", ""));

        Assert.That((await Pull(vendor, null, cancellation, new PollBudget(2))).Outcome, Is.InstanceOf<Outcome.Misconfigured>());
    }

    [Test]
    public async Task A_lapsed_token_is_said(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, TikTokLab.Failed(40102));

        var page = await Pull(vendor, "5", cancellation);

        Assert.That((page.Outcome, page.Next, page.Items.Count), Is.EqualTo((page.Outcome, "5", 0)));
        Assert.That(page.Outcome, Is.InstanceOf<Outcome.AuthExpired>());
    }

    private const string Listed = """
        {"message_id":"m2","conversation_id":"u5+c==","timestamp":1789814497300,"message_type":"IMAGE","image":{"media_id":"x"},
         "from_user":{"id":"shop","role":"BUSINESS_ACCOUNT"},"to_user":{"id":"u1","role":"PERSONAL_ACCOUNT"},"message_tag":{"source":"API"},
         "reactions":[{"type":"EMOJI","emoji":"👍","unique_identifier":"u1","timestamp":1789814497400}]},
        {"message_id":"m1","conversation_id":"u5+c==","timestamp":1789814497100,"message_type":"TEXT","text":{"body":"hi"},
         "from_user":{"id":"u1","role":"PERSONAL_ACCOUNT"},"to_user":{"id":"shop","role":"BUSINESS_ACCOUNT"}}
        """;

    private static string Content(string from, string to, string rest) =>
        $$"""{"timestamp":1789814497100,"conversation_id":"u5+c==","from_user":{"id":"{{from}}"},"to_user":{"id":"{{to}}"},{{rest}}}""";

    private static ChannelEvent Pushed(string name, string content) =>
        TikTokLab.Connector().Parse(TikTokLab.Envelope(name, content)).Events.Single();

    private static Task<PollPage<ChannelEvent>> Pull(
        FakeVendor vendor, string? cursor, CancellationToken cancellation, PollBudget? budget = null) =>
        TikTokLab.Connector(apiBase: vendor.BaseAddress).Pull(TikTokLab.Connection(), cursor, budget ?? new PollBudget(50), cancellation);

    private static List<string> Reads(FakeVendor vendor) =>
        [.. vendor.Requests.Where(request => request.Path.EndsWith("content/list/", StringComparison.Ordinal))
            .Select(request => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(request.Query)["conversation_id"].ToString())];

    /// <summary>Answers both lists newest first; all conversations are of the kind SINGLE.</summary>
    private static Task<FakeVendor> Inbox(params (string Id, long Updated, string Referral, string Messages)[] threads) =>
        FakeVendor.Start(context =>
    {
        var query = context.Request.Query;
        if (context.Request.Path.Value!.EndsWith("conversation/list/", StringComparison.Ordinal))
        {
            var entries = threads.Where(_ => query["conversation_type"] == "SINGLE").OrderByDescending(thread => thread.Updated)
                .Select(thread => $$"""{"conversation_id":"{{thread.Id}}","update_time":{{thread.Updated}},"referral":{{thread.Referral}}}""");
            var list = $$"""{"conversations":[{{string.Join(',', entries)}}],"has_more":false,"cursor":3}""";
            return FakeVendor.Reply(context, 200, TikTokLab.Ok(list));
        }
        var id = query["conversation_id"].ToString();
        if (id is "gone" or "limited")
            return FakeVendor.Reply(context, 200, TikTokLab.Failed(id == "gone" ? 40002 : 40100));
        var messages = threads.Single(thread => thread.Id == id).Messages;
        return FakeVendor.Reply(context, 200, TikTokLab.Ok($$"""
            {"participants":[{"id":"shop","role":"BUSINESS_ACCOUNT"},{"id":"u1","role":"PERSONAL_ACCOUNT","display_name":"Lan"}],
             "messages":[{{messages}}]}
            """));
    });
}
