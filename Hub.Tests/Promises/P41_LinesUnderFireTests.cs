using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>
/// The main job while the lines to every vendor, and to the database where it is a server, do what bad networks do; where the database is a file,
/// the hub is killed in the middle of its commits instead. Nothing is lost, nothing is there twice where the vendor can tell, no answer is sent
/// twice, no lane runs twice at once, and all is settled once the lines are calm. Each run must have had sends and commits in doubt.
/// </summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P41_LinesUnderFireTests(StorageKind kind)
{
    private const int Senders = 4;
    private const int CustomersEach = 4;

    // A platform tells of a message after the first repetition of one that is repeated blindly, which comes within 2.2 s, or once a lane goes on that
    // has rested for 15 s, since nothing was answered.
    private const int EchoMs = 18_000;

    // Long enough that a second runner of the same lane would be seen beside the first.
    private const int CallMs = 60;
    // How long the fire goes on where not all of it has burnt: a lane that had no answer rests for 15 s, and a busy machine sends little between.
    private static readonly TimeSpan Kindling = TimeSpan.FromMinutes(1);
    private const string Webhook = "im_receive_msg", Commit = "COMMIT", TikTokSend = "/message/send/", GraphSend = "/messages HTTP";

    /// <summary>Of all that is drawn. Another one by <c>HUB_FIRE_SEED</c>.</summary>
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("HUB_FIRE_SEED") ?? "41", CultureInfo.InvariantCulture);

    private static readonly LineTrouble ToVendors = new(Seed)
    {
        Late = 0.2,
        Trickles = 0.1,
        Cut = 0.1,
        Lost = 0.1,
        Silent = 0.01,
        Decisions = new Dictionary<string, int> { [TikTokSend] = 6, [GraphSend] = 6 },
    };

    // A connection to the database carries many more pieces than one to a vendor.
    private static readonly LineTrouble ToDatabase = new(Seed + 1)
    {
        Late = 0.05,
        Longest = TimeSpan.FromMilliseconds(40),
        Trickles = 0.02,
        Cut = 0.001,
        Lost = 0.002,
        Silent = 0.0005,
        Decisions = new Dictionary<string, int> { [Webhook] = 25, [Commit] = 60 }, // a run that cannot write waits for seconds: it would stand still
    };

    [Test]
    [CancelAfter(300_000)]
    public Task The_main_job_loses_and_doubles_nothing_while_its_lines_break(CancellationToken cancellation) =>
        Fire(TimeSpan.FromSeconds(8), cancellation);

    [Test]
    [Explicit]
    [Category("Long")]
    [CancelAfter(1_800_000)]
    public Task The_main_job_loses_and_doubles_nothing_while_its_lines_break_for_minutes(CancellationToken cancellation) =>
        Fire(TimeSpan.FromMinutes(4), cancellation);

    private async Task Fire(TimeSpan length, CancellationToken cancellation)
    {
        TestContext.Progress.WriteLine($"P41 {kind}: HUB_FIRE_SEED={Seed}");
        var database = await TestDatabases.Create(kind); // the stage's from now on
        await using var stage = await Stage.Set(database, configure: options => options.EchoDelayMs = EchoMs);
        await using var fire = await LineFire.Light(stage, database, kind, cancellation);
        await stage.Connect();
        await stage.Faults(new { rules = new[] { new { platform = "hubspot", operation = "upsert", kind = "delay", delayMs = CallMs, share = 1.0 } } });
        var threads = await Conversations(stage, cancellation);

        await using var ledger = new AckLedger();
        fire.Rage(ToVendors, ToDatabase);
        var said = new Conversing(stage, fire);
        int repeats;
        await using (var load = new AckLoad(stage, ledger, "fire", Senders, each: 3, repeats: true))
        {
            await Task.WhenAll(said.Say(threads, length, cancellation), fire.KillHalfway(length, cancellation));
            repeats = load.Repeats;
        }

        fire.Calm();
        while ((await stage.Ask("summary")).GetProperty("pending").GetInt32() > 0)
            await Task.Delay(50, cancellation); // platforms still repeat what was not answered
        await stage.Until(db => Left.Count(db, cancellation), rest => rest.IsNothing, cancellation);
        await Task.Delay(6_000, cancellation); // longer than the sweep of lanes takes to find what might be repeated
        var found = await Check(stage, ledger, said, cancellation);
        MustHaveBurnt(fire, found, repeats);
        Verdict.Pass("P41", $"{kind}: seed {Seed}, {length.TotalSeconds:0} s, {ledger.Count:N0} acks, {repeats:N0} repeated, 0 lost, {found.Contacts:N0} contacts and {said.Arrivals:N0} signals each once, no lane twice at once, {said.Taken.Count:N0} answers, {found.Doubted} in doubt of which {found.Arrived} had arrived, {found.InDoubt} to the end, 0 twice; to vendors {fire.Vendors.Counts}{(fire.Server is null ? ", killed once" : $"; to the database {fire.Server.Counts}")}");
    }

    /// <summary>A fire that burnt nothing proves nothing.</summary>
    private static void MustHaveBurnt(LineFire fire, Found found, int repeats)
    {
        Assert.That(fire.HasBurnt, $"{fire.Vendors.Counts}; {fire.Server?.Counts}");
        Assert.That(new[] { found.Doubted, found.Arrived, repeats }, Is.All.Positive, "sends in doubt, those of them that had arrived, webhooks repeated");
    }

    /// <summary>Some of each channel, in a calm: several are sent together, so that one broken line is not taken for a vendor that is down.</summary>
    private static async Task<List<(Guid Id, string Channel, string Customer)>> Conversations(Stage stage, CancellationToken cancellation)
    {
        var threads = new List<(Guid Id, string Channel, string Customer)>();
        foreach (var channel in Stage.Channels)
            for (var number = 1; number <= CustomersEach; number++)
            {
                var customer = $"8490000000{number}";
                await stage.Happens(new { platform = channel, from = customer, text = "xin chào" });
                var known = threads.ConvertAll(thread => thread.Id);
                threads.Add((await stage.Until(
                    db => db.Conversations.Where(row => !known.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellation),
                    ids => ids.Count == 1, cancellation) is [var id] ? id : default, channel, customer));
            }

        return threads;
    }

    private static async Task<Found> Check(Stage stage, AckLedger ledger, Conversing said, CancellationToken cancellation)
    {
        var inbound = await stage.Read(db => db.Messages.Where(row => row.Direction == MessageDirection.Inbound).Select(row => row.Key!).ToListAsync(cancellation));
        var outbound = await stage.Read(db => db.Messages.Where(row => row.Direction == MessageDirection.Outbound).ToListAsync(cancellation));
        var contacts = await stage.Read(db => db.Contacts.CountAsync(cancellation));
        var sent = await stage.Read(db => db.LedgerEntries.CountAsync(row => row.State == LedgerState.Sent, cancellation));
        var summary = await stage.Ask("summary");
        var records = summary.GetProperty("crm").GetProperty("contacts");
        var reported = summary.GetProperty("signals").GetProperty("distinctEventIds").GetInt32();
        var atOnce = (await stage.Ask("at-once")).GetProperty("hubspot:upsert").GetInt32();
        var doubted = await stage.Read(db => db.Attempts.Where(row => row.Outcome == nameof(Outcome.Unknown))
            .Join(db.Deliveries.Where(row => row.Kind == DeliveryKind.SendMessage), row => row.DeliveryId, row => row.Id, (_, row) => row.SubjectId)
            .Distinct().Join(db.Messages, id => id, row => row.Id, (_, row) => row.Text!).ToListAsync(cancellation));
        var received = new List<string>();
        foreach (var channel in Stage.Channels)
            received.AddRange(await stage.Received(channel));
        var (held, arrived) = (inbound.ToHashSet(StringComparer.Ordinal), received.ToHashSet(StringComparer.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(inbound, Is.Unique);
            Assert.That(ledger.Read().Where(key => !held.Contains(key)), Is.Empty, "lost");
            Assert.That((records.GetProperty("records").GetInt32(), records.GetProperty("duplicates").GetInt32()), Is.EqualTo((contacts, 0)));
            Assert.That((reported, sent), Is.EqualTo((said.Arrivals, said.Arrivals)), "who came from an ad is told once");
            Assert.That(atOnce, Is.EqualTo(1), "two ran one lane at once");
            Assert.That(received, Is.Unique, "an answer was sent twice");
            Assert.That(outbound.Select(row => row.Text), Is.Unique);
            Assert.That(said.Taken.Except(outbound.Select(row => row.Text)), Is.Empty, "taken and not held");
            Assert.That(outbound.Where(row => row.Status >= MessageStatus.Sent && row.Status is not MessageStatus.Failed and not MessageStatus.Unknown
                && !arrived.Contains(row.Text!)), Is.Empty, "said to be sent");
            Assert.That(outbound.Where(row => row.Status == MessageStatus.Failed).Select(row => row.StatusCode), Is.Empty, "an answer that failed");
        });
        return new Found(contacts, doubted.Count, doubted.Count(arrived.Contains), outbound.Count(row => row.Status == MessageStatus.Unknown));
    }

    /// <param name="Doubted">Answers whose sender could not tell whether they had arrived.</param>
    /// <param name="Arrived">Those of them that had.</param>
    /// <param name="InDoubt">Those that still are.</param>
    private sealed record Found(int Contacts, int Doubted, int Arrived, int InDoubt);

    /// <summary>People write and are answered, each time with a text of its own; others come from an ad.</summary>
    private sealed class Conversing(Stage stage, LineFire fire)
    {
        private int _arrivals;

        public int Arrivals => _arrivals;

        /// <summary>Those that the hub has said it took. Of another it may have kept the text, and its answer got lost.</summary>
        public ConcurrentBag<string> Taken { get; } = [];

        public Task Say(List<(Guid Id, string Channel, string Customer)> threads, TimeSpan length, CancellationToken cancellation) =>
            Task.WhenAll(threads.Select((thread, number) => Say(thread, number, length, cancellation)));

        private async Task Say((Guid Id, string Channel, string Customer) thread, int number, TimeSpan length, CancellationToken cancellation)
        {
            var end = TimeProvider.System.GetUtcNow() + length;
            var last = end + Kindling;
            for (var i = 0; TimeProvider.System.GetUtcNow() < end || (!fire.HasBurnt && TimeProvider.System.GetUtcNow() < last); i++)
            {
                await stage.Happens(new { platform = thread.Channel, from = thread.Customer, text = $"còn hàng không {i}" });
                if (number % CustomersEach == 0)
                    await Arrive($"ad{number}-{i}");
                var text = $"Dạ còn ạ {number}-{i}";
                if (await Answer(thread.Id, text, cancellation))
                    Taken.Add(text);
                await Task.Delay(400, cancellation);
            }
        }

        private async Task Arrive(string person)
        {
            await stage.Happens(new { platform = "tiktok", from = person, referral = new { source = "ad" } });
            await stage.Happens(new { platform = "tiktok", from = person, text = "xin chào" });
            Interlocked.Increment(ref _arrivals);
        }

        private async Task<bool> Answer(Guid thread, string text, CancellationToken cancellation)
        {
            try
            {
                using var answer = await stage.Api.PostAsJsonAsync($"/api/v1/conversations/{thread}/messages", new { text }, cancellation);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // the hub was killed this moment: what was not answered is not promised
            }
        }
    }

    /// <summary>What is not over yet; told when that never comes.</summary>
    private sealed record Left(int Webhooks, string Deliveries)
    {
        public bool IsNothing => Webhooks == 0 && Deliveries.Length == 0;

        public static async Task<Left> Count(HubDb db, CancellationToken cancellation)
        {
            var open = await db.Deliveries
                .Where(row => row.State != DeliveryState.Done && row.State != DeliveryState.Cancelled && (row.State != DeliveryState.Owed || row.Kind != DeliveryKind.Poll && row.Kind != DeliveryKind.ReadCrm && row.Kind != DeliveryKind.RefreshToken && row.Kind != DeliveryKind.Subscribe))
                .Where(row => row.State != DeliveryState.Unknown || row.Kind != DeliveryKind.SendMessage)
                .GroupBy(row => new { row.Kind, row.State, row.Code }).Select(group => new { group.Key.Kind, group.Key.State, group.Key.Code, Count = group.Count() })
                .ToListAsync(cancellation);
            return new Left(
                await db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Pending, cancellation),
                string.Join(", ", open.Select(row => $"{row.Count} {row.Kind} {row.State} {row.Code}")));
        }
    }
}
