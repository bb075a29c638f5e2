using System.Net.Http.Json;
using Hub.Connectors.Abstractions;
using Hub.Sandbox;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Sandbox;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.Messenger;

/// <summary>What Meta's conversation list says, against the sandbox, which keeps Meta's rules by itself, and against answers of a test's own.</summary>
[CancelAfter(60_000)]
public sealed class MessengerPollTests
{
    private const string Page = "300400500600700";

    [Test]
    public async Task What_was_not_posted_is_read_with_the_keys_of_the_webhooks(CancellationToken cancellation)
    {
        await using var hub = new HubStub();
        await hub.StartAsync();
        await using var sandbox = await SandboxHost.StartAsync(
            new SandboxOptions { Urls = "http://127.0.0.1:0", Hub = hub.Address.ToString() }, cancellationToken: cancellation);
        using var platform = FakeVendor.Client();
        platform.BaseAddress = sandbox.BaseAddress;
        await Happens(platform, new { platform = "messenger", from = "7000000000000001", text = "posted" });
        var posted = (await hub.UntilAsync(all => all.Count == 1, cancellation)).Single();
        using (var lost = await platform.PutAsJsonAsync("/_sandbox/faults", new { loseSubscriptions = new[] { "messenger" } }, cancellation))
            lost.EnsureSuccessStatusCode();
        await Happens(platform, new { platform = "messenger", from = "7000000000000001", text = "not posted" });
        await Happens(platform, new { platform = "messenger", from = "7000000000000002", echo = "of the Page" });
        await Happens(platform, new { platform = "messenger", from = "7000000000000002", image = true });

        using var http = FakeVendor.Client();
        var connector = MetaBench.Connector("messenger", new Uri(sandbox.BaseAddress, "/graph/"), clock: TimeProvider.System);
        var page = await ((IPoll<ChannelEvent>)connector).Pull(Connection(http), null, new PollBudget(20), cancellation);

        var messages = page.Items.OfType<MessageEvent>().ToList();
        Assert.That((page.Outcome, page.More), Is.EqualTo(((Outcome)new Outcome.Accepted(), false)));
        Assert.That(
            messages.Select(one => (one.Contact!.Identities.Single().Value, one.Direction, one.Content.Kind, one.Content.Text)),
            Is.EquivalentTo(new[]
            {
                ("7000000000000001", MessageDirection.Inbound, MessageKind.Text, "posted"), ("7000000000000001", MessageDirection.Inbound, MessageKind.Text, "not posted"),
                ("7000000000000002", MessageDirection.Outbound, MessageKind.Text, "of the Page"), ("7000000000000002", MessageDirection.Inbound, MessageKind.Image, (string?)null),
            }));
        Assert.That(posted.Text, Does.Contain(messages.Single(one => one.Content.Text == "posted").MessageKey), "one message has one key");
        Assert.That(messages.Single(one => one.Content.Kind == MessageKind.Image).Content.Media, Has.Count.EqualTo(1));
        Assert.That(hub.All.Count, Is.EqualTo(1), "nothing was posted meanwhile");
    }

    [Test]
    public async Task The_list_is_walked_page_by_page_and_its_top_looked_at_once_more(CancellationToken cancellation)
    {
        var asked = new List<string>();
        await using var vendor = await FakeVendor.Start(async context =>
        {
            asked.Add(context.Request.Query["after"].ToString());
            await FakeVendor.Reply(context, 200, context.Request.Query["after"].ToString() switch
            {
                "" => Listed("p2", Thread("a", 50), Thread("b", 40)),
                "p2" => Listed("p3", Thread("c", 30), Thread("d", 20)),
                _ => Listed(null, Thread("e", 10)),
            });
        });

        var first = await Pull(vendor, null, new PollBudget(2), cancellation);
        var second = await Pull(vendor, first.Next, new PollBudget(2), cancellation);
        var third = await Pull(vendor, second.Next, new PollBudget(2), cancellation);

        Assert.That(asked, Is.EqualTo(new[] { "", "p2", "p3", "", "p2" }));
        Assert.That(Keys(first).Concat(Keys(second)), Is.EqualTo(new[] { "m-a", "m-b", "m-c", "m-d", "m-e" }));
        Assert.That((first.More, second.More, third.More), Is.EqualTo((true, true, false)));
        Assert.That((second.Next, third.Next), Is.EqualTo((Ms(50), Ms(50))));
        Assert.That(Keys(third), Is.EqualTo(new[] { "m-a" }), "the last five seconds are looked at twice");
    }

