using System.Diagnostics;
using System.Threading.Channels;

namespace Hub.Benchmarks.Support;

/// <summary>Posts webhooks over keep-alive connections, one in flight on each.</summary>
sealed class LoadGenerator(int port, TikTokTraffic traffic, int connections)
{
    long _next;

    /// <summary>Every connection sends its next webhook as soon as it has the answer to the last.</summary>
    public Task<LoadResult> Saturate(TimeSpan length)
    {
        var start = Stopwatch.GetTimestamp();
        return Run(async sender =>
        {
            while (Stopwatch.GetElapsedTime(start) < length)
                await sender.Send(Interlocked.Increment(ref _next), Stopwatch.GetTimestamp());
        });
    }

    /// <summary>
    /// A steady rate whatever the answers do. Time is counted from the moment at which a webhook is due, so that waiting for a free connection
    /// is part of it.
    /// </summary>
    public async Task<LoadResult> Steady(int perSecond, TimeSpan length, Action<long, long>? sent = null)
    {
        var due = Channel.CreateUnbounded<(long Number, long At)>(new UnboundedChannelOptions { SingleWriter = true });
        var running = Run(async sender =>
        {
            await foreach (var (number, at) in due.Reader.ReadAllAsync())
            {
                sent?.Invoke(number, at);
                await sender.Send(number, at);
            }
        });
        await Pace(due.Writer, perSecond, length);
        return await running;
    }

    async Task Pace(ChannelWriter<(long Number, long At)> due, int perSecond, TimeSpan length)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var start = Stopwatch.GetTimestamp();
        var released = 0L;
        while (await timer.WaitForNextTickAsync() && Stopwatch.GetElapsedTime(start) is var passed && passed < length)
            for (; released < passed.TotalSeconds * perSecond; released++)
                due.TryWrite((Interlocked.Increment(ref _next), Stopwatch.GetTimestamp()));
        due.Complete();
    }

    async Task<LoadResult> Run(Func<WebhookSender, Task> send)
    {
        var senders = Enumerable.Range(0, connections).Select(_ => new WebhookSender(port, traffic)).ToList();
        foreach (var sender in senders)
            await sender.Connect();
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(senders.Select(sender => Task.Run(() => send(sender))));
        var elapsed = Stopwatch.GetElapsedTime(start);
        senders.ForEach(sender => sender.Dispose());
        var latencies = senders.SelectMany(sender => sender.Latencies).Order().ToArray();
        return new LoadResult(latencies.Length, senders.Sum(sender => sender.Refused), elapsed, latencies);
    }
}
