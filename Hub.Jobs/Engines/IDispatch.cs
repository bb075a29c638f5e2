using Hub.Core.Deliveries;

namespace Hub.Jobs.Engines;

/// <summary>What an engine calls: ids in, no answer out. What fails in there is the hub's own affair, and no reason for the engine to repeat it.</summary>
public interface IDispatch
{
    Task Lane(LaneKey lane, CancellationToken cancellation);

    /// <exception cref="JobFailed">So that the engine can show it as failed; the next time comes by its schedule.</exception>
    Task Recurring(string name, CancellationToken cancellation);
}

/// <summary>Names the kind of error and nothing else: an engine keeps what it is told, and shows it.</summary>
public sealed class JobFailed(string error) : Exception(error);