    [Test]
    public async Task A_walk_ends_where_all_was_read_before_and_leaves_out_what_is_older_than_asked_for(CancellationToken cancellation)
    {
        var calls = 0;
        await using var vendor = await FakeVendor.Start(async context =>
        {
            calls++;
            await FakeVendor.Reply(context, 200, Listed("more", Thread("a", 50), Thread("b", 5)));
        });

        var since = await Pull(vendor, null, new PollBudget(1, Start.AddSeconds(50).AddMilliseconds(400)), cancellation); // it tells whole seconds
        var none = await Pull(vendor, Ms(100), new PollBudget(9), cancellation);

        Assert.That(Keys(since), Is.EqualTo(new[] { "m-a" }));
        Assert.That((none.Items.Count, none.More, none.Next, calls), Is.EqualTo((0, false, Ms(100), 2)));
    }

    [Test]
    public async Task A_cursor_that_has_lapsed_begins_the_walk_again(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context => context.Request.Query["after"].Count > 0
            ? FakeVendor.Reply(context, 400, """{"error":{"code":100,"message":"Invalid cursors values"}}""")
            : FakeVendor.Reply(context, 200, Listed(null, Thread("a", 50))));

        var page = await Pull(vendor, $"{Ms(10)}|{Ms(20)}|old", new PollBudget(5), cancellation);

