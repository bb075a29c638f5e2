using System.Globalization;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Ingest;

/// <summary>
/// Marks in threads what a poll could not bring. A mark is no message: rules, signals and CRMs never see it, and it goes with its
/// conversation.
/// </summary>
internal sealed class ThreadGaps
{
    // Stands before the message that is there again.
    private static readonly TimeSpan Before = TimeSpan.FromMilliseconds(1);
    private readonly HubDb _db;
    private readonly Connection _connection;
    private readonly List<HistoryEdgeEvent> _edges;
    private readonly Dictionary<string, MessageDirection> _known;

    private ThreadGaps(HubDb db, Connection connection, List<HistoryEdgeEvent> edges, Dictionary<string, MessageDirection> known) =>
        (_db, _connection, _edges, _known) = (db, connection, edges, known);

    /// <summary>To be called before the events are applied: afterwards nobody knows any more what is new.</summary>
    /// <param name="connection">As it was when the platform was asked.</param>
    public static async Task<ThreadGaps> Look(
        HubDb db, Connection connection, IEnumerable<ChannelEvent> events, CancellationToken cancellation)
    {
        var edges = events.OfType<HistoryEdgeEvent>().ToList();
        var keys = edges.ConvertAll(edge => edge.MessageKey);
        var known = edges.Count == 0 ? [] : await db.Messages
            .Where(row => row.WorkspaceId == connection.WorkspaceId && row.ConnectionId == connection.Id && keys.Contains(row.Key!))
            .Select(row => new { Key = row.Key!, row.Direction }).ToDictionaryAsync(row => row.Key, row => row.Direction, cancellation);
        return new ThreadGaps(db, connection, edges, known);
    }

    /// <summary>To be called when they are applied, in the same transaction.</summary>
    public async Task Mark(CancellationToken cancellation)
    {
        if (_edges.Count == 0)
            return;
        // By the message that is shown: not every platform names its threads.
        var keys = _edges.ConvertAll(edge => edge.MessageKey);
        var threads = await _db.Messages
            .Where(row => row.WorkspaceId == _connection.WorkspaceId && row.ConnectionId == _connection.Id && keys.Contains(row.Key!))
            .Select(row => new { Key = row.Key!, row.ConversationId }).ToDictionaryAsync(row => row.Key, row => row.ConversationId, cancellation);
        var marked = await Marked([.. threads.Values.Distinct()], cancellation);
        foreach (var edge in _edges)
            if (threads.TryGetValue(edge.MessageKey, out var thread))
                await Mark(edge, thread, marked[thread], cancellation);
    }

    private async Task Mark(HistoryEdgeEvent edge, Guid thread, IEnumerable<ThreadGap> marked, CancellationToken cancellation)
    {
        var blind = _connection is { BlindFrom: { } from, BlindUntil: { } until } ? (from, until) : ((DateTimeOffset, DateTimeOffset)?)null;
        var known = _known.TryGetValue(edge.MessageKey, out var direction) ? direction : (MessageDirection?)null;
        var gap = await ThreadGap.Find(edge.OccurredAt, known, blind, Since(), time => LastBefore(thread, time, cancellation));
        if (gap is not { } found || marked.Any(found.Overlaps))
            return;
        _db.ConversationEvents.Add(new ConversationEvent
        {
            WorkspaceId = _connection.WorkspaceId,
            Id = _db.Store.Ids.Next(),
            ConversationId = thread,
            At = found.Until - Before,
            Actor = ConversationEvent.ByItself,
            Kind = ConversationEventKind.Gap,
            Detail = found.From.ToString("O", CultureInfo.InvariantCulture),
        });
    }

    private DateTimeOffset Since() =>
        _connection.RetentionDays is { } days && _db.Store.Now.AddDays(-days) is var kept && kept > _connection.CreatedAt ? kept : _connection.CreatedAt;

    // Our own say nothing of what came: sending works while the platform posts nothing.
    private Task<DateTimeOffset?> LastBefore(Guid thread, DateTimeOffset time, CancellationToken cancellation) => _db.Messages
        .Where(row => row.WorkspaceId == _connection.WorkspaceId && row.ConversationId == thread && row.OccurredAt < time
            && row.Direction == MessageDirection.Inbound)
        .OrderByDescending(row => row.OccurredAt).Select(row => (DateTimeOffset?)row.OccurredAt).FirstOrDefaultAsync(cancellation);

    // Of all threads at once, by thread.
    private async Task<ILookup<Guid, ThreadGap>> Marked(List<Guid> threads, CancellationToken cancellation)
    {
        var rows = await _db.ConversationEvents
            .Where(row => row.WorkspaceId == _connection.WorkspaceId && threads.Contains(row.ConversationId) && row.Kind == ConversationEventKind.Gap)
            .Select(row => new { row.ConversationId, row.At, row.Detail }).ToListAsync(cancellation);
        return rows.ToLookup(
            row => row.ConversationId, row => new ThreadGap(DateTimeOffset.Parse(row.Detail!, CultureInfo.InvariantCulture), row.At + Before));
    }
}
