using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A webhook that was answered 200 survives kill -9.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P01_AcknowledgedTests(StorageKind kind)
{
    private const int Senders = 32;
    private const int LeastAcks = 100;

    [Test]
    [CancelAfter(300_000)]
    public Task An_acknowledged_webhook_survives_kill_9(CancellationToken cancellation) => Rounds(3, cancellation);

    [Test]
    [Explicit]
    [Category("Long")]
    [CancelAfter(1_800_000)]
    public Task An_acknowledged_webhook_survives_fifty_kills(CancellationToken cancellation) => Rounds(50, cancellation);

    private async Task Rounds(int rounds, CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var ledger = new Ledger();
        var random = new Random(1);
        for (var round = 0; round < rounds; round++)
        {
            await using var hub = await stage.Start(cancellation);
            if (round == 0)
                await stage.Connect("tiktok");
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var senders = Enumerable.Range(0, Senders).Select(sender => Post(stage, $"{round}-{sender}", ledger, stop.Token)).ToList();
            for (var before = ledger.Count; ledger.Count - before < LeastAcks;)
                await Task.Delay(10, cancellation);
            await Task.Delay(random.Next(0, 500), cancellation);
            await hub.Kill(cancellation);
            await stop.CancelAsync();
            await Task.WhenAll(senders);
        }

        await using var last = await stage.Start(cancellation);
        await stage.Until(db => db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Pending, cancellation),
            left => left == 0, cancellation);
        await Check(stage, ledger.Read(), rounds);
    }

    private async Task Check(Stage stage, List<string> acknowledged, int rounds)
    {
        var applied = await stage.Read(db => db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Applied));
        var keys = await stage.Read(db => db.Messages.Select(row => row.Key!).ToListAsync());
        var held = keys.ToHashSet(StringComparer.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(acknowledged, Has.Count.GreaterThanOrEqualTo(rounds * LeastAcks));
            Assert.That(keys, Is.Unique);
            Assert.That(applied, Is.EqualTo(keys.Count), "one row a webhook, one message a row");
            Assert.That(acknowledged.Where(key => !held.Contains(key)), Is.Empty, "lost");
        });
        Verdict.Pass("P01", $"{kind}: {rounds} rounds, {acknowledged.Count:N0} acks, 0 lost");
    }

    private static async Task Post(Stage stage, string sender, Ledger ledger, CancellationToken stop)
    {
        using var client = FakeVendor.Client();
        client.BaseAddress = stage.Address;
        var signed = new Signed(stage.Sandbox.Options);
        try
        {
            for (var number = 0; !stop.IsCancellationRequested; number++)
            {
                var key = $"m-{sender}-{number}";
                using var answer = await client.SendAsync(signed.Request(signed.Text("tiktok", $"p{sender}", key, "xin chào")), stop);
                if (answer.IsSuccessStatusCode)
                    ledger.Add(key);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            // Killed in the middle: what was not answered is not promised.
        }
    }

    /// <summary>What the hub has acknowledged, on disk before the next is sent.</summary>
    private sealed class Ledger : IAsyncDisposable
    {
        private readonly FileStream _file = File.Create(Path.GetTempFileName());
        private readonly Lock _lock = new();
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Add(string key)
        {
            lock (_lock)
            {
                _file.Write(System.Text.Encoding.ASCII.GetBytes(key + "\n"));
                _file.Flush(flushToDisk: true);
                _count++;
            }
        }

        public List<string> Read()
        {
            lock (_lock)
            {
                _file.Position = 0;
                using var reader = new StreamReader(_file, leaveOpen: true);
                return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _file.DisposeAsync();
            File.Delete(_file.Name);
        }
    }
}
