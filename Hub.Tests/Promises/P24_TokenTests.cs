using System.Collections.Concurrent;
using System.Net.Http.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Sandbox.TikTok;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Promises;

/// <summary>A token that ends in the middle of sending costs one refresh and no message.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P24_TokenTests(StorageKind kind)
{
    private const int Calls = 200;

    [Test]
    [CancelAfter(240_000)]
    public async Task Two_hundred_parallel_calls_share_one_refresh_and_none_is_lost(CancellationToken cancellation)
    {
        var manifest = LabConnector.NewManifest("lab");
        await using var lab = await Lab.Create(kind, manifest with { Limits = manifest.Limits with { Concurrency = Calls } });
        var (refreshes, sent) = (0, new ConcurrentQueue<string>());
        lab.Connector.OnRefresh = async _ =>
        {
            await Task.Delay(50, cancellation);
            return new GrantAnswer(LabConnector.Ok, new Credentials($"token-{Interlocked.Increment(ref refreshes) + 1}", "refresh-2"));
        };
        lab.Connector.OnSend = (context, part) =>
        {
            if (context.Credentials.AccessToken == "token-1")
                return Task.FromResult<Outcome>(new Outcome.AuthExpired(new Reason("lab/expired")));
            sent.Enqueue(part.CorrelationId);
            return Task.FromResult<Outcome>(new Outcome.Accepted("key-" + part.CorrelationId));
        };
        foreach (var conversation in await lab.Conversations(Calls))
            await lab.Say(conversation, "chị ơi");

        await lab.Run(DeliveryKind.SendMessage);

        Assert.That(refreshes, Is.EqualTo(1));
        Assert.That(sent, Has.Count.EqualTo(Calls).And.Unique);
        Assert.That((await lab.Deliveries(DeliveryKind.SendMessage)).Select(row => row.State), Is.All.EqualTo(DeliveryState.Done));
        Verdict.Pass("P24", $"{kind}: {Calls} parallel calls with a dead token, {refreshes} refresh, 0 lost");
    }

    [Test]
    [CancelAfter(240_000)]
    public async Task Two_processes_that_need_a_token_at_once_refresh_it_once(CancellationToken cancellation)
    {
        await using var one = await Lab.Create(kind);
        await using var other = one.Beside();
        var refreshes = 0;
        foreach (var lab in (Lab[])[one, other])
            lab.Connector.OnRefresh = async _ =>
            {
                await Task.Delay(50, cancellation);
                return new GrantAnswer(LabConnector.Ok, new Credentials($"token-{Interlocked.Increment(ref refreshes) + 1}", "refresh-2"));
            };

        var answers = await Task.WhenAll(Enumerable.Range(0, Calls).Select(call => (call % 2 == 0 ? one : other)
            .Get<TokenKeeper>().Refresh(one.Connection, "token-1", cancellation)));

        Assert.That(answers, Is.All.InstanceOf<Outcome.Accepted>());
        Assert.That(refreshes, Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(300_000)]
    public async Task Killed_between_the_vendors_rotation_and_the_save_it_asks_to_reconnect_and_loses_nothing(CancellationToken cancellation)
    {
        const int people = 6;
        await using var stage = await Stage.Set(kind);
        await using (var first = await stage.Start(cancellation, "refresh.2"))
        {
            await stage.Connect("tiktok");
            await stage.Faults(new { expireTokens = new[] { "tiktok" } });
            await Write(stage, people, cancellation);
            await first.Exited(cancellation);
        }

        await stage.Store.Write(null, null, db => db.Lanes.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null), cancellation), cancellation);
        await using var second = await stage.Host();
        var missing = people - await stage.Read(db => db.Messages.CountAsync(row => row.Direction == MessageDirection.Outbound,
            cancellation));
        var paused = await stage.Until(db => db.Connections.SingleAsync(cancellation), row => row.State == ConnectionState.Paused,
            cancellation);
        var waiting = await Sends(stage, cancellation);
        await Reconnect(stage, cancellation);
        await stage.Until(db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SendMessage && row.State == DeliveryState.Done,
            cancellation),
            done => done == people - missing, cancellation);

        Assert.Multiple(async () =>
        {
            Assert.That(paused.StateCode, Is.EqualTo("auth_revoked"));
            Assert.That(waiting.Select(row => row.State), Is.All.EqualTo(DeliveryState.Owed));
            Assert.That(await stage.Received("tiktok"), Has.Count.EqualTo(people - missing).And.Unique);
        });
        Verdict.Pass("P24", $"{kind}: killed at refresh.2, paused, {waiting.Count} owed, all sent once after new credentials");
    }

    private static async Task Write(Stage stage, int people, CancellationToken cancellation)
    {
        for (var person = 0; person < people; person++)
            await stage.Happens(new { platform = "tiktok", from = $"person-{person}", text = "xin chào" });
        var conversations = await stage.Until(
            db => db.Conversations.Select(row => row.Id).ToListAsync(cancellation), ids => ids.Count == people, cancellation);
        try
        {
            foreach (var conversation in conversations)
                await stage.Send(conversation, $"trả lời {conversation:N}");
        }
        catch (HttpRequestException)
        {
            // It died meanwhile; what it did not take is not owed.
        }
    }

    private static Task<List<Delivery>> Sends(Stage stage, CancellationToken cancellation) => stage.Read(
        db => db.Deliveries.Where(row => row.Kind == DeliveryKind.SendMessage).ToListAsync(cancellation));

    private static async Task Reconnect(Stage stage, CancellationToken cancellation)
    {
        var tokens = stage.Sandbox.Services.GetRequiredService<TikTokTokens>();
        var grant = tokens.Exchange(tokens.IssueCode(), "", "")!;
        using var answer = await stage.Api.PatchAsJsonAsync(
            $"/api/v1/connections/{stage.Connections["tiktok"]}",
            new { credentials = new { accessToken = grant.Access, refreshToken = grant.Refresh } }, cancellation);
        answer.EnsureSuccessStatusCode();
    }
}