        Assert.That((Keys(page).Single(), page.More, page.Next), Is.EqualTo(("m-a", false, Ms(50))));
    }

    [Test]
    public async Task A_cursor_that_is_refused_once_more_on_the_same_walk_is_told_as_refused(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context => context.Request.Query["after"].Count > 0
            ? FakeVendor.Reply(context, 400, """{"error":{"code":100,"message":"Invalid cursors values"}}""")
            : FakeVendor.Reply(context, 200, Listed("p2", Thread("a", 50))));

        var again = await Pull(vendor, $"{Ms(10)}|{Ms(20)}|old", new PollBudget(5), cancellation);
        var refused = await Pull(vendor, again.Next, new PollBudget(5), cancellation);

        Assert.That((again.More, refused.Outcome.GetType(), refused.More, refused.Next), Is.EqualTo((true, typeof(Outcome.Rejected), false, again.Next)));
    }

    [Test]
    public async Task A_walk_that_is_cut_off_keeps_from_where_on_it_was_asked(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context => FakeVendor.Reply(context, 200, context.Request.Query["after"].Count == 0
            ? Listed("p2", Thread("a", 50))
            : Listed("p3", Thread("b", 5))));

        var first = await Pull(vendor, null, new PollBudget(1, Start.AddSeconds(40)), cancellation);
        var second = await Pull(vendor, first.Next, new PollBudget(1, Start), cancellation);

        Assert.That((Keys(first).Single(), second.Items.Count, first.More), Is.EqualTo(("m-a", 0, true)));
    }

    [TestCase("<html>")]
    [TestCase("{}")]
    public async Task An_answer_that_is_no_list_is_asked_again(string body, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, body);

        var page = await Pull(vendor, Ms(10), new PollBudget(5), cancellation);

        Assert.That((page.Outcome, page.Next), Is.EqualTo(((Outcome)new Outcome.Transient(new Reason("messenger/unreadable")), Ms(10))));
    }

    [Test]
    public async Task Words_of_nobody_known_are_left_out_and_a_preview_is_no_file(CancellationToken cancellation)
    {
        var listed = string.Join(',', Message("m3", 3, "stranger"), Message("m2", 2, Page), """
            {"id":"m1","created_time":"2026-11-28T10:00:01+0000","from":{"id":"9a"},"message":"https://x","attachments":{"data":[{"id":"1","name":"preview"}]}}
            """);
        await using var vendor = await FakeVendor.Start(200, Listed(null, Thread("a", 60, listed)));

        var messages = (await Pull(vendor, null, new PollBudget(5), cancellation)).Items.OfType<MessageEvent>();

        Assert.That(
            messages.Select(one => (one.MessageKey, one.Direction, one.Content.Kind)),
            Is.EqualTo(new[] { ("m1", MessageDirection.Inbound, MessageKind.Text), ("m2", MessageDirection.Outbound, MessageKind.Text) }));
    }

    [Test]
    public async Task A_short_list_that_goes_on_tells_where_it_ends(CancellationToken cancellation)
    {
        var thread = Thread("a", 60, Message("m1", 1)).Replace("]}}", "],\"paging\":{\"next\":\"https://x\"}}}", StringComparison.Ordinal);
        await using var vendor = await FakeVendor.Start(200, Listed(null, thread));

        Assert.That((await Pull(vendor, null, new PollBudget(5), cancellation)).Items.OfType<HistoryEdgeEvent>().Single().MessageKey, Is.EqualTo("m1"));
    }

    [TestCase(19, ExpectedResult = null)]
    [TestCase(20, ExpectedResult = "m1")]
    public async Task<string?> A_list_that_is_full_tells_where_it_ends(int messages, CancellationToken cancellation)
    {
        var listed = string.Join(',', Enumerable.Range(1, messages).Reverse().Select(i => Message($"m{i}", i)));
        await using var vendor = await FakeVendor.Start(200, Listed(null, Thread("a", 60, listed)));

        return (await Pull(vendor, null, new PollBudget(5), cancellation)).Items.OfType<HistoryEdgeEvent>().SingleOrDefault()?.MessageKey;
    }

    [TestCase(400, 10, typeof(Outcome.Rejected))]
    [TestCase(400, 613, typeof(Outcome.Throttled))]
    [TestCase(401, 190, typeof(Outcome.AuthRevoked))]
    public async Task A_Page_that_is_not_read_is_asked_again_from_the_same_place(int status, int code, Type outcome, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(status, $$$"""{"error":{"code":{{{code}}},"message":"no"}}""");

        var page = await Pull(vendor, "5", new PollBudget(5), cancellation);

        Assert.That((page.Outcome.GetType(), page.Next, page.Items.Count), Is.EqualTo((outcome, "5", 0)));
    }

    private static readonly DateTimeOffset Start = new(2026, 11, 28, 10, 0, 0, TimeSpan.Zero);

    private static string Ms(int second) => $"{Start.AddSeconds(second).ToUnixTimeMilliseconds()}";

    private static string Time(int second) => Start.AddSeconds(second).ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", System.Globalization.CultureInfo.InvariantCulture);

    private static string Listed(string? after, params string[] threads) =>
        $$$"""{"data":[{{{string.Join(',', threads)}}}],"paging":{"cursors":{"after":"{{{after}}}"}{{{(after is null ? "" : ",\"next\":\"https://x\"")}}}}}""";

    private static string Thread(string name, int second, string? messages = null) => $$$"""
        {"id":"t_{{{name}}}","updated_time":"{{{Time(second)}}}","participants":{"data":[{"id":"9{{{name}}}"},{"id":"{{{Page}}}"}]},
         "messages":{"data":[{{{messages ?? Message("m-" + name, second, "9" + name)}}}]}}
        """;

    private static string Message(string id, int second, string from = "9a") =>
        $$$"""{"id":"{{{id}}}","created_time":"{{{Time(second)}}}","from":{"id":"{{{from}}}"},"message":"hi"}""";

    private static IEnumerable<string> Keys(PollPage<ChannelEvent> page) => page.Items.OfType<MessageEvent>().Select(one => one.MessageKey);

    private static async Task<PollPage<ChannelEvent>> Pull(FakeVendor vendor, string? cursor, PollBudget budget, CancellationToken cancellation)
    {
        using var http = FakeVendor.Client();
        return await ((IPoll<ChannelEvent>)MetaBench.Connector("messenger", vendor.BaseAddress, clock: TimeProvider.System)).Pull(Connection(http), cursor, budget, cancellation);
    }

    private static ConnectionContext Connection(HttpClient http) => MetaBench.Connection(http, new LogList()) with
    {
        AccountId = Page,
        Credentials = new Credentials("sandbox-meta-token", null),
    };

    private static async Task Happens(HttpClient platform, object deed)
    {
        using var answer = await platform.PostAsJsonAsync("/_sandbox/send", deed);
        Assert.That(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
