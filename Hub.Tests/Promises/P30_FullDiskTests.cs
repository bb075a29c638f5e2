using System.Diagnostics;
using System.Net;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>A full disk: platforms are told to come again, nothing breaks, and the hub goes on by itself once there is room.</summary>
internal sealed class P30_FullDiskTests
{
    private const int Megabytes = 24;

    [Test]
    [CancelAfter(180_000)]
    public async Task A_full_disk_refuses_with_503_breaks_nothing_and_is_over_when_there_is_room(CancellationToken cancellation)
    {
        using var disk = await SmallDisk.Mount(Megabytes, cancellation);
        await using var stage = await Stage.Set(await TestDatabase.Sqlite(disk.Folder));
        await using var hub = await stage.Start(cancellation);
        await stage.Connect("tiktok");
        await using var ledger = new AckLedger();

        await using (var load = new AckLoad(stage, ledger, "before", 8))
        {
            await load.Until(50, cancellation);
            disk.Fill();
            while (load.Refusals.Count < 8)
                await Task.Delay(20, cancellation);
            Assert.That(load.Refusals.Select(refusal => refusal.Status), Is.All.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(load.Refusals.Select(refusal => refusal.SaysWhen), Is.All.True);
        }

        disk.Empty();
        await using (var load = new AckLoad(stage, ledger, "after", 8))
            await load.Until(50, cancellation);
        await stage.Until(
            db => db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Pending, cancellation), left => left == 0, cancellation);

        var acknowledged = ledger.Read();
        var held = (await stage.Read(db => db.Messages.Select(row => row.Key!).ToListAsync(cancellation))).ToHashSet(StringComparer.Ordinal);
        Assert.That(acknowledged.Where(key => !held.Contains(key)), Is.Empty, "lost");
        Assert.That(hub.HasExited, Is.False);
        Assert.That(await Integrity(stage, cancellation), Is.EqualTo("ok"));
        Verdict.Pass("P30", $"SQLite on a disk of {Megabytes} MB: full, 503; with room again {acknowledged.Count:N0} acks in all, 0 lost, database sound");
    }

    private static Task<string> Integrity(Stage stage, CancellationToken cancellation) =>
        stage.Read(async db => (await db.Database.SqlQueryRaw<string>("select integrity_check as value from pragma_integrity_check").ToListAsync(cancellation)).First());

    /// <summary>A file system of its own in memory, which only a privileged process may make.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private SmallDisk(string folder) => Folder = folder;

        public string Folder { get; }

        private string Ballast => Path.Combine(Folder, "ballast");

        public static async Task<SmallDisk> Mount(int megabytes, CancellationToken cancellation)
        {
            var folder = Directory.CreateTempSubdirectory("hub-small-disk-").FullName;
            if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || await Run("mount", cancellation, "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder) != 0)
            {
                Directory.Delete(folder);
                Assert.Ignore("No file system can be mounted here.");
            }

            return new SmallDisk(folder);
        }

        /// <summary>To the last byte.</summary>
        public void Fill()
        {
            using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            try
            {
                var block = new byte[4096];
                while (true)
                    ballast.Write(block);
            }
            catch (IOException)
            {
                // Full, which is what this is for.
            }
        }

        public void Empty() => File.Delete(Ballast);

        public void Dispose()
        {
            SqliteConnection.ClearAllPools();
            using var unmounting = Process.Start("umount", ["-l", Folder]);
            unmounting.WaitForExit();
            Directory.Delete(Folder, recursive: true);
        }

        private static async Task<int> Run(string program, CancellationToken cancellation, params string[] arguments)
        {
            var info = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
            using var process = Process.Start(info)!;
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode;
        }
    }
}
