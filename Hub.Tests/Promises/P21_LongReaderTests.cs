using System.Data;
using System.Diagnostics;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>
/// Somebody leaves a transaction open for ten minutes. PostgreSQL may then clear away nothing of what was delivered meanwhile, and a
/// look for what is due that begins at the beginning walks over it; deliveries go on nearly as fast, and the hub says what is wrong.
/// </summary>
[NonParallelizable]
internal sealed class P21_LongReaderTests
{
    private const int PromisedLoad = 500;

    // Of a capacity of some ten times the promised load, on a machine that builds beside it.
    private const double NoCollapse = 0.5;
    private const double Promised = 0.7;
    private const int Each = 1_000;

    // What is measured is a capacity, so there is more to do than one look takes.
    private const int Backlog = 3_000;

    [Test]
    [CancelAfter(180_000)]
    public Task A_long_reader_does_not_slow_deliveries_down(CancellationToken cancellation) => Read(30_000, 5, NoCollapse, cancellation);

    [Test]
    [Explicit]
    [Category("Long")]
    [CancelAfter(1_800_000)]
    public Task A_reader_of_ten_minutes_at_five_hundred_deliveries_a_second_does_not_slow_them_down(CancellationToken cancellation) =>
        Read(300_000, 9, Promised, cancellation);

    private static async Task Read(int delivered, int rounds, double share, CancellationToken cancellation)
    {
        await using var calm = await Prepared(cancellation);
        await using var lab = await Prepared(cancellation);
        await using var reader = lab.Store.OpenDb();
        await using var open = await reader.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await reader.Lanes.CountAsync(cancellation);
        for (var done = 0; done < delivered; done += Each)
        {
            await Round(lab, Each, cancellation);
            await Round(calm, Each, cancellation);
        }

        await Analyze(calm, cancellation);
        await Analyze(lab, cancellation);
        var (without, beside) = (0.0, 0.0);
        for (var round = 0; round < rounds; round++) // by turns, so that whatever else the machine does slows both
            (without, beside) = (Math.Max(without, await Round(calm, Backlog, cancellation)), Math.Max(beside, await Round(lab, Backlog, cancellation)));

        Assert.That(beside, Is.GreaterThan(PromisedLoad).And.GreaterThan(without * share));
        Assert.That(await OldestTransaction.Age(lab.Store, cancellation), Is.GreaterThan(TimeSpan.Zero), "which the doctor and an alert look at");
        Verdict.Pass("P21", $"Postgres: a reader open over {delivered:N0} deliveries: {beside:N0}/s after them, {without:N0}/s without it");
    }

    private static async Task<Lab> Prepared(CancellationToken cancellation)
    {
        var lab = await Lab.Create(StorageKind.Postgres, LabConnector.NewManifest("lab", ConnectorKind.Channel, ConnectorKind.Crm));
        lab.Connector.OnContacts = batch => Task.FromResult(new BatchAnswer([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted(item.Key)))]));
        await Round(lab, Each, cancellation); // until its code is compiled
        return lab;
    }

    // The server does so once a minute, also beside a reader. Until then it plans for tables as small as they were: whichever of the two it
    // came to first would be twice as fast.
    private static async Task Analyze(Lab lab, CancellationToken cancellation)
    {
        await using var db = lab.Store.OpenDb();
        await db.Database.ExecuteSqlRawAsync("analyze", cancellation);
    }

    /// <returns>Deliveries a second, from the first look to the last settled.</returns>
    private static async Task<double> Round(Lab lab, int count, CancellationToken cancellation)
    {
        await OwedContacts.Add(lab, count, cancellation);
        var start = Stopwatch.GetTimestamp();
        await lab.Run(DeliveryKind.SyncContact);
        var passed = Stopwatch.GetElapsedTime(start);
        Assert.That(await lab.Read(db => db.Deliveries.AnyAsync(row => row.State == DeliveryState.Owed, cancellation)), Is.False);
        lab.Clock.Advance(TimeSpan.FromSeconds((double)count / PromisedLoad));
        return count / passed.TotalSeconds;
    }
}
