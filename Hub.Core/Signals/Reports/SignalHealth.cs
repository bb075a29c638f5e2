using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Signals.Reports;

/// <param name="Tracked">Conversations that began in the span, by whether the ad platform's id of the click is known.</param>
/// <param name="Platforms">What became in the span of signals to each ads connection.</param>
public sealed record SignalHealth(TrackedShare Tracked, SignalLag? Lag, IReadOnlyList<PlatformHealth> Platforms);

/// <param name="Conversations">In which the contact wrote.</param>
/// <param name="WithId">Of these, with a tracking id or an ad id.</param>
public sealed record TrackedShare(int Conversations, int WithId, int FromAds, int FromAdsWithId);

/// <summary>From the fact to the platform's answer, in seconds.</summary>
/// <param name="Of">How many of the newest reports were measured.</param>
public sealed record SignalLag(double Median, double P95, int Of);

/// <param name="Duplicates">Of those sent: the platform said that it had them.</param>
/// <param name="Stayed">Why the others were not sent.</param>
public sealed record PlatformHealth(
    Guid ConnectionId, int Sent, int Duplicates, int Held, int Dropped, int InDoubt, IReadOnlyList<StayedBecause> Stayed);

/// <param name="Code">Null for what merely waits.</param>
public sealed record StayedBecause(LedgerState State, string? Code, int Count);

public sealed class SignalHealthQuery(HubStore store)
{
    private const int Measured = 2_000;

    public Task<SignalHealth> Run(Guid workspace, Span span, CancellationToken cancellation) => store.Read(workspace, async db => new SignalHealth(
        await Tracked(db, workspace, span, cancellation), await Lag(db, workspace, span, cancellation),
        await Platforms(db, workspace, span, cancellation)));

    private static async Task<TrackedShare> Tracked(HubDb db, Guid workspace, Span span, CancellationToken cancellation)
    {
        var found = await db.Conversations
            .Where(row => row.WorkspaceId == workspace && row.StartedAt >= span.From && row.StartedAt < span.To && row.LastInboundAt != null)
            .Select(row => new
            {
                row.FromAd,
                HasId = db.Referrals.Any(arrival => arrival.WorkspaceId == workspace && arrival.ConversationId == row.Id
                    && (arrival.TrackingId != null || arrival.AdId != null)),
            })
            .GroupBy(row => new { row.FromAd, row.HasId })
            .Select(group => new { group.Key.FromAd, group.Key.HasId, Count = group.Count() }).ToListAsync(cancellation);
        return new TrackedShare(
            found.Sum(row => row.Count), found.Where(row => row.HasId).Sum(row => row.Count),
            found.Where(row => row.FromAd).Sum(row => row.Count), found.Where(row => row is { FromAd: true, HasId: true }).Sum(row => row.Count));
    }

    // Of the newest only: one that a platform took after an outage of hours says nothing of today.
    private static async Task<SignalLag?> Lag(HubDb db, Guid workspace, Span span, CancellationToken cancellation)
    {
        var times = await db.LedgerEntries
            .Where(row => row.WorkspaceId == workspace && row.At >= span.From && row.At < span.To && row.State == LedgerState.Sent)
            .OrderByDescending(row => row.At).ThenByDescending(row => row.SignalId).Take(Measured)
            .Join(db.Signals.Where(signal => signal.WorkspaceId == workspace), row => row.SignalId, signal => signal.Id,
                (row, signal) => new { row.At, signal.OccurredAt })
            .ToListAsync(cancellation);
        if (times.Count == 0)
            return null;
        var lags = times.ConvertAll(time => Math.Max(0, (time.At - time.OccurredAt).TotalSeconds));
        lags.Sort();
        return new SignalLag(Percentile(lags, 0.5), Percentile(lags, 0.95), lags.Count);
    }

    private static async Task<List<PlatformHealth>> Platforms(HubDb db, Guid workspace, Span span, CancellationToken cancellation)
    {
        var found = await db.LedgerEntries
            .Where(row => row.WorkspaceId == workspace && row.At >= span.From && row.At < span.To)
            .GroupBy(row => new { row.ConnectionId, row.State, row.ReasonCode })
            .Select(group => new { group.Key.ConnectionId, group.Key.State, group.Key.ReasonCode, Count = group.Count() })
            .ToListAsync(cancellation);
        return
        [
            .. from row in found
               group row by row.ConnectionId into rows
               orderby rows.Key
               let counts = rows.GroupBy(row => row.State).ToDictionary(some => some.Key, some => some.Sum(row => row.Count))
               select new PlatformHealth(
                   rows.Key, counts.GetValueOrDefault(LedgerState.Sent),
                   rows.Where(row => row is { State: LedgerState.Sent, ReasonCode: ReportSignals.HadIt }).Sum(row => row.Count),
                   counts.GetValueOrDefault(LedgerState.Held), counts.GetValueOrDefault(LedgerState.Dropped),
                   counts.GetValueOrDefault(LedgerState.InDoubt),
                   [
                       .. rows.Where(row => row.State != LedgerState.Sent).OrderByDescending(row => row.Count)
                           .Select(row => new StayedBecause(row.State, row.ReasonCode, row.Count)),
                   ]),
        ];
    }

    /// <param name="sorted">From the smallest on.</param>
    internal static double Percentile(IReadOnlyList<double> sorted, double part) => sorted[(int)Math.Ceiling(part * sorted.Count) - 1];
}
