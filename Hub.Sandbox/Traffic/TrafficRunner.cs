using Hub.Sandbox.Webhooks;

namespace Hub.Sandbox.Traffic;

/// <summary>Plays one plan at a time at its rate.</summary>
sealed class TrafficRunner(TrafficPlan plan, Stage stage, Mischief mischief, WebhookQueue queue, TimeProvider time) : IAsyncDisposable
{
    // The plan waits while this many posts are owed, so that an absent hub does not fill the memory.
    const int MostPending = 5_000;
    readonly Lock _lock = new();
    CancellationTokenSource _stop = new();
    TrafficRequest? _request;
    Task _run = Task.CompletedTask;
    int _played;

    public object Status
    {
        get
        {
            lock (_lock)
                return new
                {
                    Running = !_run.IsCompleted,
                    Planned = _request?.Webhooks ?? 0,
                    Played = Volatile.Read(ref _played),
                    _request?.Seed
                };
        }
    }

    /// <summary>False when a plan is still being played.</summary>
    public bool TryStart(TrafficRequest request)
    {
        lock (_lock)
        {
            if (!_run.IsCompleted) return false;
            _request = request;
            _played = 0;
            _stop = new CancellationTokenSource();
            mischief.Set(request.Faults(), request.Seed);
            _run = Task.Run(() => RunAsync(request, _stop.Token));
            return true;
        }
    }

    public async Task StopAsync()
    {
        Task run;
        lock (_lock) run = _run;
        await _stop.CancelAsync();
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    async Task RunAsync(TrafficRequest request, CancellationToken stop)
    {
        var start = time.GetUtcNow();
        var played = 0;
        foreach (var webhook in plan.Webhooks(request, start))
        {
            var due = start + TimeSpan.FromSeconds(played / request.RatePerSecond) - time.GetUtcNow();
            if (due > TimeSpan.Zero) await Task.Delay(due, time, stop);
            while (queue.Pending > MostPending) await Task.Delay(TimeSpan.FromMilliseconds(20), time, stop);
            stop.ThrowIfCancellationRequested();
            stage.Play(webhook);
            Volatile.Write(ref _played, ++played);
        }
    }
}
