using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Promises;

/// <summary>What is over is forgotten a few rows at a time: whoever accepts webhooks meanwhile hardly notices, and what waits for a person stays.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P34_RetentionTests(StorageKind kind)
{
    private const string Old = "0190";  // ids of 2024
    private const string Fresh = "7fff"; // and of a time that never ends
    private const int Failed = 3;
    private const int SwitchedOff = 5;

    [Test]
    [CancelAfter(180_000)]
    public Task Old_rows_go_in_small_batches_beside_the_webhooks(CancellationToken cancellation) =>
        Forget(10_000, 100, TimeSpan.FromSeconds(2), calm => Math.Max(5 * calm, 500), cancellation);

    [Test]
    [Explicit]
    [Category("Long")]
    [CancelAfter(3_600_000)]
    public Task Millions_of_old_rows_go_while_webhooks_are_answered_as_before(CancellationToken cancellation) =>
        Forget(kind == StorageKind.Postgres ? 5_000_000 : 1_000_000, 250, TimeSpan.FromSeconds(60), calm => Math.Max(1.2 * calm, 15), cancellation);

    private async Task Forget(int rows, int perSecond, TimeSpan length, Func<double, double> limit, CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect("tiktok");
        await Fill(stage, Old, rows, cancellation);
        await Fill(stage, Fresh, 10, cancellation);
        await CountTransactions(stage, cancellation);
        await using var ledger = new AckLedger();
        var load = new PacedLoad(stage, ledger);
        await load.Run(perSecond, length / 2, cancellation);
        var calm = PacedLoad.Percentile(await load.Run(perSecond, length, cancellation), 0.99);

        var forgetting = hub.Services.GetRequiredService<Retention>().Run(cancellation);
        var beside = PacedLoad.Percentile(await load.Run(perSecond, length, cancellation), 0.99);
        await forgetting;
        for (var (left, before) = (await Left(stage, Old, cancellation), (0, 0, 0)); left != before;) // a run ends after some minutes
        {
            before = left;
            await hub.Services.GetRequiredService<Retention>().Run(cancellation);
            left = await Left(stage, Old, cancellation);
        }

        Assert.That(beside, Is.LessThan(limit(calm)));
        Assert.That(await Largest(stage, cancellation), Is.LessThanOrEqualTo(Retention.Batch));
        Assert.That(await Left(stage, Old, cancellation), Is.EqualTo((Failed, Failed + 1, Failed + 1)), "those that wait for a person, with their attempts");
        Assert.That(await Left(stage, Fresh, cancellation), Is.EqualTo((10, 10, 10)));
        Verdict.Pass("P34", $"{kind}: {rows:N0} webhooks and as many deliveries forgotten, at most {Retention.Batch} a transaction, 99 % of webhooks beside it answered within {beside:0.0} ms, without it {calm:0.0} ms");
    }

    // In the database's own words: this many rows would take the hub minutes to write.
    private async Task Fill(Stage stage, string age, int rows, CancellationToken cancellation)
    {
        var workspace = await stage.Read(db => db.Workspaces.Select(row => row.Id).SingleAsync(cancellation));
        var connection = stage.Connections["tiktok"];
        var isPostgres = kind == StorageKind.Postgres;
        var id = $"'{age.ToUpperInvariant()}0000-0000-7000-8000-'";
        var numbers = isPostgres
            ? $"select n, ({id} || lpad(n::text, 12, '0'))::uuid as id from generate_series(1, {rows}) as s(n)"
            : $"with recursive s(n) as (select 1 union all select n + 1 from s where n < {rows}) select n, {id} || printf('%012d', n) as id from s";
        var w = isPostgres ? $"'{workspace}'::uuid" : $"'{workspace.ToString().ToUpperInvariant()}'";
        var c = isPostgres ? $"'{connection}'::uuid" : $"'{connection.ToString().ToUpperInvariant()}'";
        await using var db = stage.Store.OpenDb();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(20));
        string[] inserts =
        [
            $"""
             insert into webhook_events (workspace_id, id, connector_id, account_id, connection_id, event_key, body, received_at, state, events, unknown_events, attempts)
             select {w}, id, '{age}', 'a', {c}, {(isPostgres ? "decode(md5(id::text), 'hex')" : "cast(id as blob)")},
                 {(isPostgres ? "decode(md5(n::text), 'hex')" : "zeroblob(200)")}, 0, case when n <= {Failed} then 'Failed' else 'Applied' end, 1, 0, 1
             from ({numbers}) as made
             """,
            $"""
             insert into deliveries (workspace_id, id, connection_id, kind, subject_id, state, revision, owed_at, due_at, settled_at, attempts, outcome)
             select {w}, id, {c}, 'SyncContact', id, case when n <= {Failed} then 'Dead' when n % 2 = 0 then 'Done' else 'Cancelled' end, 0, 0, 0, 0, 1,
                 case when n = {SwitchedOff} then 'SwitchedOff' end
             from ({numbers}) as made
             """,
            $"insert into attempts (workspace_id, delivery_id, id, at, outcome) select {w}, id, id, 0, 'Transient' from ({numbers}) as made",
        ];
        foreach (var insert in inserts)
            await db.Database.ExecuteSqlRawAsync(insert, cancellation);
    }

    // PostgreSQL can tell how many rows went in one transaction.
    private async Task CountTransactions(Stage stage, CancellationToken cancellation)
    {
        if (kind != StorageKind.Postgres)
            return;
        await using var db = stage.Store.OpenDb();
        await db.Database.ExecuteSqlRawAsync(
            """
            create table gone (tx bigint, rows bigint);
            create function count_gone() returns trigger language plpgsql as
                $$ begin insert into gone select txid_current(), count(*) from old_rows; return null; end $$;
            create trigger webhooks_gone after delete on webhook_events referencing old table as old_rows for each statement execute function count_gone();
            create trigger deliveries_gone after delete on deliveries referencing old table as old_rows for each statement execute function count_gone();
            """, cancellation);
    }

    private async Task<long> Largest(Stage stage, CancellationToken cancellation) => kind != StorageKind.Postgres ? 0
        : await stage.Read(db => db.Database.SqlQuery<long>(
            $"""select max(rows)::bigint as "Value" from (select sum(rows) as rows from gone group by tx) as transactions""").SingleAsync(cancellation));

    private static Task<(int Webhooks, int Deliveries, int Attempts)> Left(Stage stage, string age, CancellationToken cancellation)
    {
        var (from, to) = (Guid.Parse($"{age}0000-0000-7000-8000-000000000000"), Guid.Parse($"{age}0000-ffff-7000-8000-000000000000"));
        return stage.Read(async db => (
            await db.WebhookEvents.CountAsync(row => row.ConnectorId == age, cancellation),
            await db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncContact && row.Id.CompareTo(from) > 0 && row.Id.CompareTo(to) < 0, cancellation),
            await db.Attempts.CountAsync(row => row.Id.CompareTo(from) > 0 && row.Id.CompareTo(to) < 0, cancellation)));
    }
}
