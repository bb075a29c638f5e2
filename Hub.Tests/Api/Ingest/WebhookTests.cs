using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Ingest;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
[NonParallelizable] // counts what the whole process counts
public sealed class WebhookTests(StorageKind kind) : HubTest(kind)
{
    private static readonly string OneMessage = ScriptedConnector.Body("a1", ("m1", "u1", "xin chào"));

    [Test]
    [CancelAfter(30_000)]
    public async Task Forged_stale_unsigned_and_malformed_requests_get_constant_bodies_and_leave_nothing(CancellationToken cancellation)
    {
        var before = await Stored();
        using var counted = new Counted();

        await Answers(ScriptedConnector.Webhook(OneMessage, secret: "wrong"), 401, "unauthorized");
        await Answers(ScriptedConnector.Webhook(OneMessage, secret: ""), 401, "unauthorized");
        await Answers(ScriptedConnector.Webhook(OneMessage, secret: null), 401, "unauthorized");
        await Answers(ScriptedConnector.Webhook(OneMessage, age: TimeSpan.FromMinutes(6)), 401, "unauthorized");
        await Answers(ScriptedConnector.Webhook(OneMessage, age: TimeSpan.FromMinutes(-6)), 401, "unauthorized");
        await Answers(ScriptedConnector.Webhook("[1,2"), 400, "bad request");
        await Answers(ScriptedConnector.Webhook(new string('x', ScriptedConnector.WebhookBytes + 1)), 413, "payload too large");
        await Answers(new HttpRequestMessage(HttpMethod.Post, "/webhooks/none") { Content = new StringContent("x") }, 404, "not found");
        await Answers(new HttpRequestMessage(HttpMethod.Put, "/webhooks/scripted") { Content = new StringContent("x") }, 405, "method not allowed");

        Assert.That(await Stored(), Is.EqualTo(before));
        Assert.That(counted.Answers, Is.EquivalentTo(new[]
        {
            "forged", "forged", "forged", "stale", "stale", "malformed", "too_large", "no_such_connector", "wrong_method",
        }));
    }

