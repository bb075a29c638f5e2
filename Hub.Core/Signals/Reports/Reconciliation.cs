using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Signals.Reports;

/// <summary>One ads connection's counts beside the hub's.</summary>
/// <param name="Outcome">What became of asking the platform.</param>
public sealed record Reconciled(Guid ConnectionId, Outcome Outcome, IReadOnlyList<CountedTwice> Counts);

/// <param name="Name">What the platform calls it.</param>
/// <param name="Sent">Facts of these days that the hub has reported.</param>
/// <param name="Platform">What the platform has counted, of whatever it heard from whomever.</param>
public sealed record CountedTwice(SignalKind Kind, string Name, int Sent, long Platform);

/// <summary>Asks each ad platform that can tell what it has counted, and holds the ledger against it.</summary>
public sealed class Reconciliation(HubStore store, ConnectorRegistry connectors, ConnectionContexts contexts)
{
    /// <param name="to">The last day, itself a part.</param>
    public async Task<IReadOnlyList<Reconciled>> Run(Guid workspace, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var rows = await store.Read(workspace, db => db.Connections.Where(row => row.WorkspaceId == workspace).InUse()
            .OrderBy(row => row.Id).ToListAsync(cancellation));
        var found = new List<Reconciled>();
        foreach (var row in rows)
            if (connectors.As<ICountReports>(row.ConnectorId) is { } counter)
                found.Add(await Of(row, await counter.Count(contexts.Open(row), from, to, cancellation), from, to, cancellation));
        return found;
    }

    private async Task<Reconciled> Of(Connection row, CountsAnswer answer, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var kinds = answer.Counts.Select(count => count.Kind).Distinct().ToList();
        var (first, end) = (Start(from), Start(to.AddDays(1)));
        var sent = await store.Read(row.WorkspaceId, db => db.LedgerEntries
            .Where(entry => entry.WorkspaceId == row.WorkspaceId && entry.ConnectionId == row.Id && entry.State == LedgerState.Sent && entry.At >= first)
            .Join(db.Signals.Where(signal => signal.WorkspaceId == row.WorkspaceId && signal.OccurredAt >= first && signal.OccurredAt < end
                    && kinds.Contains(signal.Kind)), entry => entry.SignalId, signal => signal.Id, (entry, signal) => signal.Kind)
            .GroupBy(kind => kind).Select(some => new { Kind = some.Key, Count = some.Count() })
            .ToDictionaryAsync(some => some.Kind, some => some.Count, cancellation));
        return new Reconciled(
            row.Id, answer.Outcome,
            [.. answer.Counts.Select(count => new CountedTwice(count.Kind, count.Name, sent.GetValueOrDefault(count.Kind), count.Count))]);
    }

    private static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
