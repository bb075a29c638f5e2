using Hub.Connectors.Abstractions;
using Hub.Sandbox;
using Hub.Tests.Sandbox;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.TikTok;

/// <summary>The connector against the sandbox, which keeps TikTok's rules by itself.</summary>
[CancelAfter(30_000)]
public sealed class TikTokAutoMessageTests
{
    private readonly ConnectionContext _shop = TikTokLab.Connection(credentials: new Credentials("sandbox-tiktok-access", null)) with
    {
        AccountId = "sandbox-tiktok-shop",
    };

    [Test]
    public async Task Automatic_messages_live_from_their_creation_to_their_end(CancellationToken cancellation)
    {
        await using var hub = new HubStub();
        await hub.StartAsync();
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions
        {
            Urls = "http://127.0.0.1:0",
            Hub = hub.Address.ToString(),
            ReceiptDelayMs = 300,
            RateLimits = false,
        }, cancellationToken: cancellation);
        var connector = TikTokLab.Connector(apiBase: new Uri(sandbox.BaseAddress, "/tiktok/"));

        var greeting = await Save(connector, new AutoMessageDraft(AutoMessageKind.Welcome, null, "Chào bạn!"), null, cancellation);
        var price = await Save(connector, new AutoMessageDraft(AutoMessageKind.ChatPrompt, "Giá", "Bao nhiêu?"), null, cancellation);
        var link = await Save(connector, new AutoMessageDraft(AutoMessageKind.ChatPrompt, "Web", "http://shop"), null, cancellation);
        var second = await connector.SaveAutoMessage(_shop, new AutoMessageDraft(AutoMessageKind.Welcome, null, "Again"), null, cancellation);
        var early = await connector.SaveAutoMessage(_shop, new AutoMessageDraft(AutoMessageKind.ChatPrompt, "Giá", "?"), price, cancellation);
        Assert.That((second, early), Is.EqualTo((second as Outcome.Rejected, early as Outcome.Rejected)), "one greeting; none while it is reviewed");

        await hub.UntilAsync(all => all.Count(a => a.Text.Contains("im_auto_message_audit_update")) == 3, cancellation);
        var changed = await connector.SaveAutoMessage(
            _shop, new AutoMessageDraft(AutoMessageKind.Welcome, null, "Chào bạn nhé!"), greeting, cancellation);
        Assert.That(changed, Is.EqualTo(new Outcome.Accepted()), "TikTok puts another one in its place and does not say which");
        var told = await hub.UntilAsync(all => all.Count(a => a.Text.Contains("WELCOME_MESSAGE")) == 5, cancellation);
        Assert.That(told.Any(a => a.Text.Contains("DELETE") && a.Text.Contains(greeting)), Is.True);
        Assert.That(await connector.SwitchAutoMessages(_shop, AutoMessageKind.Welcome, true, cancellation), Is.InstanceOf<Outcome.Accepted>());
        Assert.That(await Save(connector, new AutoMessageDraft(AutoMessageKind.ChatPrompt, "Giá?", "Bao nhiêu?"), price, cancellation), Is.EqualTo(price));
        await connector.SortAutoMessages(_shop, AutoMessageKind.ChatPrompt, [link, price], cancellation);
        var found = await connector.AutoMessages(_shop, cancellation);
        await connector.DeleteAutoMessage(_shop, AutoMessageKind.ChatPrompt, link, cancellation);
        var left = await connector.AutoMessages(_shop, cancellation);

        Assert.That(found.Groups.Select(group => (group.Kind, group.IsOn)), Is.EqualTo(new[]
        {
            (AutoMessageKind.Welcome, true), (AutoMessageKind.SuggestedQuestion, false), (AutoMessageKind.ChatPrompt, false),
        }));
        var welcome = found.Groups[0].Messages.Single();
        Assert.That(welcome, Is.EqualTo(new AutoMessage(welcome.Id, null, "Chào bạn nhé!", AutoMessageReview.Approved)));
        Assert.That(welcome.Id, Is.Not.EqualTo(greeting));
        Assert.That(found.Groups[2].Messages, Is.EqualTo(new[]
        {
            new AutoMessage(link, "Web", "http://shop", AutoMessageReview.Rejected),
            new AutoMessage(price, "Giá?", "Bao nhiêu?", AutoMessageReview.Reviewing),
        }));
        Assert.That(left.Groups[2].Messages.Select(message => message.Id), Is.EqualTo(new[] { price }));
    }

    private async Task<string> Save(IManageAutoMessages connector, AutoMessageDraft draft, string? id, CancellationToken cancellation)
    {
        var outcome = await connector.SaveAutoMessage(_shop, draft, id, cancellation);
        Assert.That(outcome, Is.InstanceOf<Outcome.Accepted>());
        return ((Outcome.Accepted)outcome).RemoteId!;
    }
}
