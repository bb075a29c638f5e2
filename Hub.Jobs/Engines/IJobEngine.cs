using Hub.Core.Deliveries;

namespace Hub.Jobs.Engines;

/// <summary>
/// All that the hub asks of a job engine. The truth is in the deliveries: an engine that loses every job loses nothing but time, since
/// the sweep asks again.
/// </summary>
public interface IJobEngine
{
    /// <summary>Runs the lane at that time or soon after. Asking again before it ran moves it to the earlier of both times.</summary>
    Task Wake(LaneKey lane, DateTimeOffset at, CancellationToken cancellation);
}
