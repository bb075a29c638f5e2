using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Jobs.Engines;
using Hub.Tests.Jobs.Engines;
using Hub.Tests.Support;
using Npgsql;

namespace Hub.Tests.Promises;

/// <summary>
/// What recurs runs once in the cluster for each of its times, whichever node dies and whatever the clocks do: an hour forward, an hour
/// back, the night in which Europe's clocks change.
/// </summary>
internal sealed class P20_ScheduleTests
{
    private static readonly RecurringJob Hourly = new("hourly", "Hourly", "0 0 * * * ?", _ => Task.CompletedTask);

    // At one o'clock UTC the clocks of Europe are put forward: there is no time between two and three in Berlin.
    private static readonly DateTimeOffset Night = new(2026, 3, 29, 0, 59, 58, TimeSpan.Zero);

    [TestCase(JobEngineKind.QuartzInMemory, 2)]
    [TestCase(JobEngineKind.QuartzClustered, 2)]
    [CancelAfter(60_000)]
    public Task Every_hour_runs_once_whoever_dies_and_whatever_the_clock_does(JobEngineKind kind, int hours, CancellationToken cancellation) =>
        Hours(kind, hours, cancellation);

    [TestCase(JobEngineKind.QuartzInMemory, 48)]
    [TestCase(JobEngineKind.QuartzClustered, 48)]
    [Explicit]
    [Category("Long")]
    [CancelAfter(1_800_000)]
    public Task Every_hour_of_two_days_runs_once_whoever_dies_and_whatever_the_clock_does(
        JobEngineKind kind, int hours, CancellationToken cancellation) => Hours(kind, hours, cancellation);

    [Test]
    [CancelAfter(60_000)]
    public async Task A_second_node_on_sqlite_is_refused_in_words(CancellationToken cancellation)
    {
        await using var database = await TestDatabase.Sqlite();
        await using var one = HubStore.Open(database.ConnectionString, TimeProvider.System);
        await using var other = HubStore.Open(database.ConnectionString, TimeProvider.System);
        await one.Alone(() => Task.CompletedTask, cancellation);

        var refused = Assert.ThrowsAsync<StorageException>(() => other.Alone(() => Task.CompletedTask, cancellation));

        Assert.That(refused!.Message, Does.Contain("PostgreSQL"));
        Verdict.Pass("P20", $"Sqlite: a second node is refused: {refused.Message}");
    }

    private static async Task Hours(JobEngineKind kind, int hours, CancellationToken cancellation)
    {
        var isClustered = kind == JobEngineKind.QuartzClustered;
        await using var database = await TestDatabases.Create(isClustered ? StorageKind.Postgres : StorageKind.Sqlite);
        var (clock, recorder) = (new SkewedClock(), new Recorder());
        clock.Set(Night - TimeSpan.FromMinutes(30));
        await using var survivor = await EngineNode.Start(kind, database.ConnectionString, recorder, clock, Hourly);
        await using var line = isClustered ? new BreakingLine(new NpgsqlConnectionStringBuilder(database.ConnectionString).Port) : null;
        await using var mortal = line is null ? null : await EngineNode.Start(kind, Through(line, database), recorder, clock, Hourly);
        await Passed(0, 0);
        clock.Set(Night);
        await Passed(1, 0);

        for (var hour = 1; hour <= hours; hour++)
        {
            if (line is not null)
                line.IsSilent = hour % 2 == 0; // dead for the other, which has to do without, and back again
            clock.Jump(TimeSpan.FromHours(1));
            await Passed(hour + 1, hour);
        }

        if (line is not null)
            line.IsSilent = false;
        clock.Jump(TimeSpan.FromHours(-1));
        await Passed(hours + 1, hours); // again the same hour, which has run
        Verdict.Pass("P20", $"{kind}: {hours + 1} hours, {recorder.Of(Hourly.Name).Count} runs, the clock {hours} h forward and 1 h back, over the night of summer time{(isClustered ? ", one of two nodes cut off every second hour" : "")}");

        async Task Passed(int runs, int hour)
        {
            await survivor.Engine.Wake(new LaneKey(Guid.NewGuid(), Guid.NewGuid(), DeliveryKind.SyncContact), clock.GetUtcNow(), cancellation); // it looks at the clock
            await recorder.Until(Hourly.Name, runs, cancellation);
            var probe = new LaneKey(Guid.NewGuid(), Guid.NewGuid(), DeliveryKind.SyncContact);
            await survivor.Engine.Wake(probe, clock.GetUtcNow().AddSeconds(1), cancellation);
            await recorder.Until(probe.ToString(), 1, cancellation); // whatever else was to run has run by then
            Assert.That(recorder.Of(Hourly.Name), Has.Count.EqualTo(runs), $"after {hour} h");
        }
    }

    private static string Through(BreakingLine line, TestDatabase database) =>
        new NpgsqlConnectionStringBuilder(database.ConnectionString) { Port = line.Port, CommandTimeout = 5, Timeout = 5 }.ConnectionString;
}
