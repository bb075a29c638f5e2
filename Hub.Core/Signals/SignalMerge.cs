using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Signals;

/// <summary>
/// Two threads turned out to be one: what both had told, the one tells once. What has left cannot be taken back and stays; of the rest
/// one signal a fact remains, with the earlier time.
/// </summary>
internal static class SignalMerge
{
    public static async Task Run(HubDb db, Conversation into, Conversation from, CancellationToken cancellation)
    {
        await Hold(db, into, from, cancellation);
        var signals = await db.Signals
            .Where(row => row.WorkspaceId == into.WorkspaceId && (row.ConversationId == into.Id || row.ConversationId == from.Id))
            .ToListAsync(cancellation);
        var ids = signals.ConvertAll(signal => signal.Id);
        var left = await db.LedgerEntries
            .Where(row => row.WorkspaceId == into.WorkspaceId && ids.Contains(row.SignalId)
                && (row.State == LedgerState.Sent || row.State == LedgerState.InDoubt || row.RequestId != null))
            .Select(row => row.SignalId)
            .Union(db.LedgerParts.Where(row => row.WorkspaceId == into.WorkspaceId && ids.Contains(row.SignalId)).Select(row => row.SignalId))
            .ToHashSetAsync(cancellation);
        var surplus = new List<SignalRecord>();
        foreach (var fact in signals.GroupBy(Fact))
        {
            var kept = fact.OrderByDescending(signal => left.Contains(signal.Id)).ThenBy(signal => signal.ConversationId == from.Id).First();
            kept.OccurredAt = fact.Min(signal => signal.OccurredAt);
            surplus.AddRange(fact.Where(signal => signal != kept && !left.Contains(signal.Id)));
        }

        signals.ForEach(signal => signal.ConversationId = into.Id);
        await Remove(db, into.WorkspaceId, surplus, cancellation);
    }

    // A report that is about to leave has its signals written down first, or finds them gone: none leaves whose contact nobody could tell any more.
    private static async Task Hold(HubDb db, Conversation into, Conversation from, CancellationToken cancellation)
    {
        if (db.Database.ProviderName!.EndsWith("PostgreSQL", StringComparison.Ordinal))
            await db.Database.ExecuteSqlAsync(
                $"select 1 from signals where workspace_id = {into.WorkspaceId} and conversation_id in ({into.Id}, {from.Id}) order by id for update", cancellation);
    }

    /// <summary>What a thread tells at most once: of an order's refunds each.</summary>
    public static (SignalKind Kind, Guid? Keyword, Guid? Order, Guid? Booking, DateTimeOffset? Refund) Fact(SignalRecord signal) =>
        (signal.Kind, signal.KeywordId, signal.OrderId, signal.BookingId,
            signal.Kind == SignalKind.OrderRefunded ? signal.OccurredAt : null);

    private static async Task Remove(HubDb db, Guid workspace, List<SignalRecord> surplus, CancellationToken cancellation)
    {
        var ids = surplus.ConvertAll(signal => signal.Id);
        if (ids.Count == 0)
            return;
        await db.Deliveries.Where(row => row.WorkspaceId == workspace && row.Kind == DeliveryKind.ReportSignal && ids.Contains(row.SubjectId))
            .ExecuteDeleteAsync(cancellation);
        await db.LedgerEntries.Where(row => row.WorkspaceId == workspace && ids.Contains(row.SignalId)).ExecuteDeleteAsync(cancellation);
        db.Signals.RemoveRange(surplus);
    }
}
