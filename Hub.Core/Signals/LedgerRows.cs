using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Signals;

/// <summary>Which rows of the ledger somebody asks for.</summary>
public sealed record LedgerFilter
{
    public LedgerState? State { get; init; }

    public SignalKind? Kind { get; init; }

    public Guid? ConnectionId { get; init; }

    public Guid? ConversationId { get; init; }

    public Guid? OrderId { get; init; }

    public DateTimeOffset? From { get; init; }

    /// <summary>Not itself a part.</summary>
    public DateTimeOffset? To { get; init; }
}

public sealed record LedgerRow(LedgerEntry Entry, SignalRecord Signal);

/// <param name="At">With the ids: the last row of the page before.</param>
public sealed record LedgerPlace(DateTimeOffset At, Guid SignalId, Guid ConnectionId);

/// <summary>The ledger as a caller may see it, the latest change first.</summary>
public static class LedgerRows
{
    public static async Task<List<LedgerRow>> Find(
        HubDb db, Caller caller, LedgerFilter filter, LedgerPlace? after, int take, CancellationToken cancellation)
    {
        var (state, kind, connection) = (filter.State, filter.Kind, filter.ConnectionId);
        var (conversation, order, from, to) = (filter.ConversationId, filter.OrderId, filter.From, filter.To);
        var signals = db.Signals.Where(row => row.WorkspaceId == caller.WorkspaceId && (kind == null || row.Kind == kind)
            && (conversation == null || row.ConversationId == conversation) && (order == null || row.OrderId == order));
        if (caller.Sees != VisibilityScope.All)
            signals = signals.Where(row => db.Conversations.VisibleTo(caller).Any(thread => thread.Id == row.ConversationId));
        var found = await db.LedgerEntries
            .Where(row => row.WorkspaceId == caller.WorkspaceId && (state == null || row.State == state)
                && (connection == null || row.ConnectionId == connection) && (from == null || row.At >= from) && (to == null || row.At < to))
            .Where(row => after == null || row.At < after.At
                || (row.At == after.At && (row.SignalId.CompareTo(after.SignalId) < 0
                    || (row.SignalId == after.SignalId && row.ConnectionId.CompareTo(after.ConnectionId) < 0))))
            .Join(signals, row => new { row.WorkspaceId, Id = row.SignalId }, signal => new { signal.WorkspaceId, signal.Id },
                (row, signal) => new { row, signal })
            .OrderByDescending(pair => pair.row.At).ThenByDescending(pair => pair.row.SignalId).ThenByDescending(pair => pair.row.ConnectionId)
            .Take(take).ToListAsync(cancellation);
        return found.ConvertAll(pair => new LedgerRow(pair.row, pair.signal));
    }
}
