using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Signals;

/// <summary>Reports signals through the egress gate and writes the ledger.</summary>
public sealed class ReportSignals(HubStore store, ConnectorRegistry connectors) : LaneWork
{
    /// <summary>The ledger's reason with what was sent when the platform said that it had it.</summary>
    public const string HadIt = "duplicate";

    public override DeliveryKind Kind => DeliveryKind.ReportSignal;

    public override TimeSpan OnceFor(LaneRun run) => run.Manifest.CountsRepeats ? TimeSpan.Zero : TimeSpan.MaxValue;

    public override int BatchSize(ConnectorManifest manifest, ConnectorLimits limits) => limits.Batch;

    public override async Task<IReadOnlyList<DeliveryResult>> Execute(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        var ids = batch.Select(delivery => delivery.SubjectId).ToList();
        var picker = connectors.As<IPickSignals>(run.Connection.ConnectorId);
        var drafts = await store.Read(run.Lane.WorkspaceId, db => SignalDrafts.Load(db, run, picker, ids, cancellation));
        var results = batch.Where(delivery => drafts[delivery.SubjectId].Signal is null)
            .Select(delivery => Dropped(delivery, drafts[delivery.SubjectId])).ToList();
        var sendable = batch.Where(delivery => drafts[delivery.SubjectId].Signal is not null).ToList();
        if (sendable.Count > 0)
            results.AddRange(await Report(run, sendable, drafts, cancellation));
        return results;
    }

    public override async Task Record(
        HubDb db, LaneRun run, IReadOnlyList<DeliveryResult> results, CancellationToken cancellation)
    {
        var ids = results.Select(result => result.Delivery.SubjectId).ToList();
        var entries = await db.LedgerEntries
            .Where(row => row.WorkspaceId == run.Lane.WorkspaceId && row.ConnectionId == run.Connection.Id && ids.Contains(row.SignalId))
            .ToDictionaryAsync(row => row.SignalId, cancellation);
        foreach (var result in results)
        {
            if (!entries.TryGetValue(result.Delivery.SubjectId, out var entry))
                db.LedgerEntries.Add(entry = new LedgerEntry
                {
                    WorkspaceId = run.Lane.WorkspaceId,
                    ConnectionId = run.Connection.Id,
                    SignalId = result.Delivery.SubjectId,
                });
            Fill(entry, result);
        }
    }

    private async Task<List<DeliveryResult>> Report(
        LaneRun run, List<Delivery> batch, IReadOnlyDictionary<Guid, SignalDraft> drafts, CancellationToken cancellation)
    {
        var reporter = connectors.As<IReport>(run.Connection.ConnectorId)!;
        var signals = batch.ConvertAll(delivery => drafts[delivery.SubjectId].Signal!);
        var (answer, requestId) = await EgressLedger.Record(
            store, run.Connection, run.Context, reporter, batch.ToDictionary(delivery => delivery.SubjectId, delivery => drafts[delivery.SubjectId].Signal!),
            () => reporter.Report(run.Context, signals, cancellation));
        if (answer.Whole is Outcome.Rejected && batch.Count > 1)
            return await Halves(run, batch, drafts, cancellation);
        var outcomes = answer.Results.ToDictionary(result => result.Key, result => result.Outcome, StringComparer.Ordinal);
        return batch.ConvertAll(delivery =>
        {
            var draft = drafts[delivery.SubjectId];
            var outcome = answer.Whole ?? outcomes.GetValueOrDefault(draft.Signal!.EventId.Hex)
                ?? NoResult(run.Manifest);
            return new DeliveryResult(delivery, outcome, new Left(requestId, draft.ReferralId));
        });
    }

    private static Outcome NoResult(ConnectorManifest manifest)
    {
        var reason = new Reason("no_result", "The connector gave no result for this signal.");
        return manifest.CountsRepeats ? new Outcome.Unknown(reason) : new Outcome.Transient(reason);
    }

    private async Task<List<DeliveryResult>> Halves(
        LaneRun run, List<Delivery> batch, IReadOnlyDictionary<Guid, SignalDraft> drafts, CancellationToken cancellation)
    {
        var half = batch.Count / 2;
        return
        [
            .. await Report(run, batch[..half], drafts, cancellation),
            .. await Report(run, batch[half..], drafts, cancellation),
        ];
    }

    // Nothing is owed any more and nothing has failed: the ledger says why it stayed, and no operator has to look at it.
    private static DeliveryResult Dropped(Delivery delivery, SignalDraft draft) => draft.IsOfNewer
        ? new(delivery, LeftToNewer.Outcome)
        : new(delivery, new Outcome.Accepted(), new Left(null, draft.ReferralId, draft.DroppedBecause, draft.Detail)) { LeftNothing = true };

    private void Fill(LedgerEntry entry, DeliveryResult result)
    {
        entry.At = store.Now;
        (entry.ReasonCode, entry.ReasonDetail) = result.Outcome is Outcome.Duplicate
            ? (HadIt, null)
            : (result.Outcome.Because?.Code, result.Outcome.Because?.Detail);
        entry.State = result.Delivery.State switch
        {
            DeliveryState.Done => LedgerState.Sent,
            DeliveryState.Dead => LedgerState.Dropped,
            DeliveryState.Unknown => LedgerState.InDoubt,
            _ => LedgerState.Held,
        };
        if (result.Extra is not Left left)
            return;
        if (left.DroppedBecause is { } why)
            (entry.State, entry.ReasonCode, entry.ReasonDetail) = (LedgerState.Dropped, why, left.Detail);
        entry.RequestId = left.RequestId ?? entry.RequestId;
        entry.ReferralId = left.ReferralId;
    }

    private sealed record Left(Guid? RequestId, Guid? ReferralId, string? DroppedBecause = null, string? Detail = null);
}
