using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Contacts.Erasing;

/// <summary>Works off what erasures have left to do, each under a lease of its own, in batches. One that was cut short is begun anew; what is gone stays gone.</summary>
public sealed class ErasureSweep(HubStore store, ErasedKeys erased, ErasedWebhooks webhooks, ErasedThreads threads, ErasedRecords records, ILogger<ErasureSweep> logger)
{
    // Rewriting a larger SQLite file would keep webhooks waiting: that waits for the night.
    private const long SmallFile = 256 << 20;

    public async Task Run(CancellationToken cancellation)
    {
        var open = await store.Read(null, db => db.Erasures.Where(row => row.Plan != null).OrderBy(row => row.At).Take(20).ToListAsync(cancellation));
        foreach (var erasure in open)
            if (await LaneLease.TryTake(store, new LaneKey(erasure.WorkspaceId, erasure.Id, DeliveryKind.Erase), cancellation) is { } lease)
                await Guarded(lease, erasure, cancellation);
    }

    /// <summary>What was erased since the last time leaves free space too. For a quiet hour.</summary>
    public async Task Scrub(CancellationToken cancellation)
    {
        if (!await store.Read(null, db => db.Erasures.AnyAsync(row => row.DoneAt != null && row.ScrubbedAt == null, cancellation)))
            return;
        var now = store.Now;
        await store.Scrub(Scrubbing.Whole, cancellation);
        await store.Write(null, null, db => db.Erasures.Where(row => row.DoneAt <= now && row.ScrubbedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ScrubbedAt, now), cancellation), cancellation);
        await store.Scrub(Scrubbing.Log, cancellation);
    }

    // One that fails is tried again, and holds up no other.
    private async Task Guarded(LaneLease lease, Erasure erasure, CancellationToken cancellation)
    {
        try
        {
            await Run(lease, erasure, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.ErasureFailed(logger, erasure.Id, error.GetBaseException().GetType().Name);
        }
    }

    private async Task Run(LaneLease lease, Erasure erasure, CancellationToken cancellation)
    {
        var work = new ErasureWork(store, lease, erasure, erased.Unlock(erasure.Plan!));
        try
        {
            if (!await webhooks.Erase(work, cancellation))
                return; // some are not applied yet: the next sweep
            await ErasedReports.Erase(work, cancellation); // before the arrivals go, which tell what to look for
            await threads.Erase(work, cancellation);
            await records.Erase(work, cancellation);
            await ErasedReports.Erase(work, cancellation); // what an order or a booking that moved meanwhile has told
            await End(lease, erasure, cancellation);
        }
        catch (LeaseLostException)
        {
            return; // somebody else goes on
        }
        finally
        {
            await lease.Release();
        }

        if (await store.SizeToRewrite(cancellation) <= SmallFile)
            await Scrub(cancellation);
        else
            await store.Scrub(Scrubbing.Log, cancellation);
    }

    private Task End(LaneLease lease, Erasure erasure, CancellationToken cancellation) => store.Write(null, erasure.Id, async db =>
    {
        await lease.Hold(db, cancellation);
        var row = await db.Erasures.SingleAsync(found => found.WorkspaceId == erasure.WorkspaceId && found.Id == erasure.Id, cancellation);
        (row.Plan, row.DoneAt) = (null, store.Now);
    }, cancellation);
}

/// <summary>One erasure under way: each batch a transaction that proves the lease and counts what went.</summary>
internal sealed class ErasureWork(HubStore store, LaneLease lease, Erasure erasure, ErasurePlan plan)
{
    public Guid Workspace => erasure.WorkspaceId;

    public Erasure Erasure => erasure;

    public ErasurePlan Plan => plan;

    public Guid Contact => erasure.ContactId;

    /// <summary>To be called where long reading changes nothing: the lease lasts half a minute.</summary>
    public Task Beat(CancellationToken cancellation) => lease.Beats(cancellation);

    /// <param name="connection">Whose turn the batch takes; null where none can interfere.</param>
    public Task<int> Batch(string place, Guid? connection, Func<HubDb, Task<int>> work, CancellationToken cancellation) =>
        store.Write(null, connection ?? erasure.Id, async db =>
        {
            await lease.Hold(db, cancellation);
            var count = await work(db);
            var row = await db.Erasures.SingleAsync(found => found.WorkspaceId == erasure.WorkspaceId && found.Id == erasure.Id, cancellation);
            row.Count(place, count);
            return count;
        }, cancellation);
}

internal static partial class Log
{
    [LoggerMessage(2010, LogLevel.Error, "Erasure {Erasure} failed and is tried again: {Error}")]
    public static partial void ErasureFailed(ILogger logger, Guid erasure, string error);
}
