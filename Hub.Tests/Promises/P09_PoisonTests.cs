using System.Net;
using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A poison payload never blocks its batch.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P09_PoisonTests(StorageKind kind)
{
    private const int Batch = 200;

    [Test]
    [CancelAfter(240_000)]
    public async Task A_batch_with_poison_from_the_wire_is_applied_around_it(
        [ValueSource(typeof(Stage), nameof(Stage.Channels))] string channel, CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        var signed = new Signed(stage.Sandbox.Options);
        var poisons = Poisons(signed, channel).ToList();
        var refused = new List<string>();
        for (var i = 0; i < Batch - poisons.Count; i++)
        {
            await Post(stage, signed.Request(signed.Text(channel, $"p{i % 20}", $"good-{i}", $"tin {i}")), cancellation);
            if (i % 20 != 0 || i / 20 >= poisons.Count)
                continue;
            var (name, body) = poisons[i / 20];
            if (await Post(stage, signed.Request(channel, body), cancellation) is var answer && answer == HttpStatusCode.OK)
                continue;
            Assert.That(answer, Is.EqualTo(HttpStatusCode.BadRequest), name);
            refused.Add(name);
        }

        await stage.Connect(channel); // all that waited for its account is one batch now
        await stage.Until(db => db.WebhookEvents.CountAsync(
            row => row.State == WebhookEventState.Pending || row.State == WebhookEventState.Unrouted, cancellation), left => left == 0,
                cancellation);

        var rows = await stage.Read(db => db.WebhookEvents.ToListAsync(cancellation));
        var good = await stage.Read(db => db.Messages.CountAsync(row => row.Key!.StartsWith("good-"), cancellation));
        var failed = rows.Where(row => row.State == WebhookEventState.Failed).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(good, Is.EqualTo(Batch - poisons.Count));
            Assert.That(rows, Has.Count.EqualTo(Batch - refused.Count));
            Assert.That(failed.Select(row => row.FailureCode), Is.All.Not.Empty.And.All.Not.Null);
            Assert.That(failed.Count + refused.Count, Is.GreaterThan(0), "none of it was poison");
        });
        foreach (var row in failed)
            await Replayed(stage, row, cancellation);
        Verdict.Pass("P09", $"{kind} {channel}: {good} applied, {rows.Count - good - failed.Count} strange ones applied, {failed.Count} failed with a reason, {refused.Count} refused with 400");
    }

    [Test]
    [CancelAfter(240_000)]
    public async Task A_payload_that_breaks_the_parser_or_the_database_is_set_aside_and_can_be_replayed(CancellationToken cancellation)
    {
        await using var lab = await Lab.Create(kind);
        var broken = true;
        lab.Connector.OnParse = body => Parse(lab, Encoding.UTF8.GetString(body.Span), broken);
        for (var i = 0; i < Batch; i++)
            await lab.Get<WebhookWriter>().TryAppend(Row(lab, i switch { 50 => "throws", 120 => "nul", _ => $"good-{i}" }))!;

        await ApplyAll(lab, cancellation);
        var failed = await lab.Read(db => db.WebhookEvents.Where(row => row.State == WebhookEventState.Failed).ToListAsync(cancellation));
        var applied = await lab.Read(db => db.Messages.CountAsync(row => row.Key!.StartsWith("good-"), cancellation));
        broken = false;
        foreach (var row in failed)
            await new WebhookReplay(lab.Store, lab.Get<IngestQueue>()).One(lab.Workspace, row.Id, "test", cancellation);
        await ApplyAll(lab, cancellation);
        var afterwards = await lab.Read(db => db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Applied, cancellation));

        Assert.Multiple(() =>
        {
            Assert.That(applied, Is.EqualTo(Batch - 2));
            Assert.That(failed.Select(row => row.FailureCode), Is.All.EqualTo("apply_failed").And.Not.Empty);
            Assert.That(failed.Select(row => Encoding.UTF8.GetString(row.Body)), Does.Contain("throws"));
            Assert.That(afterwards, Is.EqualTo(Batch));
        });
        Verdict.Pass("P09", $"{kind}: batch of {Batch}, {applied} applied around {failed.Count} poison, {failed.Count} replayed");
    }

    private static async Task ApplyAll(Lab lab, CancellationToken cancellation)
    {
        while (await lab.Read(db => db.WebhookEvents.AnyAsync(row => row.State == WebhookEventState.Pending, cancellation)))
            await lab.Get<IngestPump>().Turn(lab.Workspace, lab.Connection.Id, cancellation);
    }

    private static async Task Replayed(Stage stage, WebhookEvent row, CancellationToken cancellation)
    {
        using var answer = await stage.Api.PostAsync($"/api/v1/webhook-events/{row.Id}/replay", null, cancellation);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        await stage.Until(db => db.WebhookEvents.Where(found => found.Id == row.Id).Select(found => found.Attempts).SingleAsync(cancellation),
            attempts => attempts > row.Attempts, cancellation);
    }

    // Text that is placed inside a well-formed webhook, then bytes that spoil the webhook itself.
    private static IEnumerable<(string Name, byte[] Body)> Poisons(Signed signed, string channel)
    {
        (string, byte[]) Inside(string name, string poison) =>
            (name, Replace(signed.Text(channel, "poison", $"poison-{name}", "PLACE").Body, "PLACE"u8.ToArray(),
                Encoding.UTF8.GetBytes(poison)));
        var escape = channel == "tiktok" ? "\\\\" : "\\"; // TikTok's content is JSON text inside JSON
        yield return Inside("nul", escape + "u0000");
        yield return Inside("surrogate", escape + "ud800");
        yield return Inside("noncharacter", "\uFFFE");
        var place = signed.Text(channel, "poison", "poison-utf8", "PLACE").Body;
        yield return ("utf8", Replace(place, "PLACE"u8.ToArray(), [0xC3, 0x28, 0xFF]));
        var quote = channel == "tiktok" ? "\\\"" : "\"";
        yield return Inside("deep", $"x{quote},{quote}deep{quote}:{new string('[', 10_000)}{new string(']', 10_000)},{quote}z{quote}:{quote}");
        yield return Inside("twice", $"x{quote},{quote}body{quote}:{quote}y{quote},{quote}text{quote}:{quote}z");
        yield return Inside("nan", $"x{quote},{quote}number{quote}:NaN,{quote}z{quote}:{quote}");
    }

    private static byte[] Replace(byte[] body, byte[] place, byte[] with)
    {
        var at = body.AsSpan().IndexOf(place);
        return [.. body[..at], .. with, .. body[(at + place.Length)..]];
    }

    private static ParsedPayload Parse(Lab lab, string body, bool broken) => body switch
    {
        "throws" when broken => throw new InvalidOperationException("Broken on purpose."),
        "nul" when broken => new ParsedPayload([SendingTests.Inbound(1, "nul\0", lab.Clock.GetUtcNow())]),
        _ => new ParsedPayload([SendingTests.Inbound(1, body, lab.Clock.GetUtcNow())]),
    };

    private static WebhookEvent Row(Lab lab, string body) => new()
    {
        WorkspaceId = lab.Workspace,
        ConnectionId = lab.Connection.Id,
        Id = lab.Store.Ids.Next(),
        ConnectorId = lab.Connection.ConnectorId,
        AccountId = lab.Connection.AccountId,
        EventKey = Encoding.UTF8.GetBytes(body),
        Body = Encoding.UTF8.GetBytes(body),
        ReceivedAt = lab.Store.Now,
        State = WebhookEventState.Pending,
    };

    private static async Task<HttpStatusCode> Post(Stage stage, HttpRequestMessage request, CancellationToken cancellation)
    {
        using var answer = await stage.Api.SendAsync(request, cancellation);
        return answer.StatusCode;
    }
}
