using System.Data;
using System.Diagnostics;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>
/// Somebody leaves a transaction open for ten minutes. PostgreSQL may then clear away nothing of what was delivered meanwhile, and every
/// look for what is due walks over it; deliveries go on nearly as fast, and the hub says what is wrong.
/// </summary>
[NonParallelizable]
internal sealed class P21_LongReaderTests
{
    // What is promised is held by the long form, on a quiet machine. A queue that collapses loses far more than what a busy one blurs.
    private const double Promised = 0.7;
    private const double Busy = 0.3;
    private const int Batches = 10;

    [Test]
    [CancelAfter(180_000)]
    public Task A_long_reader_does_not_slow_deliveries_down(CancellationToken cancellation) => Read(30_000, 3, Busy, cancellation);

    [Test]
    [Explicit]
    [Category("Long")]
    [CancelAfter(1_800_000)]
    public Task A_reader_of_ten_minutes_at_five_hundred_deliveries_a_second_does_not_slow_them_down(CancellationToken cancellation) =>
        Read(300_000, 9, Promised, cancellation);

    private static async Task Read(int delivered, int rounds, double share, CancellationToken cancellation)
    {
        await using var lab = await Lab.Create(StorageKind.Postgres, LabConnector.NewManifest("lab", ConnectorKind.Channel, ConnectorKind.Crm));
        lab.Connector.OnContacts = batch => Task.FromResult(new BatchAnswer([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted(item.Key)))]));
        await Contacts(lab, cancellation);
        await Round(lab, cancellation); // until its code is compiled
        var before = await Median(lab, rounds, cancellation);

        await using var reader = lab.Store.OpenDb();
        await using var open = await reader.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await reader.Lanes.CountAsync(cancellation);
        await Deliver(lab, delivered, cancellation);
        var beside = await Median(lab, rounds, cancellation);

        Assert.That(beside, Is.GreaterThan(before * share));
        Assert.That(await OldestTransaction.Age(lab.Store, cancellation), Is.GreaterThan(TimeSpan.Zero), "which the doctor and an alert look at");
        Verdict.Pass("P21", $"Postgres: a reader open over {delivered:N0} deliveries: {beside:N0}/s after them, {before:N0}/s without it");
    }

    private static async Task<double> Median(Lab lab, int rounds, CancellationToken cancellation)
    {
        var rates = new double[rounds];
        for (var round = 0; round < rounds; round++)
            rates[round] = await Round(lab, cancellation);
        Array.Sort(rates);
        return rates[rounds / 2];
    }

    /// <returns>Deliveries a second, from the first look to the last settled.</returns>
    private static async Task<double> Round(Lab lab, CancellationToken cancellation)
    {
        var now = lab.Store.Now.ToUnixTimeMilliseconds();
        await lab.Read(db => db.Database.ExecuteSqlAsync(
            $"update deliveries set state = 'Owed', due_at = {now}, owed_at = {now}, settled_at = null, attempts = 0, revision = revision + 1 where order_key is null",
            cancellation));
        var start = Stopwatch.GetTimestamp();
        await lab.Run(DeliveryKind.SyncContact);
        var passed = Stopwatch.GetElapsedTime(start);
        Assert.That(await lab.Read(db => db.Deliveries.CountAsync(row => row.State == DeliveryState.Done, cancellation)), Is.EqualTo(Batches * 100));
        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        return Batches * 100 / passed.TotalSeconds;
    }

    // What so many deliveries leave behind: one version that was owed, in every index that lanes look at, and one that is done.
    private static async Task Deliver(Lab lab, int count, CancellationToken cancellation)
    {
        const int Each = Batches * 100;
        for (var done = 0; done < count; done += Each)
        {
            var now = lab.Store.Now.ToUnixTimeMilliseconds();
            await lab.Read(async db =>
            {
                await db.Database.ExecuteSqlAsync($"update deliveries set state = 'Owed', due_at = {now}, settled_at = null", cancellation);
                return await db.Database.ExecuteSqlAsync($"update deliveries set state = 'Done', settled_at = {now}", cancellation);
            });
            lab.Clock.Advance(TimeSpan.FromMilliseconds(Each * 2));
        }
    }

    private static Task Contacts(Lab lab, CancellationToken cancellation) => lab.Store.Write(lab.Workspace, lab.Connection.Id, db =>
    {
        for (var number = 0; number < Batches * 100; number++)
        {
            var id = lab.Store.Ids.Next();
            db.Contacts.Add(new Hub.Core.Contacts.Contact
            {
                WorkspaceId = lab.Workspace,
                Id = id,
                Channel = "lab",
                DisplayName = $"Khách {number}",
                FirstSeenAt = lab.Store.Now,
                LastSeenAt = lab.Store.Now,
            });
            db.Deliveries.Add(new Delivery
            {
                WorkspaceId = lab.Workspace,
                Id = lab.Store.Ids.Next(),
                ConnectionId = lab.Connection.Id,
                Kind = DeliveryKind.SyncContact,
                SubjectId = id,
                State = DeliveryState.Owed,
                OwedAt = lab.Store.Now,
                DueAt = lab.Store.Now,
            });
        }

        return Task.CompletedTask;
    }, cancellation);
}