    [TestCase("apply", WebhookEvent.ApplyFailed)]
    [TestCase("read", "unreadable")]
    [CancelAfter(30_000)]
    public async Task Those_that_failed_are_found_by_where_they_failed(string stage, string code, CancellationToken cancellation)
    {
        var connection = await Host.Connect($"staged-{stage}");
        await Host.Receive($"staged-{stage}", ("s1", "u1", "một"));
        await Host.Receive($"staged-{stage}", ("s2", "u1", "hai"));
        await Host.Items($"/api/v1/webhook-events?connectionId={connection}&state=applied", 2, cancellation);
        await Host.Store.Write(null, connection, db => db.WebhookEvents.Where(row => row.ConnectionId == connection).OrderBy(row => row.Id).Take(1)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, WebhookEventState.Failed).SetProperty(row => row.FailureCode, code), cancellation), cancellation);

        var found = await Host.Items($"/api/v1/webhook-events?connectionId={connection}&failedStage={stage}", 1, cancellation);
        await Host.Items($"/api/v1/webhook-events?connectionId={connection}&failedStage={(stage == "read" ? "apply" : "read")}", 0, cancellation);

        Assert.That(found[0].GetProperty("failedStage").GetString(), Is.EqualTo(stage));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_chunked_body_past_the_limit_is_cut_off_at_the_limit(CancellationToken cancellation)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Host.Address.Host, Host.Address.Port, cancellation);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /webhooks/scripted HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: chunked\r\n\r\n"), cancellation);
        var chunk = Encoding.ASCII.GetBytes("1000\r\n" + new string('x', 0x1000) + "\r\n");
        await stream.WriteAsync(chunk, cancellation);
        await stream.WriteAsync(chunk, cancellation); // 8 KiB of 4 allowed, and the body has no end

        var answer = await ReadAnswer(stream, cancellation);

        Assert.That(answer, Does.StartWith("HTTP/1.1 413").And.EndsWith("payload too large"));
        Assert.That(answer, Does.Contain("Connection: close").And.Not.Contain("Server:"));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_handshake_gets_its_own_word_back(CancellationToken cancellation)
    {
        using var answer = await Host.Stranger.GetAsync("/webhooks/scripted?challenge=4711", cancellation);

        Assert.That((answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation)), Is.EqualTo((HttpStatusCode.OK, "4711")));
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/plain"));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_connector_that_throws_while_verifying_refuses(CancellationToken cancellation)
    {
        Host.Connector.VerifyThrows = true;
        try
        {
            await Answers(ScriptedConnector.Webhook(OneMessage), 401, "unauthorized");
        }
        finally
        {
            Host.Connector.VerifyThrows = false;
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_hundred_parallel_copies_are_one_row_and_a_hundred_times_200(CancellationToken cancellation)
    {
        var connection = await Host.Connect("copies");
        var body = ScriptedConnector.Body("copies", ("m1", "u1", "một lần"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Host.Stranger.SendAsync(ScriptedConnector.Webhook(body), cancellation)));

        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(await Host.Store.Read(null, db => db.WebhookEvents.CountAsync(row => row.ConnectionId == connection)), Is.EqualTo(1));
        await Host.Items($"/api/v1/conversations?connectionId={connection}", 1, cancellation);
        Assert.That(await Host.Store.Read(null, db => db.Messages.CountAsync(row => row.ConnectionId == connection)), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Webhooks_of_an_account_that_nobody_connected_are_kept_and_adopted(CancellationToken cancellation)
    {
        await Host.Receive("later", ("m1", "u1", "có ai không"), ("m2", "u2", "alo"));
        await Host.Receive("later", ("m3", "u1", "alo alo"));
        var unrouted = await Host.Items("/api/v1/webhook-events/unrouted", 1, cancellation);
        Assert.That(unrouted.Single(item => item.GetProperty("accountId").GetString() == "later").GetProperty("count").GetInt32(), Is.EqualTo(2));

        var connection = await Host.Connect("later");

        await Host.Items($"/api/v1/conversations?connectionId={connection}", 2, cancellation);
        var states = await Host.Store.Read(null, db => db.WebhookEvents.Where(row => row.AccountId == "later")
            .Select(row => new { row.State, row.ConnectionId }).ToListAsync(cancellation));
        Assert.That(states, Has.Count.EqualTo(2));
        Assert.That(states, Has.All.Property("ConnectionId").EqualTo(connection));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Adoption_drops_what_the_connection_holds_already(CancellationToken cancellation)
    {
        var connection = await Host.Connect("twice");
        var body = ScriptedConnector.Body("twice", ("m1", "u1", "hai lần"));
        using (await Host.Stranger.SendAsync(ScriptedConnector.Webhook(body), cancellation))
            await Host.Items($"/api/v1/conversations?connectionId={connection}", 1, cancellation);
        await Switch(connection, false, cancellation);
        using (await Host.Stranger.SendAsync(ScriptedConnector.Webhook(body), cancellation))
            Assert.That(await Count("twice", WebhookEventState.Unrouted), Is.EqualTo(1));

        await Switch(connection, true, cancellation);

        Assert.That(await Count("twice", WebhookEventState.Unrouted), Is.Zero);
        Assert.That(await Host.Store.Read(null, db => db.WebhookEvents.CountAsync(row => row.AccountId == "twice")), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_failed_webhook_says_why_and_can_be_replayed(CancellationToken cancellation)
    {
        var connection = await Host.Connect("broken");
        using (await Host.Stranger.SendAsync(ScriptedConnector.Webhook("""{"account":"broken"}"""), cancellation))
        {
            var failed = (await Host.Items($"/api/v1/webhook-events?state=failed&connectionId={connection}", 1, cancellation)).Single();
            Assert.That(failed.GetProperty("failureCode").GetString(), Is.EqualTo("scripted/no-messages"));

            using var answer = await Host.Client.PostAsync($"/api/v1/webhook-events/{failed.GetProperty("id").GetGuid()}/replay", null, cancellation);

            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
            await HubHost.Until(
                () => Host.Store.Read(null, db => db.WebhookEvents.SingleAsync(row => row.ConnectionId == connection)),
                row => row is { State: WebhookEventState.Failed, Attempts: 2 }, cancellation);
        }
    }

    // Until the body is there: what follows may be a reset, since the hub closes while we could still send.
    private static async Task<string> ReadAnswer(NetworkStream stream, CancellationToken cancellation)
    {
        var answer = new StringBuilder();
        var buffer = new byte[1024];
        while (!answer.ToString().EndsWith("payload too large", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, cancellation);
            Assert.That(read, Is.Not.Zero, answer.ToString());
            answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return answer.ToString();
    }

    private async Task Switch(Guid connection, bool enabled, CancellationToken cancellation)
    {
        using var answer = await Host.Client.PatchAsync(
            $"/api/v1/connections/{connection}", new StringContent($$"""{"enabled":{{(enabled ? "true" : "false")}}}""", Encoding.UTF8, "application/json"), cancellation);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private Task<int> Stored() => Host.Store.Read(null, db => db.WebhookEvents.CountAsync());

    private Task<int> Count(string account, WebhookEventState state) =>
        Host.Store.Read(null, db => db.WebhookEvents.CountAsync(row => row.AccountId == account && row.State == state));

    private async Task Answers(HttpRequestMessage request, int status, string body)
    {
        using var answer = await Host.Stranger.SendAsync(request);
        Assert.That(((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()), Is.EqualTo((status, body)));
    }

    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Counted()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "hub.webhooks.received")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
            {
                foreach (var tag in tags)
                    if (tag.Key == "answer")
                        Answers.Add((string)tag.Value!);
            });
            _listener.Start();
        }

        public List<string> Answers { get; } = [];

        public void Dispose() => _listener.Dispose();
    }
}
