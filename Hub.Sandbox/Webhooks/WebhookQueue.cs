using Hub.Sandbox.Faults;

namespace Hub.Sandbox.Webhooks;

/// <summary>
/// Posts webhooks to the hub until each was answered. Nothing is dropped: a hub that is away gets everything when it is back.
/// </summary>
sealed class WebhookQueue(
    SandboxOptions options, Mischief mischief, WebhookSigner signer, WebhookLedger ledger, FaultBox faults,
    TimeProvider time) : IAsyncDisposable
{
    // A retry replays its first signature for a minute, as a vendor's resend may, and is signed anew after that so that
    // a hub which was away for longer than its tolerance still gets it.
    static readonly TimeSpan SignatureAge = TimeSpan.FromMinutes(1);
    static readonly TimeSpan HeldAtMost = TimeSpan.FromMilliseconds(250);

    readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, MaxConnectionsPerServer = 256 })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };
    readonly SemaphoreSlim _slots = new(options.Parallel);
    readonly CancellationTokenSource _stop = new();
    readonly List<Post> _held = [];
    readonly Lock _lock = new();
    int _pending, _epoch;

    public int Pending => Volatile.Read(ref _pending);

    public void Enqueue(OutgoingWebhook webhook)
    {
        ledger.Created(webhook);
        foreach (var post in mischief.Expand(webhook))
        {
            Interlocked.Increment(ref _pending);
            if (post.MustBeRefused) ledger.Forbid(post.Webhook);
            Hold(post);
        }
    }

    /// <summary>Posts at once, before anything else goes on; gives up waiting, not posting, after a while.</summary>
    public async Task SendNowAsync(OutgoingWebhook webhook)
    {
        if (webhook.After > TimeSpan.Zero)
        {
            Enqueue(webhook);
            return;
        }
        ledger.Created(webhook);
        Interlocked.Increment(ref _pending);
        var tried = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = DeliverAsync(new Post(webhook, PostKind.Genuine), tried);
        await Task.WhenAny(tried.Task, Task.Delay(TimeSpan.FromMilliseconds(options.WebhookFirstMs), time));
    }

    /// <summary>Forgets what is waiting. Only <c>/_sandbox/reset</c> does this.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref _epoch);
        lock (_lock)
        {
            Interlocked.Add(ref _pending, -_held.Count);
            _held.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _http.Dispose();
    }

    void Hold(Post post)
    {
        var window = mischief.ReorderWindow;
        if (window < 2)
        {
            _ = DeliverAsync(post);
            return;
        }
        bool full, first;
        lock (_lock)
        {
            _held.Add(post);
            first = _held.Count == 1;
            full = _held.Count >= window;
        }
        if (full) Release();
        else if (first) _ = ReleaseLaterAsync();
    }

    async Task ReleaseLaterAsync()
    {
        await Task.Delay(HeldAtMost, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Release();
    }

    void Release()
    {
        Post[] shuffled;
        lock (_lock)
        {
            shuffled = [.. _held.OrderBy(p => Chance.Of(mischief.Seed, p.Webhook.Id, "order"))];
            if (shuffled.Length > 1) faults.Count("webhooks:reordered");
            _held.Clear();
        }
        foreach (var post in shuffled) _ = DeliverAsync(post);
    }

    async Task DeliverAsync(Post post, TaskCompletionSource? tried = null)
    {
        var epoch = Volatile.Read(ref _epoch);
        var backoff = options.RetryFirstMs;
        var signedAt = DateTimeOffset.MinValue;
        IReadOnlyDictionary<string, string> headers = new Dictionary<string, string>();
        try
        {
            if (post.Delay > TimeSpan.Zero) await Task.Delay(post.Delay, time, _stop.Token);
            while (epoch == Volatile.Read(ref _epoch))
            {
                await _slots.WaitAsync(_stop.Token);
                int? status;
                try
                {
                    var now = time.GetUtcNow();
                    if (now - signedAt > SignatureAge)
                        (headers, signedAt) = (signer.Sign(post.Webhook.Channel, post.Webhook.Body, now), now);
                    status = await PostAsync(post, post.Fixed ?? headers);
                }
                finally
                {
                    _slots.Release();
                    tried?.TrySetResult();
                }
                if (ledger.Answered(post, status)) return;
                await Task.Delay(TimeSpan.FromMilliseconds(backoff), time, _stop.Token);
                backoff = Math.Min(backoff * 2, options.RetryMaxMs);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The sandbox ends; what it owed ends with it.
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    async Task<int?> PostAsync(Post post, IReadOnlyDictionary<string, string> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.Hub.TrimEnd('/')}/webhooks/{post.Webhook.Channel}");
        request.Content = new ByteArrayContent(post.Webhook.Body);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        foreach (var header in headers) request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        try
        {
            using var response = await _http.SendAsync(request, _stop.Token);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
