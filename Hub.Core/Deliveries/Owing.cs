using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Deliveries;

/// <summary>
/// Writes down what is owed, in the transaction of the fact that caused it. A subject that is owed already is not owed twice: its
/// revision rises, so that a delivery under way does not settle what it has not seen.
/// </summary>
public sealed class Owing(HubDb db, Ids ids, DateTimeOffset now)
{
    private readonly Dictionary<(Guid Connection, DeliveryKind Kind, Guid Subject), Debt> _debts = [];

    /// <summary>Lanes that have something new.</summary>
    public HashSet<LaneKey> Lanes { get; } = [];

    public void Owe(LaneKey lane, Guid subject, DateTimeOffset? due = null, Guid? orderKey = null)
    {
        _debts[(lane.ConnectionId, lane.Kind, subject)] = new Debt(lane, subject, due ?? now, orderKey);
        Lanes.Add(lane);
    }

    /// <summary>Adds or raises the rows. To be called once, before the transaction saves.</summary>
    public async Task Write(CancellationToken cancellation)
    {
        foreach (var lane in _debts.Values.GroupBy(debt => debt.Lane))
            await Write(lane.Key, [.. lane], cancellation);
        _debts.Clear();
    }

    private async Task Write(LaneKey lane, List<Debt> debts, CancellationToken cancellation)
    {
        var subjects = debts.ConvertAll(debt => debt.Subject);
        await Hold(lane, subjects, cancellation);
        var owed = await db.Deliveries
            .Where(row => row.WorkspaceId == lane.WorkspaceId && row.ConnectionId == lane.ConnectionId && row.Kind == lane.Kind
                && subjects.Contains(row.SubjectId))
            .ToDictionaryAsync(row => row.SubjectId, cancellation);
        foreach (var debt in debts)
        {
            if (owed.TryGetValue(debt.Subject, out var delivery))
                Raise(delivery, debt);
            else
                db.Deliveries.Add(New(debt));
        }
    }

    /// <summary>
    /// The lane's own connection is mostly another one, outside our serial order: its deliveries must not be settled between our look and our
    /// change, or a raised revision would stand on a settled row and never be delivered.
    /// </summary>
    internal async Task Hold(LaneKey lane, List<Guid> subjects, CancellationToken cancellation)
    {
        if (!db.Database.ProviderName!.EndsWith("PostgreSQL", StringComparison.Ordinal))
            return;
        var kind = lane.Kind.ToString();
        await db.Database.ExecuteSqlAsync(
            $"""
            select 1 from deliveries
            where workspace_id = {lane.WorkspaceId} and connection_id = {lane.ConnectionId} and kind = {kind} and subject_id = any({subjects})
            order by id for update
            """, cancellation);
    }

    private void Raise(Delivery delivery, Debt debt)
    {
        delivery.Revision++;
        delivery.Trace = HubTrace.Current;
        if (delivery is { State: DeliveryState.Owed, IsReplay: true })
            (delivery.IsReplay, delivery.OwedAt, delivery.DueAt) = (false, now, debt.Due); // it is news, and waits for no others
        if (delivery.State is DeliveryState.Owed or DeliveryState.Started)
            return; // what is on its way settles by itself, or is in doubt: as owed it would be sent again after a crash
        delivery.State = DeliveryState.Owed;
        delivery.IsReplay = false;
        delivery.OwedAt = now;
        delivery.DueAt = debt.Due;
        delivery.Attempts = 0;
        delivery.SettledAt = null;
    }

    private Delivery New(Debt debt) => new()
    {
        WorkspaceId = debt.Lane.WorkspaceId,
        Id = ids.Next(),
        ConnectionId = debt.Lane.ConnectionId,
        Kind = debt.Lane.Kind,
        SubjectId = debt.Subject,
        OrderKey = debt.OrderKey,
        State = DeliveryState.Owed,
        OwedAt = now,
        DueAt = debt.Due,
        Trace = HubTrace.Current,
    };

    private sealed record Debt(LaneKey Lane, Guid Subject, DateTimeOffset Due, Guid? OrderKey);
}
