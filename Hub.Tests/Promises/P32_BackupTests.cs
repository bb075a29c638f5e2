using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A backup of the database and the key ring, made as the manual says while the hub works, restores to a hub that works on.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P32_BackupTests(StorageKind kind)
{
    private const int Least = 60;

    [Test]
    [CancelAfter(240_000)]
    public async Task A_backup_made_under_load_restores_to_a_hub_that_works_on(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        HashSet<string> known;
        await using (var hub = await stage.Start(cancellation))
        {
            await stage.Connect();
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var load = Load(stage, enough.Token);
            known = [.. await stage.Until(db => db.Messages.Select(row => row.Key!).ToListAsync(cancellation), keys => keys.Count >= Least, cancellation)];
            await stage.Backup();
            await enough.CancelAsync();
            await load;
            await hub.Kill(cancellation);
        }

        await stage.Restore();
        await using var restored = await stage.Start(cancellation);
        var (there, stray) = await stage.Read(async db => (
            await db.Messages.Select(row => row.Key!).ToListAsync(cancellation),
            await db.Messages.CountAsync(row => !db.Conversations.Any(thread => thread.Id == row.ConversationId), cancellation)));
        // Their tokens are sealed by the key ring: what is sent now proves that it came back with them.
        var threads = (await stage.Read(db => db.Conversations.Select(row => new { row.Id, row.ConnectionId }).ToListAsync(cancellation)))
            .DistinctBy(row => row.ConnectionId).Select(row => row.Id).ToList();
        foreach (var thread in threads)
            await stage.Send(thread, "còn hàng ạ");
        foreach (var channel in Stage.Channels)
            await HubHost.Until(() => stage.Received(channel), texts => texts.Contains("còn hàng ạ"), cancellation);

        Assert.Multiple(() =>
        {
            Assert.That(known.Except(there), Is.Empty, "committed before the backup began");
            Assert.That(stray, Is.Zero, "of one moment");
            Assert.That(threads, Has.Count.EqualTo(Stage.Channels.Length));
        });
        Verdict.Pass("P32", $"{kind}: {known.Count} messages before the backup, {there.Count} restored, 0 missing, tokens of {threads.Count} channels used");
    }

    private static async Task Load(Stage stage, CancellationToken cancellation)
    {
        for (var i = 0; !cancellation.IsCancellationRequested; i++)
            await stage.Happens(new { platform = Stage.Channels[i % Stage.Channels.Length], from = $"an{i % 20}", text = $"xin chào {i}" });
    }
}
