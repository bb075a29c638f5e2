using System.Collections.Concurrent;
using System.Diagnostics;

namespace Hub.Benchmarks.Engines;

/// <summary>Asks for one job after the other and notes when each starts.</summary>
sealed class StartTimes(int jobs)
{
    static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);
    readonly long[] _asked = new long[jobs];
    readonly ConcurrentDictionary<int, double> _took = new();
    readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Started(int number)
    {
        if (_took.TryAdd(number, Stopwatch.GetElapsedTime(Volatile.Read(ref _asked[number])).TotalMilliseconds) && _took.Count == jobs)
            _done.TrySetResult();
    }

    public async Task<double[]> Ask(Func<int, Task> ask)
    {
        await Task.Delay(Calm);
        for (var number = 0; number < jobs; number++)
        {
            Volatile.Write(ref _asked[number], Stopwatch.GetTimestamp());
            await ask(number);
            await Task.Delay(Apart);
        }

        await _done.Task;
        return [.. _took.Values.Order()];
    }
}
