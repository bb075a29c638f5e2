using System.Diagnostics;

namespace Hub.Benchmarks.Engines;

/// <summary>Counts inside the job.</summary>
sealed class Countdown(int count)
{
    readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long _first;
    int _left = count;

    public void One() => Some(1);

    public void Some(int jobs)
    {
        Interlocked.CompareExchange(ref _first, Stopwatch.GetTimestamp(), 0);
        if (Interlocked.Add(ref _left, -jobs) == 0)
            _done.SetResult();
    }

    /// <returns>Seconds from the first to the last.</returns>
    public async Task<double> Seconds()
    {
        await _done.Task;
        return Stopwatch.GetElapsedTime(_first).TotalSeconds;
    }
}
