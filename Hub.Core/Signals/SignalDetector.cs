using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Signals;

/// <summary>Notes facts worth reporting, each once, and owes them to the workspace's ad platforms.</summary>
public sealed class SignalDetector(HubDb db, Connection connection, Peers peers, Owing owing, Ids ids, DateTimeOffset now)
{
    // An ad's referral is an event of its own that may follow the first message. What is reported waits this long for it.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);
    private readonly HashSet<Guid> _attributed = [];
    private readonly HashSet<Guid> _mergeable = [];
    private readonly Dictionary<string, SignalRecord> _found = new(StringComparer.Ordinal);

    public void ConversationStarted(Conversation conversation, DateTimeOffset at) =>
        Found(conversation, SignalKind.ConversationStarted, at, "", _ => { });

    public void Keyword(Conversation conversation, Guid keywordId, DateTimeOffset at) =>
        Found(conversation, SignalKind.Keyword, at, keywordId.ToString("N"), signal => signal.KeywordId = keywordId);

    public void Order(Conversation conversation, Order order, SignalKind kind, DateTimeOffset at) =>
        Found(conversation, kind, at, order.Number, signal =>
        {
            signal.OrderId = order.Id;
            signal.Value = order.Total;
            signal.Currency = order.Currency;
        });

    /// <summary>Money that went back. Each time is a fact of its own.</summary>
    public void Refund(Conversation conversation, Order order, OrderPayment refund) =>
        Found(conversation, SignalKind.OrderRefunded, refund.At, $"{order.Number}/{refund.Number}", signal =>
        {
            signal.OrderId = order.Id;
            signal.Value = refund.Amount;
            signal.Currency = order.Currency;
        });

    /// <summary>A rule holds the contact for a buyer to be: once a conversation, however many rules say so.</summary>
    public void Lead(Conversation conversation, DateTimeOffset at) => Found(conversation, SignalKind.LeadQualified, at, "", _ => { });

    public void Booking(Conversation conversation, Booking booking, SignalKind kind, DateTimeOffset at) =>
        Found(conversation, kind, at, booking.Id.ToString("N"), signal =>
        {
            signal.BookingId = booking.Id;
            signal.Value = booking.Price;
            signal.Currency = booking.Currency;
        });

    /// <summary>A referral came, maybe long after the messages: a platform repeats its webhooks for hours after an outage.</summary>
    public void Attributed(Conversation conversation) => _attributed.Add(conversation.Id);

    /// <summary>Adds what is new. To be called once, before <see cref="Owing.Write"/>.</summary>
    public async Task Write(CancellationToken cancellation)
    {
        await OweAgain(cancellation);
        var eventIds = _found.Keys.ToList();
        if (eventIds.Count == 0)
            return;
        var known = await db.Signals
            .Where(row => row.WorkspaceId == connection.WorkspaceId && eventIds.Contains(row.EventId))
            .ToDictionaryAsync(row => row.EventId, cancellation);
        var told = await ToldByAnother(_found.Values.Where(signal => !known.ContainsKey(signal.EventId)), cancellation);
        foreach (var (eventId, signal) in _found)
        {
            if (!known.TryGetValue(eventId, out var before))
                before = told.Find(row => row.ConversationId == signal.ConversationId && SignalMerge.Fact(row) == SignalMerge.Fact(signal));
            if (before is null)
                Add(signal);
            else if (signal.OccurredAt < before.OccurredAt)
                before.OccurredAt = signal.OccurredAt;
        }

        _found.Clear();
    }

    // A thread that has swallowed another one tells under the other's ids what the other has told already.
    private async Task<List<SignalRecord>> ToldByAnother(IEnumerable<SignalRecord> unknown, CancellationToken cancellation)
    {
        var threads = unknown.Select(signal => signal.ConversationId).Where(_mergeable.Contains).Distinct().ToList();
        return threads.Count == 0
            ? []
            : await db.Signals.Where(row => row.WorkspaceId == connection.WorkspaceId && threads.Contains(row.ConversationId))
                .ToListAsync(cancellation);
    }

    private void Found(Conversation conversation, SignalKind kind, DateTimeOffset at, string what, Action<SignalRecord> fill)
    {
        var eventId = SignalIds.Of(connection, conversation.Key, kind, what).Hex;
        if (_found.TryGetValue(eventId, out var found))
        {
            if (at < found.OccurredAt)
                found.OccurredAt = at;
            return;
        }

        if (conversation.PlatformKey is null && db.Entry(conversation).State != EntityState.Added)
            _mergeable.Add(conversation.Id);
        var signal = new SignalRecord
        {
            WorkspaceId = connection.WorkspaceId,
            Id = ids.Next(),
            EventId = eventId,
            Kind = kind,
            ConversationId = conversation.Id,
            OccurredAt = at,
        };
        fill(signal);
        _found[eventId] = signal;
    }

    // What was dropped for want of a referral, and what may be under way without it: a delivery's end does not settle a risen revision.
    private async Task OweAgain(CancellationToken cancellation)
    {
        if (_attributed.Count == 0)
            return;
        var signals = await db.Signals
            .Where(row => row.WorkspaceId == connection.WorkspaceId && _attributed.Contains(row.ConversationId))
            .Select(row => row.Id).ToListAsync(cancellation);
        // An ads connection's lane is outside our serial order. What it is about to settle as sent must not look unsent here: the deliveries are
        // held first, and what the ledger says after that stays so.
        var lanes = await db.LedgerEntries.Where(row => row.WorkspaceId == connection.WorkspaceId && signals.Contains(row.SignalId))
            .Select(row => row.ConnectionId).Distinct().ToListAsync(cancellation);
        foreach (var ads in lanes.Order())
            await owing.Hold(new LaneKey(connection.WorkspaceId, ads, DeliveryKind.ReportSignal), signals, cancellation);
        var unsent = await db.LedgerEntries
            .Where(row => row.WorkspaceId == connection.WorkspaceId && signals.Contains(row.SignalId)
                && (row.State == LedgerState.Held || SignalDrafts.UntilAnArrival.Contains(row.ReasonCode)))
            .ToListAsync(cancellation);
        foreach (var entry in unsent)
        {
            owing.Owe(new LaneKey(entry.WorkspaceId, entry.ConnectionId, DeliveryKind.ReportSignal), entry.SignalId);
            (entry.State, entry.ReasonCode, entry.ReasonDetail, entry.At) = (LedgerState.Held, null, null, now);
        }

        _attributed.Clear();
    }

    private void Add(SignalRecord signal)
    {
        db.Signals.Add(signal);
        foreach (var lane in peers.Ads)
        {
            owing.Owe(lane, signal.Id, now + Settle);
            db.LedgerEntries.Add(new LedgerEntry
            {
                WorkspaceId = signal.WorkspaceId,
                ConnectionId = lane.ConnectionId,
                SignalId = signal.Id,
                State = LedgerState.Held,
                At = now,
            });
        }
    }
}
