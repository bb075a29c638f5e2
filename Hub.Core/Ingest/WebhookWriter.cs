using System.Threading.Channels;
using Hub.Core.Storage;

namespace Hub.Core.Ingest;

/// <summary>
/// Group commit: one flush is in flight, whoever comes meanwhile shares the next. There is no timer, so a lone webhook waits for nothing.
/// </summary>
public sealed class WebhookWriter : IAsyncDisposable
{
    // Also the bound on memory: 8,192 webhooks of a few KB wait at most, the next is told to come again.
    private const int QueueLength = 8_192;
    private const int MaxBatch = 512;
    private readonly IDatabase _database;
    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly Task _loop;
    private volatile int _flushing;

    public WebhookWriter(HubStore store)
    {
        _database = store.Database;
        _loop = Task.Run(Run);
    }

    /// <summary>Webhooks whose senders wait for their answer at this moment.</summary>
    public int SendersWaiting => _queue.Reader.Count + _flushing;

    /// <returns>A task that ends when the event is durable; null when the queue is full.</returns>
    /// <exception cref="Exception">The task fails when the database refused this event.</exception>
    public Task? TryAppend(WebhookEvent webhook)
    {
        var waiting = new Waiting(webhook);
        return _queue.Writer.TryWrite(waiting) ? waiting.Done.Task : null;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private async Task Run()
    {
        var batch = new List<Waiting>(MaxBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var waiting))
                batch.Add(waiting);
            _flushing = batch.Count;
            await Flush(batch);
            _flushing = 0;
            batch.Clear();
        }
    }

    private async Task Flush(List<Waiting> batch)
    {
        try
        {
            await _database.InsertWebhooks([.. batch.Select(waiting => waiting.Event)], CancellationToken.None);
            batch.ForEach(waiting => waiting.Done.SetResult());
        }
        catch (Exception error) // whatever a row or the database does, its callers must hear of it and the loop must go on
        {
            await Isolate(batch, error);
        }
    }

    // One row that the database refuses must not cost the others their place. A database that is away refuses them all: asking again for
    // every half would keep their senders waiting for hours.
    private async Task Isolate(List<Waiting> batch, Exception error)
    {
        if (batch.Count == 1 || Outage.Is(error))
        {
            batch.ForEach(waiting => waiting.Done.SetException(error));
            return;
        }

        var half = batch.Count / 2;
        await Flush(batch[..half]);
        await Flush(batch[half..]);
    }

    private sealed class Waiting(WebhookEvent webhook)
    {
        public WebhookEvent Event { get; } = webhook;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
