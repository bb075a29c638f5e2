using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Jobs;
using Hub.Jobs.Engines;
using Hub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Jobs;

public sealed class DispatchTests() : LabTest(StorageKind.Sqlite)
{
    /// <summary>Who stops a hub is not shown errors for it, and engines count no failure.</summary>
    [Test]
    [CancelAfter(20_000)]
    public async Task A_job_that_ends_since_the_hub_stops_has_not_failed(CancellationToken cancellation)
    {
        using var host = new Stopping();
        var begun = new TaskCompletionSource();
        var job = new RecurringJob("waits", "Waits", "0 * * * * ?", async stop =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, stop);
        });
        var running = Dispatch(host, job).Recurring("waits", cancellation);
        await begun.Task.WaitAsync(cancellation);

        host.StopApplication();

        Assert.That(() => running, Throws.Nothing);
    }

    [Test]
    [CancelAfter(20_000)]
    public void A_job_that_breaks_has_and_says_only_what_kind_of_error_it_was(CancellationToken cancellation)
    {
        using var host = new Stopping();
        var job = new RecurringJob("breaks", "Breaks", "0 * * * * ?", _ => throw new InvalidOperationException("of somebody's words"));

        var failed = Assert.ThrowsAsync<JobFailed>(() => Dispatch(host, job).Recurring("breaks", cancellation));

        Assert.That(failed!.Message, Is.EqualTo(nameof(InvalidOperationException)));
    }

    private Dispatch Dispatch(Stopping host, RecurringJob job) =>
        new(Lab.Get<LaneRunner>(), [job], new ServiceCollection().BuildServiceProvider(), Lab.Store, host, NullLogger<Dispatch>.Instance);

    private sealed class Stopping : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
