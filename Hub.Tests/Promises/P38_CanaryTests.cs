using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Jobs.Engines;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>Texts, names, numbers and tokens never reach a log line, a metric, a job or a signal.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P38_CanaryTests(StorageKind kind)
{
    private const string Number = "84977" + "5533441";

    // Each is unlike anything that the hub would write by itself.
    private static readonly string[] Texts = [.. Enumerable.Range(0, 13).Select(i => $"canary{i:00}texttracer đặt hàng")];

    [Test]
    [CancelAfter(300_000)]
    public async Task No_canary_leaves_by_a_log_line_a_metric_a_job_or_a_signal(CancellationToken cancellation)
    {
        var log = new LogCapture();
        var tags = new ConcurrentBag<string>();
        using var meters = Listen(tags);
        await using var stage = await Stage.Set(kind, configure: options =>
            (options.MetaToken, options.TikTokAccess, options.TikTokRefresh, options.HubSpotToken, options.EventsToken) =
                ("canarytoken-meta-1", "canarytoken-tiktok-2", "canarytoken-refresh-3", "canarytoken-hubspot-4", "canarytoken-events-5"));
        var (jobs, colleagues) = (new List<string>(), new Colleagues(stage));
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using (var hub = await stage.Host(log))
        {
            var watch = WatchJobs(stage, jobs, watching.Token);
            await stage.Connect();
            await Keywords(stage);
            await Talk(stage, cancellation);
            await Break(stage, cancellation);
            await Signals(stage, cancellation);
            await colleagues.Work(cancellation);
            await watching.CancelAsync();
            await watch;
        }

        List<string> canaries = [.. await Canaries(stage, cancellation), .. colleagues.Canaries];
        var places = await Places(stage, log, tags, jobs, cancellation);
        Assert.Multiple(() =>
        {
            foreach (var (place, written) in places)
            {
                Assert.That(written, Is.Not.Empty, place);
                foreach (var canary in canaries.Where(canary => !Colleagues.MayStand(canary, place)))
                    Assert.That(written.Where(line => line.Contains(canary, StringComparison.OrdinalIgnoreCase)), Is.Empty,
                        $"{canary} in {place}");
            }
        });
        Verdict.Pass("P38", $"{kind}: {canaries.Count} canaries, {string.Join(", ", places.Select(place => $"{place.Written.Count} {place.Place}"))}, 0 found");
    }

    private static async Task Keywords(Stage stage)
    {
        using var list = await stage.Api.PostAsJsonAsync("/api/v1/keyword-lists", new { name = "Từ khóa", language = "vi" });
        var id = (await HubHost.Json(list)).GetProperty("id").GetGuid();
        using var version = await stage.Api.PostAsync(
            $"/api/v1/keyword-lists/{id}/versions?activate=true", new StringContent("đặt hàng\n", Encoding.UTF8, "text/plain"));
        version.EnsureSuccessStatusCode();
    }

    private static async Task Talk(Stage stage, CancellationToken cancellation)
    {
        await stage.Happens(new { platform = "tiktok", from = "canaryperson", referral = new { source = "ad", @ref = "campaign" } });
        await stage.Happens(new { platform = "tiktok", from = "canaryperson", text = Texts[0] });
        await stage.Happens(new { platform = "whatsapp", from = Number, text = Texts[1] });
        await stage.Happens(new
        {
            platform = "whatsapp",
            from = Number,
            order = new
            {
                items = new[] { new { sku = "sku-1", quantity = 1, price = 50_000 } },
            },
        });
        await stage.Happens(new { platform = "messenger", from = "canaryperson", text = Texts[2] });
        var conversations = await stage.Until(
            db => db.Messages.Select(row => row.ConversationId).Distinct().ToListAsync(cancellation), ids => ids.Count == 3, cancellation);
        for (var i = 0; i < conversations.Count; i++)
            await stage.Send(conversations[i], Texts[3 + i]);
        await Answered(stage, 3, cancellation);
    }

    // Whatever goes wrong must not talk either.
    private static async Task Break(Stage stage, CancellationToken cancellation)
    {
        var conversations = await stage.Read(db => db.Conversations.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellation));
        string[] kinds = ["reset", "garbage", "serverError", "errorCode"];
        for (var i = 0; i < kinds.Length; i++)
        {
            var (fault, text) = (kinds[i], Texts[7 + i]);
            await stage.Faults(new
            {
                rules = Stage.Channels.Append("hubspot").Append("tiktok-events").Select(platform => new
                {
                    platform,
                    operation = "*",
                    kind = fault,
                    next = 1,
                    message = $"{text} {Number}", // a vendor quotes what it was sent
                }),
            });
            foreach (var conversation in conversations)
                await stage.Send(conversation, text);
            await Answered(stage, 3 + ((i + 1) * 3), cancellation);
        }

        var signed = new Signed(stage.Sandbox.Options);
        var poison = signed.Text("tiktok", "canaryperson", "m-poison", Texts[11]).Body;
        using var forged = await stage.Api.SendAsync(Signed.Request("tiktok", poison, new Dictionary<string, string>()), cancellation);
        using var broken = await stage.Api.SendAsync(signed.Request("tiktok", [.. poison[..^9], .. Encoding.UTF8.GetBytes(Texts[12])]),
            cancellation);
        using var wrong = await stage.Api.PostAsync(
            "/api/v1/conversations/x/messages", new StringContent($"{{\"text\":\"{Texts[12]}", Encoding.UTF8, "application/json"),
                cancellation);
    }

    private static Task Answered(Stage stage, int count, CancellationToken cancellation) => stage.Until(
        db => db.Messages.CountAsync(row => row.Direction == MessageDirection.Outbound && row.Status != MessageStatus.Queued, cancellation),
        answered => answered >= count, cancellation);

    private static Task Signals(Stage stage, CancellationToken cancellation) => stage.Until(
        db => db.LedgerEntries.CountAsync(row => row.State == LedgerState.Sent, cancellation), sent => sent >= 2, cancellation);

    private static async Task<List<string>> Canaries(Stage stage, CancellationToken cancellation)
    {
        var names = await stage.Read(db => db.Contacts.Select(row => row.DisplayName).ToListAsync(cancellation));
        return
        [
            .. Texts.Select(text => text.Split(' ')[0]), "canarytoken-", Number, Stage.OwnerKey, stage.Sandbox.Options.MetaSecret,
            stage.Sandbox.Options.TikTokSecret, .. names.OfType<string>().Where(name => name.Length > 5).Distinct(),
        ];
    }

    private async Task<List<(string Place, List<string> Written)>> Places(
        Stage stage, LogCapture log, ConcurrentBag<string> tags, List<string> jobs, CancellationToken cancellation)
    {
        var bodies = (await stage.Ask("requests?platform=tiktok-events")).EnumerateArray().Select(request => request.GetProperty("body").GetString()!).ToList();
        var ledger = await stage.Read(db => db.LedgerRequests.ToListAsync(cancellation));
        var entries = await stage.Read(db => db.LedgerEntries.ToListAsync(cancellation));
        var signals = await stage.Read(db => db.Signals.ToListAsync(cancellation));
        var places = new List<(string, List<string>)>
        {
            ("log lines", [.. log.Lines]),
            ("metric tags", [.. tags]),
            ("signal bodies", bodies),
            ("ledger rows", [.. ledger.Select(row => $"{row.Target} {Encoding.UTF8.GetString(row.Body)}"),
                .. entries.Select(row => JsonSerializer.Serialize(row)), .. signals.Select(row => JsonSerializer.Serialize(row))]),
            ("delivery rows", [.. (await stage.Read(db => db.Deliveries.ToListAsync(cancellation))).Select(row => JsonSerializer.Serialize(row))]),
        };
        if (kind == StorageKind.Postgres)
            places.Add(("job rows", jobs));
        return places;
    }

    // A job's rows are gone once it has run, so they are read all the while.
    private async Task WatchJobs(Stage stage, List<string> jobs, CancellationToken stop)
    {
        try
        {
            while (kind == StorageKind.Postgres)
            {
                jobs.AddRange(await Jobs(stage, stop));
                await Task.Delay(100, stop);
            }
        }
        catch (OperationCanceledException)
        {
            return; // the hub is about to stop
        }
    }

    private static readonly string[] OfQuartz = ["qrtz_job_details", "qrtz_triggers", "qrtz_fired_triggers"];
    private static readonly string[] OfHangfire = ["hangfire.job", "hangfire.jobparameter", "hangfire.state", "hangfire.hash", "hangfire.hub_wakes"];

    // The engine keeps its data as bytes; Latin-1 shows every ASCII text in them.
    private static Task<List<string>> Jobs(Stage stage, CancellationToken cancellation) => stage.Read(async db =>
    {
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync(cancellation);
        var rows = new List<string>();
        foreach (var table in JobEngines.HasHangfire ? OfHangfire : OfQuartz)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"select * from {table}";
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i))
                    .Select(value => value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : value.ToString())));
        }

        return rows;
    });

    private static MeterListener Listen(ConcurrentBag<string> tags)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) => self.EnableMeasurementEvents(instrument),
        };
        void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> given)
        {
            foreach (var tag in given)
                tags.Add($"{instrument.Name} {tag.Key}={tag.Value}");
        }

        listener.SetMeasurementEventCallback<long>((instrument, _, given, _) => Note(instrument, given));
        listener.SetMeasurementEventCallback<int>((instrument, _, given, _) => Note(instrument, given));
        listener.SetMeasurementEventCallback<double>((instrument, _, given, _) => Note(instrument, given));
        listener.Start();
        return listener;
    }
}
