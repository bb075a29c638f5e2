using Hub.Core.Deliveries;

namespace Hub.Jobs.Engines;

/// <summary>
/// All that the hub asks of a job engine; what the engine calls in turn is <see cref="IDispatch"/>. The truth is in the deliveries: an
/// engine that loses every job loses nothing but time, since the sweep asks again.
/// </summary>
public interface IJobEngine
{
    /// <summary>Makes its tables. Called before anything else, on one node at a time.</summary>
    Task Prepare(CancellationToken cancellation);

    /// <summary>Runs the lane at that time or soon after. Asking again before it ran moves it to the earlier of both times.</summary>
    Task Wake(LaneKey lane, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>
    /// From now on runs these again and again, each once in the whole cluster, and no others. While two versions run side by side the one
    /// that started last decides; the end of an upgrade is a start of the new one.
    /// </summary>
    Task Recur(IReadOnlyCollection<RecurringJob> jobs, CancellationToken cancellation);
}
