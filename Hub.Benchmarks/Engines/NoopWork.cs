using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;

namespace Hub.Benchmarks.Engines;

/// <summary>Does nothing with a contact, in batches as a CRM takes them.</summary>
/// <param name="call">How long the vendor would take for a batch.</param>
sealed class NoopWork(Action<IReadOnlyList<Delivery>> started, TimeSpan call) : LaneWork
{
    public override DeliveryKind Kind => DeliveryKind.SyncContact;

    public override int BatchesAtOnce => 5;

    public override int BatchSize(ConnectorManifest manifest, ConnectorLimits limits) => 100;

    public override async Task<IReadOnlyList<DeliveryResult>> Execute(LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        started(batch);
        if (call > TimeSpan.Zero)
            await Task.Delay(call, cancellation);
        return [.. batch.Select(delivery => new DeliveryResult(delivery, new Outcome.Accepted(null)))];
    }
}
