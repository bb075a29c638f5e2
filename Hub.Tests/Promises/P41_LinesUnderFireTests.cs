using System.Collections.Concurrent;
using System.Net.Http.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hub.Tests.Promises;

/// <summary>
/// The main job while the lines to every vendor, and to the database where it is a server, do what bad networks do: nothing is lost, nothing
/// is there twice where the vendor can tell, no answer is sent twice, and all is settled once the lines are calm.
/// </summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P41_LinesUnderFireTests(StorageKind kind)
{
    private const int Seed = 41;
    private const int Senders = 4;
    private const string Customer = "84900000001";

    private static readonly LineTrouble ToVendors = new(Seed)
    {
        Late = 0.2,
        Trickles = 0.1,
        Cut = 0.05,
        Lost = 0.08,
        Silent = 0.01,
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
        var database = await TestDatabases.Create(kind); // the stage's from now on
        await using var stage = await Stage.Set(database);
        await using var vendors = new BreakingLine(stage.Sandbox.BaseAddress.Port);
        foreach (var connector in (string[])[.. Stage.Channels, "tiktok-events", "hubspot"])
            await stage.Reroute(connector, vendors.Port);
        var settings = kind == StorageKind.Postgres ? new NpgsqlConnectionStringBuilder(database.ConnectionString) : null;
        await using var server = settings is null ? null : new BreakingLine(settings.Port);
        if (settings is not null)
            settings.Port = server!.Port;
        await using var hub = await stage.Start(cancellation, null, settings is null ? [] : [$"--ConnectionStrings:Hub={settings.ConnectionString}"]);
        await stage.Connect();
        var threads = await Conversations(stage, cancellation);

        await using var ledger = new AckLedger();
        vendors.Trouble = ToVendors;
        if (server is not null)
            server.Trouble = ToDatabase;
        var said = new Conversing(stage);
        int repeats;
        await using (var load = new AckLoad(stage, ledger, "fire", Senders, each: 3, repeats: true))
        {
            await said.Say(threads, length, cancellation);
            repeats = load.Repeats;
        }

        vendors.Trouble = null;
        if (server is not null)
            server.Trouble = null;
        while ((await stage.Ask("summary")).GetProperty("pending").GetInt32() > 0)
            await Task.Delay(50, cancellation); // platforms still repeat what was not answered
        await stage.Until(db => Left.Count(db, cancellation), rest => rest.IsNothing, cancellation);
        await Task.Delay(6_000, cancellation); // longer than the sweep of lanes takes to find what might be repeated
        foreach (var line in (BreakingLine?[])[vendors, server])
            if (line is not null)
                Assert.That(new[] { line.Counts.Cut, line.Counts.Lost, line.Counts.Late }, Is.All.Positive, $"{line.Counts}");
        var found = await Check(stage, ledger, said, cancellation);
        Verdict.Pass("P41", $"{kind}: {length.TotalSeconds:0} s, {ledger.Count:N0} acks, {repeats:N0} repeated, 0 lost, {found.Contacts:N0} contacts and {said.Arrivals:N0} signals each once, {said.Taken.Count:N0} answers, {found.InDoubt} in doubt, 0 twice; to vendors {vendors.Counts}{(server is null ? "" : $"; to the database {server.Counts}")}");
    }

    /// <summary>One of each channel, in a calm.</summary>
    private static async Task<List<Guid>> Conversations(Stage stage, CancellationToken cancellation)
    {
        var threads = new List<Guid>();
        foreach (var channel in Stage.Channels)
        {
            await stage.Happens(new { platform = channel, from = Customer, text = "xin chào" });
            threads.Add((await stage.Until(
                db => db.Conversations.Where(row => row.ConnectionId == stage.Connections[channel]).Select(row => row.Id).ToListAsync(cancellation),
                ids => ids.Count == 1, cancellation)).Single());
        }

        return threads;
    }

    private static async Task<(int Contacts, int InDoubt)> Check(Stage stage, AckLedger ledger, Conversing said, CancellationToken cancellation)
    {
        var inbound = await stage.Read(db => db.Messages.Where(row => row.Direction == MessageDirection.Inbound).Select(row => row.Key!).ToListAsync(cancellation));
        var outbound = await stage.Read(db => db.Messages.Where(row => row.Direction == MessageDirection.Outbound).ToListAsync(cancellation));
        var contacts = await stage.Read(db => db.Contacts.CountAsync(cancellation));
        var sent = await stage.Read(db => db.LedgerEntries.CountAsync(row => row.State == LedgerState.Sent, cancellation));
        var summary = await stage.Ask("summary");
        var records = summary.GetProperty("crm").GetProperty("contacts");
        var reported = summary.GetProperty("signals").GetProperty("distinctEventIds").GetInt32();
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
            Assert.That(received, Is.Unique, "an answer was sent twice");
            Assert.That(outbound.Select(row => row.Text), Is.Unique);
            Assert.That(said.Taken.Except(outbound.Select(row => row.Text)), Is.Empty, "taken and not held");
            Assert.That(outbound.Where(row => row.Status >= MessageStatus.Sent && row.Status is not MessageStatus.Failed and not MessageStatus.Unknown
                && !arrived.Contains(row.Text!)), Is.Empty, "said to be sent");
            Assert.That(outbound.Where(row => row.Status == MessageStatus.Failed).Select(row => row.StatusCode), Is.Empty, "an answer that failed");
        });
        return (contacts, outbound.Count(row => row.Status == MessageStatus.Unknown));
    }

    /// <summary>People write and are answered, each time with a text of its own; others come from an ad.</summary>
    private sealed class Conversing(Stage stage)
    {
        private int _arrivals;

        public int Arrivals => _arrivals;

        /// <summary>Those that the hub has said it took. Of another it may have kept the text, and its answer got lost.</summary>
        public ConcurrentBag<string> Taken { get; } = [];

        public Task Say(List<Guid> threads, TimeSpan length, CancellationToken cancellation) =>
            Task.WhenAll(threads.Select((thread, number) => Say(thread, number, length, cancellation)));

        private async Task Say(Guid thread, int number, TimeSpan length, CancellationToken cancellation)
        {
            var end = TimeProvider.System.GetUtcNow() + length;
            for (var i = 0; TimeProvider.System.GetUtcNow() < end; i++)
            {
                await stage.Happens(new { platform = Stage.Channels[number], from = Customer, text = $"còn hàng không {i}" });
                await stage.Happens(new { platform = "tiktok", from = $"ad{number}-{i}", referral = new { source = "ad" } });
                await stage.Happens(new { platform = "tiktok", from = $"ad{number}-{i}", text = "xin chào" });
                Interlocked.Increment(ref _arrivals);
                var text = $"Dạ còn ạ {number}-{i}";
                using var answer = await stage.Api.PostAsJsonAsync($"/api/v1/conversations/{thread}/messages", new { text }, cancellation);
                if (answer.IsSuccessStatusCode)
                    Taken.Add(text);
                await Task.Delay(400, cancellation);
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
