using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Hub.Tests.Support;

namespace Hub.Tests.Promises;

/// <summary>Platforms that post one signed webhook after the other until disposed, and note which were answered 200.</summary>
internal sealed class AckLoad : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Refusal> _refusals = new();
    private readonly AckLedger _ledger;
    private readonly int _each;
    private readonly bool _repeats;
    private readonly Task _senders;
    private int _repeated;

    /// <param name="name">Of this load: part of its messages' ids.</param>
    /// <param name="each">Messages of one person, before the next one writes.</param>
    /// <param name="repeats">Sends again what was not answered 200, as platforms do; else a sender goes away with the hub.</param>
    public AckLoad(Stage stage, AckLedger ledger, string name, int senders, int each = int.MaxValue, bool repeats = false)
    {
        (_ledger, _each, _repeats) = (ledger, each, repeats);
        _senders = Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(() => Post(stage, $"{name}-{sender}"))));
    }

    /// <summary>Answers other than 200.</summary>
    public IReadOnlyCollection<Refusal> Refusals => _refusals;

    /// <summary>Waits for so many more acknowledgements.</summary>
    public async Task Until(int more, CancellationToken cancellation)
    {
        for (var before = _ledger.Count; _ledger.Count - before < more;)
            await Task.Delay(10, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _senders;
        _stop.Dispose();
    }

    /// <summary>Posts that were repeated.</summary>
    public int Repeats => Volatile.Read(ref _repeated);

    private async Task Post(Stage stage, string sender)
    {
        using var client = FakeVendor.Client();
        client.BaseAddress = stage.Address;
        var signed = new Signed(stage.Sandbox.Options);
        try
        {
            for (var number = 0; !_stop.IsCancellationRequested; number++)
                while (!await Post(client, signed, sender, number))
                {
                    Interlocked.Increment(ref _repeated);
                    await Task.Delay(Pause, _stop.Token);
                }
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            // Killed in the middle: what was not answered is not promised.
        }
    }

    /// <returns>False when it is to be sent again.</returns>
    private async Task<bool> Post(HttpClient client, Signed signed, string sender, int number)
    {
        var key = $"m-{sender}-{number}";
        var at = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await client.SendAsync(signed.Request(signed.Text("tiktok", $"p{sender}-{number / _each}", key, "xin chào")), _stop.Token);
            if (answer.IsSuccessStatusCode)
                _ledger.Add(key);
            else
                _refusals.Enqueue(new Refusal(answer.StatusCode, answer.Headers.RetryAfter is not null, Stopwatch.GetElapsedTime(at)));
            return answer.IsSuccessStatusCode || !_repeats;
        }
        catch (Exception gone) when (_repeats && !_stop.IsCancellationRequested && gone is (HttpRequestException or OperationCanceledException))
        {
            return false;
        }
    }
}

internal sealed record Refusal(HttpStatusCode Status, bool SaysWhen, TimeSpan After);
