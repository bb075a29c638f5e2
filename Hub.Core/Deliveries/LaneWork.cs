using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;

namespace Hub.Core.Deliveries;

/// <summary>How deliveries of one kind are carried out.</summary>
public abstract class LaneWork
{
    public abstract DeliveryKind Kind { get; }

    /// <summary>
    /// How long after the first try the other side still does it once only, by its manifest and limits where kinds alone do not tell. What was in doubt for longer is not repeated.
    /// </summary>
    public virtual TimeSpan OnceFor(LaneRun run) => TimeSpan.MaxValue;

    /// <summary>
    /// Whether the other side would do it twice. If so a delivery is marked as started before anything leaves, and one that is found so after a crash is in doubt instead of being
    /// repeated.
    /// </summary>
    public bool DoneTwiceIfRepeated(LaneRun run) => OnceFor(run) == TimeSpan.Zero;

    public abstract int BatchSize(ConnectorManifest manifest, ConnectorLimits limits);

    /// <summary>
    /// How many batches are taken from the database together. More than one where a record is read when its turn comes, since by then it
    /// may have changed, and where nothing is marked before it leaves.
    /// </summary>
    public virtual int BatchesAtOnce => 1;

    /// <summary>Calls the outside. One result per delivery; a delivery left out was not tried.</summary>
    public abstract Task<IReadOnlyList<DeliveryResult>> Execute(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation);

    /// <summary>Writes what the results mean for the domain, in the transaction that settles the deliveries.</summary>
    public virtual Task Record(
        HubDb db, LaneRun run, IReadOnlyList<DeliveryResult> results, CancellationToken cancellation) => Task.CompletedTask;
}

/// <param name="Connection">As it was when the batch was taken; not tracked.</param>
public sealed record LaneRun(LaneKey Lane, Connection Connection, ConnectorManifest Manifest, ConnectorLimits Limits, ConnectionContext Context)
{
    /// <summary>What the work writes by itself, before its deliveries are settled, proves it in the same transaction.</summary>
    public LaneLease? Lease { get; init; }

    /// <exception cref="LeaseLostException">Another node has the lane by now: what this one has read or sent is not written down.</exception>
    internal Task Prove(HubDb db, CancellationToken cancellation) =>
        Lease?.Prove(db, cancellation) ?? throw new InvalidOperationException($"Lane {Lane} is not held.");
}

/// <param name="Extra">What <see cref="LaneWork.Execute"/> hands to <see cref="LaneWork.Record"/>.</param>
public sealed record DeliveryResult(Delivery Delivery, Outcome Outcome, object? Extra = null)
{
    /// <summary>Nothing left, though it counts as done: what is owed anew meanwhile may be carried out.</summary>
    public bool LeftNothing { get; init; }

    /// <summary>The other side has answered, though it has to be tried again.</summary>
    public bool WasAnswered { get; init; }

    /// <summary>It was not tried: it may have been done before, and the other side does not know it again any more.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>Set where each try is written down, also one that succeeds.</summary>
    public TryFacts? Try { get; init; }

    /// <summary>The hub itself decided not to do it; see <see cref="Deliveries.Withheld"/>. The outcome says why.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>By name, as deliveries and tries keep it.</summary>
    public string OutcomeName => IsWithheld ? Withheld.Outcome : Outcome.GetType().Name;
}

/// <param name="Status">HTTP status; null when no answer came.</param>
public sealed record TryFacts(int? Status, int DurationMs);
