using Hub.Core.Deliveries;
using Hub.Core.Ingest;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>
/// One node that answers and two that work, on one PostgreSQL. Any of them dies again and again, and once the database: no acknowledged
/// webhook is lost, the CRM has each contact once, and no lane ever ran twice at once.
/// </summary>
internal sealed class P19_ClusterTests
{
    private const int Senders = 8;
    private const int Seed = 19;
    private const int Api = 0;

    // Long enough that a second runner of the same lane would be seen beside the first.
    private const int CallMs = 60;

    [Test]
    [CancelAfter(300_000)]
    public Task Three_nodes_lose_nothing_while_they_and_the_database_die(CancellationToken cancellation) => Cluster(600, 3, cancellation);

    [Test]
    [Explicit]
    [Category("Long")]
    [CancelAfter(3_600_000)]
    public Task Three_nodes_lose_none_of_twenty_thousand_while_they_and_the_database_die(CancellationToken cancellation) =>
        Cluster(20_000, 40, cancellation);

    private static async Task Cluster(int webhooks, int kills, CancellationToken cancellation)
    {
        await using var cluster = await PostgresCluster.Start();
        await using var stage = await Stage.Set(await TestDatabase.Postgres(cluster));
        await using var ledger = new AckLedger();
        var random = new Random(Seed);
        int[] each = [0, 1, 2];
        random.Shuffle(each); // each node once, and then whichever it is
        var nodes = new List<HubProcess> { await Node(stage, Api, cancellation) };
        var killed = new int[3];
        try
        {
            await stage.Connect("tiktok", "hubspot");
            await stage.Faults(new { rules = new[] { new { platform = "hubspot", operation = "upsert", kind = "delay", delayMs = CallMs, share = 1.0 } } });
            nodes.Add(await Node(stage, 1, cancellation));
            nodes.Add(await Node(stage, 2, cancellation));
            await using (new AckLoad(stage, ledger, "load", Senders, each: 3, repeats: true))
            {
                for (var kill = 0; kill < kills; kill++)
                {
                    await UntilAcked(ledger, webhooks * (kill + 1) / (kills + 1), cancellation);
                    var victim = kill < each.Length ? each[kill] : random.Next(nodes.Count);
                    killed[victim]++;
                    await nodes[victim].Kill(cancellation);
                    await nodes[victim].DisposeAsync();
                    if (kill == kills / 2)
                        await Crash(cluster);
                    nodes[victim] = await Node(stage, victim, cancellation);
                }

                await UntilAcked(ledger, webhooks, cancellation);
            }

            await stage.Until(
                async db => await db.WebhookEvents.CountAsync(row => row.State == WebhookEventState.Pending, cancellation)
                    + await db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncContact && row.State != DeliveryState.Done, cancellation),
                left => left == 0, cancellation);
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }

        await Check(stage, ledger, killed, cancellation);
    }

    private static async Task Crash(PostgresCluster cluster)
    {
        await cluster.Down("immediate");
        await cluster.Up();
    }

    private static async Task Check(Stage stage, AckLedger ledger, int[] killed, CancellationToken cancellation)
    {
        var acknowledged = ledger.Read();
        var keys = await stage.Read(db => db.Messages.Select(row => row.Key!).ToListAsync(cancellation));
        var contacts = await stage.Read(db => db.Contacts.CountAsync(cancellation));
        var records = (await stage.Ask("summary")).GetProperty("crm").GetProperty("contacts").GetProperty("records").GetInt32();
        var atOnce = (await stage.Ask("at-once")).GetProperty("hubspot:upsert").GetInt32();
        var held = keys.ToHashSet(StringComparer.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(killed, Has.None.EqualTo(0), "each node at least once");
            Assert.That(keys, Is.Unique);
            Assert.That(acknowledged.Where(key => !held.Contains(key)), Is.Empty, "lost");
            Assert.That(records, Is.EqualTo(contacts));
            Assert.That(atOnce, Is.EqualTo(1), "two ran one lane at once");
        });
        Verdict.Pass("P19", $"3 nodes, the one that answers killed {killed[Api]} times, those that work {killed[1]} and {killed[2]} times, 1 crash of the database, {acknowledged.Count:N0} acks, 0 lost, {records:N0} records of {contacts:N0} contacts, no lane twice at once");
    }

    /// <summary>The first answers, always at the same address; the others work.</summary>
    private static Task<HubProcess> Node(Stage stage, int number, CancellationToken cancellation) => number == Api
        ? stage.Start(cancellation, null, "--role", "api")
        : stage.StartBeside(cancellation, "--role", "jobs");

    private static async Task UntilAcked(AckLedger ledger, int count, CancellationToken cancellation)
    {
        while (ledger.Count < count)
            await Task.Delay(10, cancellation);
    }
}
