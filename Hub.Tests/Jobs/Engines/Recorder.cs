using System.Collections.Concurrent;
using Hub.Core.Deliveries;
using Hub.Jobs.Engines;
using Hub.Tests.Support;

namespace Hub.Tests.Jobs.Engines;

/// <summary>Writes down what an engine ran, and when.</summary>
internal sealed class Recorder : IDispatch
{
    private readonly ConcurrentQueue<(string What, DateTimeOffset At)> _runs = new();

    public Task Lane(LaneKey lane, CancellationToken cancellation) => Note(lane.ToString());

    public Task Recurring(string name, CancellationToken cancellation) => Note(name);

    public List<DateTimeOffset> Of(LaneKey lane) => Of(lane.ToString());

    public List<DateTimeOffset> Of(string name) => [.. _runs.Where(run => run.What == name).Select(run => run.At)];

    /// <returns>The times, once there are so many.</returns>
    public Task<List<DateTimeOffset>> Until(string name, int atLeast, CancellationToken cancellation) =>
        HubHost.Until(() => Task.FromResult(Of(name)), times => times.Count >= atLeast, cancellation);

    private Task Note(string what)
    {
        _runs.Enqueue((what, TimeProvider.System.GetUtcNow()));
        return Task.CompletedTask;
    }
}
