using System.Net.Http.Json;
using Hub.Core.Feed;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Feed;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class EventStreamTests(StorageKind kind)
{
    private HubHost _hub = null!;

    [SetUp]
    public async Task Start()
    {
        _hub = await HubHost.Start(kind);
        await _hub.Connect("shop");
    }

    [TearDown]
    public async Task Stop()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task A_message_is_told_and_a_broken_connection_goes_on_where_it_was(CancellationToken cancellation)
    {
        string last;
        await using (var reader = await EventReader.Open(_hub.Client, cancellation: cancellation))
        {
            await _hub.Receive("shop", ("m1", "u1", "CANARYTEXT"));
            var heard = await reader.Next(heard => heard.Type == "message.changed", cancellation);
            Assert.That(heard.Conversation, Is.Not.Null);
            Assert.That(heard.Data.GetRawText(), Does.Not.Contain("CANARY"));
            last = heard.Id;
        }

        await _hub.Receive("shop", ("m2", "u1", "thêm"));
        var second = (await _hub.Items("/api/v1/search?q=them", 1, cancellation))[0].GetProperty("id").GetGuid();
        await using var again = await EventReader.Open(_hub.Client, last, cancellation);
        var missed = await again.Next(heard => heard.Type == "message.changed" || heard.Type == "resync", cancellation);
        await using var stranger = await EventReader.Open(_hub.Client, "00000001-ff", cancellation);

        Assert.That(missed.Type, Is.EqualTo("message.changed"));
        Assert.That(missed.Data.GetProperty("messageId").GetGuid(), Is.EqualTo(second), "what was heard before is not told again");
        Assert.That((await stranger.Next(_ => true, cancellation)).Type, Is.EqualTo("resync"));
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Only_what_a_member_sees_is_told_and_what_goes_away_once(CancellationToken cancellation)
    {
        using var agent = await _hub.SignIn(await _hub.Role(VisibilityScope.Own, Permissions.ConversationsRead, Permissions.ConversationsWrite));
        await _hub.Receive("shop", ("m1", "u1", "một"), ("m2", "u2", "hai"));
        var ids = (await _hub.Items("/api/v1/conversations", 2, cancellation)).Select(item => item.GetProperty("id").GetGuid()).ToList();
        await using var reader = await EventReader.Open(agent.Client, cancellation: cancellation);

        await Assign(ids[0], agent.MemberId, cancellation);
        await reader.Next(heard => heard.Type == "conversation.changed" && heard.Conversation == ids[0], cancellation);
        await Assign(ids[1], null, cancellation);
        using (await _hub.Client.PostAsJsonAsync($"/api/v1/conversations/{ids[1]}/notes", new { text = "không cho ai" }, cancellation))
        {
        }

        await Assign(ids[0], null, cancellation);
        var gone = await reader.Next(heard => heard.Type == "conversation.changed", cancellation);
        using (await _hub.Client.PostAsJsonAsync($"/api/v1/conversations/{ids[0]}/notes", new { text = "không còn" }, cancellation))
            await Assign(ids[1], agent.MemberId, cancellation);
        var next = await reader.Next(heard => heard.Type is "conversation.changed" or "note.added", cancellation);

        Assert.That(gone.Conversation, Is.EqualTo(ids[0]));
        Assert.That((next.Type, next.Conversation), Is.EqualTo(("conversation.changed", (Guid?)ids[1])));
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Others_hear_who_is_typing(CancellationToken cancellation)
    {
        using var one = await _hub.SignIn();
        await _hub.Receive("shop", ("m1", "u1", "một"));
        var id = (await _hub.Items("/api/v1/conversations", 1, cancellation))[0].GetProperty("id").GetGuid();
        await using var reader = await EventReader.Open(_hub.Client, cancellation: cancellation);

        using (await one.Client.PostAsJsonAsync($"/api/v1/conversations/{id}/presence", new { state = "typing" }, cancellation))
        {
            var heard = await reader.Next(heard => heard.Type == "presence", cancellation);
            Assert.That(heard.Data.GetProperty("state").GetString(), Is.EqualTo("typing"));
            Assert.That(heard.Data.GetProperty("memberId").GetGuid(), Is.EqualTo(one.MemberId));
        }

        using var others = await _hub.Client.PostAsJsonAsync($"/api/v1/conversations/{id}/presence", new { state = "viewing" }, cancellation);
        Assert.That((await HubHost.Json(others)).GetProperty("items")[0].GetProperty("memberId").GetGuid(), Is.EqualTo(one.MemberId));
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task A_stream_ends_soon_after_its_key_is_revoked(CancellationToken cancellation)
    {
        using var created = await _hub.Client.PostAsJsonAsync(
            "/api/v1/api-keys", new { name = "gone", scopes = new[] { Permissions.ConversationsRead } }, cancellation);
        var key = await HubHost.Json(created);
        using var client = _hub.ClientWith(key.GetProperty("key").GetString()!);
        await using var reader = await EventReader.Open(client, cancellation: cancellation);

        using (await _hub.Client.DeleteAsync($"/api/v1/api-keys/{key.GetProperty("apiKey").GetProperty("id").GetString()}", cancellation))
            await reader.Ended.WaitAsync(TimeSpan.FromSeconds(5), cancellation);
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task What_one_node_commits_reaches_who_listens_at_another(CancellationToken cancellation)
    {
        if (kind != StorageKind.Postgres)
            Assert.Ignore("SQLite serves one process.");
        await using var other = await _hub.Beside();
        await using var reader = await EventReader.Open(other.Client, cancellation: cancellation);
        var heard = reader.Next(item => item.Type == "message.changed", cancellation);
        while (!heard.IsCompleted)
        {
            // Until the other node's LISTEN stands, what is told is lost to it.
            await _hub.Receive("shop", ($"m{Guid.NewGuid():N}", "u1", "một"));
            await Task.WhenAny(heard, Task.Delay(250, cancellation));
        }

        Assert.That((await heard).Conversation, Is.Not.Null);
        TestContext.Progress.WriteLine("FEED PASS a commit on one node is told by another");
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task A_listener_that_is_too_slow_is_told_to_ask_anew(CancellationToken cancellation)
    {
        var feed = _hub.Get<EventFeed>();
        var workspace = await _hub.Store.Read(null, db => Task.FromResult(db.Workspaces.Single().Id));
        var listening = await feed.Listen(Caller.Key(workspace, Guid.NewGuid(), [Permissions.All]), null, cancellation);
        using var subscription = listening.Subscription;
        for (var i = 0; i < 3000; i++)
            feed.Publish([new FeedEvent(workspace, FeedEventType.MessageChanged, Guid.NewGuid(), Guid.NewGuid())]);
        await HubHost.Until(() => Place(feed, listening.Subscription.Caller, cancellation), place => place >= listening.From.Number + 3000, cancellation);

        var heard = new List<FeedEventType>();
        while (heard.Count == 0 || heard[^1] != FeedEventType.Resync)
            heard.Add((await subscription.Items.ReadAsync(cancellation)).Event.Type);

        Assert.That(heard, Has.Count.EqualTo(1001), "what it holds, and one word for the rest");
        Assert.That(heard.SkipLast(1), Has.None.EqualTo(FeedEventType.Resync));
    }

    // How far the feed has handed out.
    private static async Task<long> Place(EventFeed feed, Caller caller, CancellationToken cancellation)
    {
        var listening = await feed.Listen(caller, null, cancellation);
        using (listening.Subscription)
            return listening.From.Number;
    }

    private async Task Assign(Guid conversation, Guid? member, CancellationToken cancellation)
    {
        using var answer = await _hub.Client.PatchAsJsonAsync(
            $"/api/v1/conversations/{conversation}", new { assigneeId = member, priority = member is null ? "low" : "high" }, cancellation);
        answer.EnsureSuccessStatusCode();
    }
}
