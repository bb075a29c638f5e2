using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Hub.Tests.Support;

namespace Hub.Tests.Promises;

/// <summary>Platforms that post one signed webhook after the other until disposed, and note which were answered 200.</summary>
internal sealed class AckLoad : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Refusal> _refusals = new();
    private readonly AckLedger _ledger;
    private readonly int _each;
    private readonly Task _senders;

    /// <param name="name">Of this load: part of its messages' ids.</param>
    /// <param name="each">Messages of one person, before the next one writes.</param>
    public AckLoad(Stage stage, AckLedger ledger, string name, int senders, int each = int.MaxValue)
    {
        _ledger = ledger;
        _each = each;
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

    private async Task Post(Stage stage, string sender)
    {
        using var client = FakeVendor.Client();
        client.BaseAddress = stage.Address;
        var signed = new Signed(stage.Sandbox.Options);
        try
        {
            for (var number = 0; !_stop.IsCancellationRequested; number++)
            {
                var key = $"m-{sender}-{number}";
                var at = Stopwatch.GetTimestamp();
                using var answer = await client.SendAsync(signed.Request(signed.Text("tiktok", $"p{sender}-{number / _each}", key, "xin chào")), _stop.Token);
                if (answer.IsSuccessStatusCode)
                    _ledger.Add(key);
                else
                    _refusals.Enqueue(new Refusal(answer.StatusCode, answer.Headers.RetryAfter is not null, Stopwatch.GetElapsedTime(at)));
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            // Killed in the middle: what was not answered is not promised.
        }
    }
}

internal sealed record Refusal(HttpStatusCode Status, bool SaysWhen, TimeSpan After);
