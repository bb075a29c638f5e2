using System.Diagnostics;
using Hub.Tests.Support;

namespace Hub.Tests.Promises;

/// <summary>
/// Platforms that post at a steady rate, whether or not the hub keeps up: a webhook's time counts from when it is due, so that one who
/// has to wait for the one before is not left out.
/// </summary>
internal sealed class PacedLoad(Stage stage, AckLedger ledger)
{
    private const int Senders = 24;
    private int _load;

    /// <returns>How long each took to be answered 200, in milliseconds, the quickest first.</returns>
    public async Task<double[]> Run(int perSecond, TimeSpan length, CancellationToken cancellation)
    {
        var (load, count) = (++_load, (int)(perSecond * length.TotalSeconds));
        var took = new double[count];
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            using var client = FakeVendor.Client();
            client.BaseAddress = stage.Address;
            var signed = new Signed(stage.Sandbox.Options);
            for (var number = sender; number < count; number += Senders)
            {
                var key = $"paced-{load}-{number}";
                using var request = signed.Request(signed.Text("tiktok", $"p{number / 5}", key, "xin chào"));
                var due = start + (long)(Stopwatch.Frequency * (double)number / perSecond);
                var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, cancellation);
                var from = wait > TimeSpan.Zero ? Stopwatch.GetTimestamp() : due; // the system's timers are late by a millisecond or two
                using var answer = await client.SendAsync(request, cancellation);
                took[number] = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
                answer.EnsureSuccessStatusCode();
                ledger.Add(key);
            }
        }, cancellation)));
        Array.Sort(took);
        return took;
    }

    /// <param name="took">Sorted.</param>
    public static double Percentile(double[] took, double share) => took[Math.Min(took.Length - 1, (int)(took.Length * share))];
}
