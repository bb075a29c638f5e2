using Hub.Core.Signals;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts.Erasing;

/// <summary>Takes away what was told about the contact to ad platforms. The ledger keeps its requests, each without their part of it.</summary>
internal static class ErasedReports
{
    public static Task Erase(ErasureWork work, CancellationToken cancellation) =>
        work.Batch("signals", null, db => Signals(db, work, cancellation), cancellation);

    private static async Task<int> Signals(HubDb db, ErasureWork work, CancellationToken cancellation)
    {
        var (workspace, threads) = (work.Workspace, work.Plan.Threads.ConvertAll(row => row.Id));
        var signals = await db.Signals.Where(row => row.WorkspaceId == workspace && threads.Contains(row.ConversationId))
            .Select(row => new { row.Id, row.EventId }).ToListAsync(cancellation);
        var ids = signals.ConvertAll(row => row.Id);
        // First: a report that is about to leave waits for this or is waited for, see EgressLedger.
        var count = await db.Signals.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        var marks = new PartMarks(
            signals.Select(row => row.EventId).ToHashSet(StringComparer.Ordinal), await People(db, work, threads, cancellation));
        foreach (var request in await RequestsOf(db, workspace, ids).ToListAsync(cancellation))
            request.Body = ReportParts.Without(request.Body, marks);
        await db.LedgerParts.Where(row => row.WorkspaceId == workspace && ids.Contains(row.SignalId)).ExecuteDeleteAsync(cancellation);
        await db.LedgerEntries.Where(row => row.WorkspaceId == workspace && ids.Contains(row.SignalId)).ExecuteDeleteAsync(cancellation);
        await ErasedThreads.Deliveries(db, workspace, null, [.. ids, .. threads], cancellation);
        return count;
    }

    /// <summary>All requests that carried one of the signals; of those before the hub wrote down each, the last.</summary>
    internal static IQueryable<LedgerRequest> RequestsOf(HubDb db, Guid workspace, List<Guid> signals)
    {
        var requests = db.LedgerParts.Where(row => row.WorkspaceId == workspace && signals.Contains(row.SignalId)).Select(row => row.RequestId)
            .Union(db.LedgerEntries.Where(row => row.WorkspaceId == workspace && signals.Contains(row.SignalId) && row.RequestId != null)
                .Select(row => row.RequestId!.Value));
        return db.LedgerRequests.Where(row => row.WorkspaceId == workspace && row.ForgottenAt == null && requests.Contains(row.Id));
    }

    private static async Task<IReadOnlySet<string>> People(HubDb db, ErasureWork work, List<Guid> threads, CancellationToken cancellation)
    {
        var clicks = await db.Referrals.Where(row => row.WorkspaceId == work.Workspace && threads.Contains(row.ConversationId) && row.TrackingId != null)
            .Select(row => row.TrackingId!).ToListAsync(cancellation);
        return work.Plan.Identities.Select(row => row.Value).Concat(work.Plan.Clicks).Concat(clicks).ToHashSet(StringComparer.Ordinal);
    }
}
