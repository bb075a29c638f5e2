using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Connections;

/// <summary>A platform that has dropped the subscription posts nothing: what it still shows is fetched once, and the rest is marked as missing.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class LostWebhooksTests(StorageKind kind)
{
    private const int Lost = 30;
    private const int Shown = 20;

    [Test]
    [CancelAfter(120_000)]
    public async Task Of_thirty_lost_messages_the_newest_twenty_come_once_and_one_mark_stands_before_them(CancellationToken cancellation)
    {
        await using var opened = await Opened("tiktok", cancellation);
        var stage = opened.Stage;
        var (_, thread) = await stage.Happens(new { platform = "tiktok", from = "lan", text = "chào shop" });
        await Inbound(1);

        await stage.Faults(new { loseSubscriptions = new[] { "tiktok" } });
        for (var i = 0; i < Lost; i++)
            await stage.Happens(new { platform = "tiktok", from = "lan", text = $"tin {i}" });
        await stage.Happens(new { platform = "tiktok", from = "minh", text = "còn hàng không" });
        Assert.That(await stage.Read(db => db.WebhookEvents.CountAsync(cancellation)), Is.EqualTo(1), "nothing came");

        await Check();
        await Inbound(1 + Shown + 1);
        await stage.Until(db => db.Connections.SingleAsync(cancellation), row => row is { BlindFrom: null, BlindUntil: null }, cancellation);
        await stage.Happens(new { platform = "tiktok", from = "lan", ping = $"tin {Lost}" }); // is polled, and shows the rest once more
        await Check();
        await Inbound(1 + Shown + 2);
        await stage.Until(db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.Poll && row.State == DeliveryState.Owed, cancellation), owed => owed == 0, cancellation);

        var id = await stage.Read(db => db.Conversations.Where(row => row.Key == thread).Select(row => row.Id).SingleAsync(cancellation));
        var items = (await stage.Api.GetFromJsonAsync<JsonElement>($"/api/v1/conversations/{id}/timeline?limit=100", cancellation))
            .GetProperty("items").EnumerateArray().Reverse().ToList();
        Assert.That(items.Select(Line), Is.EqualTo(
            (string[])["chào shop", "messagesMissing", .. Enumerable.Range(Lost - Shown, Shown + 1).Select(i => $"tin {i}")]));
        var (from, to) = (Time(items[1], "from"), Time(items[1], "to"));
        Assert.That((from, from < to, to <= At(items[2])), Is.EqualTo((At(items[0]), true, true)));
        Assert.That(await stage.Read(db => db.ConversationEvents.CountAsync(row => row.Kind == ConversationEventKind.Gap, cancellation)), Is.EqualTo(1),
            "the other thread is whole");

        Task<int> Inbound(int count) => stage.Until(db => db.Messages.CountAsync(cancellation), found => found >= count, cancellation);
        async Task Check() => (await stage.Api.PostAsync($"/api/v1/connections/{stage.Connections["tiktok"]}/check", null, cancellation)).EnsureSuccessStatusCode();
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task What_Messenger_did_not_post_is_read_when_the_Page_is_connected_again(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect("messenger");
        var person = new { platform = "messenger", from = "7000000000000001" };
        await stage.Happens(new { person.platform, person.from, text = "chào shop" });
        await Inbound(1);
        await stage.Faults(new { loseSubscriptions = new[] { "messenger" } });
        using (var ended = await stage.Api.PostAsJsonAsync($"/api/v1/connections/{stage.Connections["messenger"]}/disconnect", new { }, cancellation))
            ended.EnsureSuccessStatusCode();
        await Task.Delay(TimeSpan.FromSeconds(1.1), cancellation); // its list tells whole seconds
        for (var i = 0; i < Lost; i++)
            await stage.Happens(new { person.platform, person.from, text = $"tin {i}" });

        await stage.Connect("messenger");
        await Inbound(1 + Shown);

        var id = await stage.Read(db => db.Conversations.Select(row => row.Id).SingleAsync(cancellation));
        var items = (await stage.Api.GetFromJsonAsync<JsonElement>($"/api/v1/conversations/{id}/timeline?limit=100", cancellation))
            .GetProperty("items").EnumerateArray().Reverse().Select(Line).ToList();
        Assert.That(items[..2], Is.EqualTo(new[] { "chào shop", "messagesMissing" }));
        Assert.That(items[2..], Is.EqualTo(Enumerable.Range(Lost - Shown, Shown).Select(i => $"tin {i}")));

        Task<int> Inbound(int count) => stage.Until(db => db.Messages.CountAsync(cancellation), found => found >= count, cancellation);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_Page_that_has_lost_the_app_has_it_again_at_the_next_look_and_what_it_did_not_post_is_read(CancellationToken cancellation)
    {
        await using var opened = await Opened("messenger", cancellation);
        var stage = opened.Stage;
        await ConnectSecond(stage, cancellation);
        await stage.Until(db => db.WebhookSubscriptions.CountAsync(row => row.State == SubscriptionState.Stands, cancellation), count => count == 2, cancellation);
        await stage.Happens(new { platform = "messenger", from = "7000000000000001", text = "chào shop" });
        await Inbound(1);
        await stage.Faults(new { loseSubscriptions = new[] { "messenger" } });
        await Task.Delay(TimeSpan.FromSeconds(1.1), cancellation); // its list tells whole seconds
        await stage.Happens(new { platform = "messenger", from = "7000000000000001", text = "not posted" });
        Assert.That(await stage.Read(db => db.WebhookEvents.CountAsync(cancellation)), Is.EqualTo(1), "nothing came");

        foreach (var page in await stage.Read(db => db.Connections.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellation)))
            (await stage.Api.PostAsync($"/api/v1/connections/{page}/check", null, cancellation)).EnsureSuccessStatusCode();

        await Inbound(2);
        Assert.That(await stage.Read(db => db.WebhookSubscriptions.CountAsync(row => row.RepairedAt != null, cancellation)), Is.EqualTo(1));
        Assert.That(await stage.Read(db => db.Deliveries.Where(row => row.Kind == DeliveryKind.Poll).Select(row => row.ConnectionId).ToListAsync(cancellation)),
            Is.EqualTo(new[] { stage.Connections["messenger"] }), "the other Page has lost nothing");
        await stage.Happens(new { platform = "messenger", from = "7000000000000001", text = "posted again" });
        await stage.Until(db => db.WebhookEvents.CountAsync(cancellation), count => count >= 2, cancellation);
        await Inbound(3);

        Task<int> Inbound(int count) => stage.Until(db => db.Messages.CountAsync(cancellation), found => found == count, cancellation);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task What_the_app_itself_has_lost_is_read_for_each_of_its_Pages_whichever_looks_first(CancellationToken cancellation)
    {
        await using var opened = await Opened("messenger", cancellation);
        var stage = opened.Stage;
        await stage.Happens(new { platform = "messenger", from = "7000000000000001", text = "chào shop" });
        await Inbound(1);
        await stage.Faults(new { loseApps = new[] { "messenger" } });
        await Task.Delay(TimeSpan.FromSeconds(1.1), cancellation); // its list tells whole seconds
        await stage.Happens(new { platform = "messenger", from = "7000000000000001", text = "not posted" });
        Assert.That(await stage.Read(db => db.WebhookEvents.CountAsync(cancellation)), Is.EqualTo(1), "nothing came");

        // A second Page is connected just now: its first look makes the app's subscription anew.
        await ConnectSecond(stage, cancellation);
        await stage.Until(db => db.WebhookSubscriptions.CountAsync(row => row.MadeForAllAt != null && row.Id != stage.Connections["messenger"], cancellation), count => count == 1, cancellation);
        (await stage.Api.PostAsync($"/api/v1/connections/{stage.Connections["messenger"]}/check", null, cancellation)).EnsureSuccessStatusCode();

        await Inbound(2);
        Assert.That(await stage.Read(db => db.WebhookSubscriptions.CountAsync(row => row.RepairedAt != null, cancellation)), Is.Zero, "no Page had lost the app");
        await stage.Happens(new { platform = "messenger", from = "7000000000000001", text = "posted again" });
        await Inbound(3);

        Task<int> Inbound(int count) => stage.Until(db => db.Messages.CountAsync(cancellation), found => found == count, cancellation);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Numbers_of_which_nothing_can_be_read_back_are_told_that_the_app_had_lost_theirs(CancellationToken cancellation)
    {
        await using var opened = await Opened("whatsapp", cancellation);
        var stage = opened.Stage;
        var workspace = await stage.Read(db => db.Connections.Select(row => row.WorkspaceId).SingleAsync(cancellation));
        var admin = Members.New(stage.Store, workspace, "admin@example.com", "Admin", BuiltInRoles.Admin.Id);
        admin.State = MemberState.Active;
        await stage.Store.Write(workspace, null, db =>
        {
            db.Members.Add(admin);
            return Task.CompletedTask;
        }, cancellation);
        await stage.Faults(new { loseApps = new[] { "whatsapp" } });

        await ConnectSecond(stage, cancellation);
        await stage.Until(db => db.WebhookSubscriptions.CountAsync(row => row.MadeForAllAt != null && row.Id != stage.Connections["whatsapp"], cancellation), count => count == 1, cancellation);
        (await stage.Api.PostAsync($"/api/v1/connections/{stage.Connections["whatsapp"]}/check", null, cancellation)).EnsureSuccessStatusCode();

        var told = await stage.Until(
            db => db.Notifications.Where(row => row.Kind == NotificationKind.SubscriptionLost).ToListAsync(cancellation), rows => rows.Count > 0, cancellation);
        Assert.That(told.Select(notice => notice.ConnectionId), Is.EqualTo(new[] { stage.Connections["whatsapp"] }));
    }

    // With one account, whose subscription stands.
    private async Task<Opening> Opened(string connector, CancellationToken cancellation)
    {
        var stage = await Stage.Set(kind);
        var opening = new Opening(stage, await stage.Host(settings: $"--Hub:PublicUrl={stage.Address}"));
        await stage.Connect(connector);
        await stage.Until(db => db.WebhookSubscriptions.CountAsync(row => row.State == SubscriptionState.Stands, cancellation), count => count == 1, cancellation);
        return opening;
    }

    // Another account of the same app as the one that is there.
    private static async Task ConnectSecond(Stage stage, CancellationToken cancellation)
    {
        var options = stage.Sandbox.Options;
        object second = stage.Connections.ContainsKey("messenger")
            ? new { connectorId = "messenger", name = "Second", settings = new { pageId = options.MessengerSecond, accessToken = options.MetaToken } }
            : new { connectorId = "whatsapp", name = "Second", settings = new { phoneNumberId = options.WhatsAppSecond, businessAccountId = options.WhatsAppAccount, accessToken = options.MetaToken } };
        using var made = await stage.Api.PostAsJsonAsync("/api/v1/connections", second, cancellation);
        made.EnsureSuccessStatusCode();
    }

    private static string Line(JsonElement item) => item.GetProperty("kind").GetString() == "message"
        ? item.GetProperty("message").GetProperty("text").GetString()!
        : item.GetProperty("event").GetProperty("type").GetString()!;

    private static DateTimeOffset At(JsonElement item) => item.GetProperty("at").GetDateTimeOffset();

    private static DateTimeOffset Time(JsonElement item, string end) => item.GetProperty("event").GetProperty(end).GetDateTimeOffset();

    private sealed record Opening(Stage Stage, IAsyncDisposable Hub) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Hub.DisposeAsync();
            await Stage.DisposeAsync();
        }
    }
}
