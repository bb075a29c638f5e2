using System.Net;
using System.Text.RegularExpressions;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Hub.Tests.Promises;

/// <summary>
/// A version and the next one work on one database: the new one migrates while the old one goes on, no webhook is refused, and none is
/// lost. A migration that was cut off is done by the next start.
/// </summary>
internal sealed partial class P31_UpgradeTests
{
    /// <summary>A folder with a published older version, for the long form.</summary>
    private const string Previous = "HUB_PREVIOUS_VERSION";
    private const int Senders = 8;

    [Test]
    [CancelAfter(120_000)]
    public async Task A_hub_goes_on_while_and_after_the_next_version_adds_to_the_schema(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(StorageKind.Postgres);
        await using var hub = await stage.Start(cancellation);
        await stage.Connect("tiktok");
        await using var ledger = new AckLedger();
        IReadOnlyCollection<Refusal> refused;
        await using (var load = new AckLoad(stage, ledger, "n", Senders, each: 3))
        {
            await load.Until(100, cancellation);
            await Expand(stage, cancellation);
            await load.Until(200, cancellation);
            refused = load.Refusals;
        }

        await Applied(stage, ledger, cancellation);
        using var ready = await stage.Api.GetAsync("/health/ready", cancellation);
        Assert.That((refused.Count, ready.StatusCode), Is.EqualTo((0, HttpStatusCode.OK)));
        Verdict.Pass("P31", $"Postgres: the schema grew under load, {ledger.Count:N0} acks, 0 refused, 0 lost");
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_migration_that_was_cut_off_is_done_by_the_next_start(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(StorageKind.Postgres);
        await Empty(stage, cancellation);
        await using (var other = stage.Store.OpenDb())
        {
            await using var blocking = await other.Database.BeginTransactionAsync(cancellation);
            await other.Database.ExecuteSqlRawAsync("create table webhook_endpoints (id int)", cancellation); // which one of the last makes
            await using var dying = stage.Launch(null);
            await stage.Until(
                db => db.Database.SqlQuery<int>($"""select count(*)::int as "Value" from pg_locks where not granted""").SingleAsync(cancellation),
                waiting => waiting > 0, cancellation);
            await dying.Kill(cancellation);
        }

        await using var hub = await stage.Start(cancellation);
        await using var db = stage.Store.OpenDb();
        var waiting = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToList();
        Assert.That(waiting, Is.Empty);
        Verdict.Pass("P31", $"Postgres: killed in the middle of its migrations, done by the next start");
    }

    /// <summary>Expand, then contract: the version before must find all that it knows, so what is not used any more goes one version later.</summary>
    [Test]
    public async Task Migrations_only_add()
    {
        await using var database = await TestDatabases.Create(StorageKind.Postgres); // SQLite serves one process, which nobody is beside
        await using var store = HubStore.Open(database.ConnectionString, TimeProvider.System);
        await using var db = store.OpenDb();
        var assembly = db.GetService<IMigrationsAssembly>();
        var taken = assembly.Migrations.SelectMany(entry => assembly.CreateMigration(entry.Value, db.Database.ProviderName!).UpOperations
            .Where(TakesAway).Select(operation => $"{entry.Key}: {operation.GetType().Name}")).ToList();
        Assert.That(taken, Is.Empty);
        Verdict.Pass("P31", $"{assembly.Migrations.Count} migrations, each adds and takes nothing away");
    }

    [Test]
    [Explicit]
    [Category("Long")]
    [CancelAfter(900_000)]
    public async Task An_older_version_and_this_one_work_side_by_side_under_load(CancellationToken cancellation)
    {
        var folder = Environment.GetEnvironmentVariable(Previous);
        if (folder is null)
            Assert.Ignore($"{Previous} names no folder with a published older version.");
        await using var stage = await Stage.Set(StorageKind.Postgres);
        await Empty(stage, cancellation);
        await using var old = stage.Launch(null, folder);
        await old.UntilReady(cancellation);
        await stage.Connect("tiktok", "hubspot");
        await using var ledger = new AckLedger();
        await using var next = await BesideEachOther(stage, ledger, cancellation);
        var isRunning = !old.HasExited;
        await old.Kill(cancellation);

        await Applied(stage, ledger, cancellation);
        var contacts = await stage.Read(db => db.Contacts.CountAsync(cancellation));
        await stage.Until(
            async _ => (await stage.Ask("summary")).GetProperty("crm").GetProperty("contacts").GetProperty("records").GetInt32(),
            records => records == contacts, cancellation);
        Assert.That(isRunning);
        Verdict.Pass("P31", $"Postgres: the version of {Path.GetFileName(folder)} and this one under load: {ledger.Count:N0} acks, 0 refused, 0 lost, {contacts:N0} records of {contacts:N0} contacts");
    }

    // The old version has the platforms' address; the next one migrates and works beside it.
    private static async Task<HubProcess> BesideEachOther(Stage stage, AckLedger ledger, CancellationToken cancellation)
    {
        await using var load = new AckLoad(stage, ledger, "n", Senders, each: 3);
        await load.Until(500, cancellation);
        var next = await stage.Start(cancellation, null, "--urls", FakeVendor.RefusedAddress().ToString().TrimEnd('/'));
        await load.Until(4_000, cancellation);
        Assert.That(load.Refusals, Is.Empty);
        return next;
    }

    // As migrations do it: each in a transaction, with the tables' locks.
    private static async Task Expand(Stage stage, CancellationToken cancellation)
    {
        string[] steps =
        [
            "alter table webhook_events add column later text null",
            "alter table messages add column later int not null default 0",
            "alter table deliveries add column later bigint null",
            "create table laters (workspace_id uuid not null, id uuid not null, primary key (workspace_id, id))",
            "create index ix_contacts_later on contacts (workspace_id, last_seen_at)",
            """insert into "__EFMigrationsHistory" ("MigrationId", "ProductVersion") values ('29990101000000_Later', '99')""",
        ];
        foreach (var step in steps)
        {
            await stage.Read(db => db.Database.ExecuteSqlRawAsync(step, cancellation));
            await Task.Delay(100, cancellation);
        }
    }

    private static Task Empty(Stage stage, CancellationToken cancellation) =>
        stage.Read(db => db.Database.ExecuteSqlRawAsync("drop schema public cascade; create schema public", cancellation));

    private static async Task Applied(Stage stage, AckLedger ledger, CancellationToken cancellation)
    {
        await stage.Until(db => db.WebhookEvents.CountAsync(row => row.State != WebhookEventState.Applied, cancellation), left => left == 0, cancellation);
        var keys = await stage.Read(db => db.Messages.Select(row => row.Key!).ToListAsync(cancellation));
        Assert.That(keys, Is.Unique);
        Assert.That(ledger.Read().Except(keys), Is.Empty, "lost");
    }

    private static bool TakesAway(MigrationOperation operation) => operation switch
    {
        AddColumnOperation column => column is { IsNullable: false, DefaultValue: null, DefaultValueSql: null },
        SqlOperation sql => Taking.IsMatch(sql.Sql),
        CreateTableOperation or CreateIndexOperation => false,
        DropIndexOperation => false, // slower for the version before, and no more
        _ => true,
    };

    [GeneratedRegex(@"\b(drop\s+(table|column|view|schema|constraint)|truncate|rename|alter\s+column|set\s+not\s+null)\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Taking { get; }
}
