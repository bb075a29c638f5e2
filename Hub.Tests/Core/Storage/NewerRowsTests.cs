using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Core.Deliveries;
using Hub.Tests.Core.Sending;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Storage;

/// <summary>Rows that a newer node has written, in the hands of an older one: it leaves them alone, and they stay as they are.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(60_000)]
public sealed class NewerRowsTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task A_lane_of_a_kind_that_only_a_newer_version_knows_is_neither_rung_nor_run(CancellationToken cancellation)
    {
        await OwedContacts.Add(Lab, 3, cancellation);
        await Rename("deliveries", "kind", "Teleport");
        await Lab.Add([new Lane { WorkspaceId = Lab.Workspace, ConnectionId = Lab.Connection.Id, Kind = EnumNames.Read<DeliveryKind>("Teleport") }]);
        var rung = new List<LaneKey>();
        Lab.Get<LaneBell>().Rung += rung.Add;
        var lane = LaneKey.Parse(Lab.Lane(DeliveryKind.SyncContact).ToString().Replace("SyncContact", "Teleport", StringComparison.Ordinal));

        await Lab.Get<LaneSweep>().Run();
        var next = await Lab.Get<LaneRunner>().Run(lane, cancellation);

        Assert.That((rung.Count, next), Is.EqualTo((0, (DateTimeOffset?)null)));
        Assert.That(lane.ToString(), Does.EndWith("/Teleport"), "so an engine shows it, and hands it on");
        Assert.That((await Lab.Read(db => db.Lanes.SingleAsync(cancellation))).LeaseToken, Is.Null);
        Assert.That(await Names("select kind || ' ' || state as \"Value\" from deliveries"), Is.All.EqualTo("Teleport Owed"));
    }

    [Test]
    public async Task A_delivery_in_a_state_that_only_a_newer_version_knows_is_not_taken_with_the_others(CancellationToken cancellation)
    {
        await OwedContacts.Add(Lab, 3, cancellation);
        var one = (await Lab.Deliveries(DeliveryKind.SyncContact))[1].Id;
        await Lab.Change(db => db.Deliveries.Where(row => row.Id == one).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, EnumNames.Read<DeliveryState>("Pondered")), cancellation));

        await Lab.Run(DeliveryKind.SyncContact);

        Assert.That((await Lab.Deliveries(DeliveryKind.SyncContact)).Select(row => EnumNames.Of(row.State)), Is.EqualTo(new[] { "Done", "Pondered", "Done" }));
    }

    [Test]
    public async Task A_change_of_such_a_row_leaves_the_name_as_it_was(CancellationToken cancellation)
    {
        await OwedContacts.Add(Lab, 1, cancellation);
        await Rename("deliveries", "state", "Pondered");

        await Lab.Change(async db => (await db.Deliveries.SingleAsync(cancellation)).Detail = "seen");
        await Lab.Change(async db =>
        {
            var row = await db.Deliveries.SingleAsync(cancellation);
            db.Entry(row).State = EntityState.Modified; // every column of it
        });

        Assert.That(await Names("select state || ' ' || detail as \"Value\" from deliveries"), Is.EqualTo(new[] { "Pondered seen" }));
    }

    [Test]
    public async Task A_message_of_a_kind_that_only_a_newer_version_can_send_waits_for_it_and_does_not_age(CancellationToken cancellation)
    {
        var sent = 0;
        Lab.Connector.OnSend = (_, part) =>
        {
            sent++;
            return Task.FromResult<Outcome>(new Outcome.Accepted("key-" + part.CorrelationId));
        };
        await Lab.Say((await Lab.Conversations(1)).Single(), "chào chị");
        await Rename("messages", "kind", "Hologram");

        var next = await Lab.Run(DeliveryKind.SendMessage);
        var waiting = (await Lab.Deliveries(DeliveryKind.SendMessage)).Single();
        var before = sent;
        await Rename("messages", "kind", "Text");
        Lab.Clock.Set(next!.Value);
        await Lab.Run(DeliveryKind.SendMessage);

        Assert.That((before, sent), Is.EqualTo((0, 1)));
        Assert.That((waiting.State, waiting.Attempts, waiting.Code), Is.EqualTo((DeliveryState.Owed, 0, "newer_version")));
    }

    [Test]
    public async Task A_signal_of_a_kind_that_only_a_newer_version_knows_is_not_told_as_something_else(CancellationToken cancellation)
    {
        var told = 0;
        Lab.Connector.OnReport = (_, signals) =>
        {
            told += signals.Count;
            return Task.FromResult(new BatchAnswer([.. signals.Select(signal => new WriteResult(signal.EventId.Hex, LabConnector.Ok))]));
        };
        await Lab.Apply(LaneTests.Arrival("u0", Lab.Clock.GetUtcNow()), SendingTests.Inbound(0, "m1", Lab.Clock.GetUtcNow()) with
        {
            Contact = new Participant([new Identity("user", "u0")]),
        });
        await Rename("signals", "kind", "Levitated");
        Lab.Clock.Advance(TimeSpan.FromSeconds(10));

        await Lab.Run(DeliveryKind.ReportSignal);

        Assert.That((told, (await Lab.Deliveries(DeliveryKind.ReportSignal)).Single().State), Is.EqualTo((0, DeliveryState.Owed)));
    }

    [TestCase("kind")]
    [TestCase("trigger")]
    [TestCase("state")]
    public async Task A_rule_that_only_a_newer_version_understands_is_passed_over(string column)
    {
        var rule = new Rule
        {
            WorkspaceId = Lab.Workspace,
            Id = Lab.Store.Ids.Next(),
            Kind = RuleKind.Rule,
            State = RuleState.On,
            Name = "mới",
            Conditions = "{}",
            Actions = """[{"type":"addLabel","labelId":"0199aaaa-0000-7000-8000-000000000001"}]""",
        };
        await Lab.Add([rule]);
        await Rename("rules", column, "Enchanted");

        var set = await Lab.Read(db => RuleSets.Compile(db, Lab.Workspace, default));

        Assert.That(set!.Broken, Is.EqualTo(new[] { rule.Id }));
    }

    private Task Rename(string table, string column, string name)
    {
        var sql = $"update {table} set {column} = '{name}'";
        return Lab.Change(db => db.Database.ExecuteSqlRawAsync(sql));
    }

    private Task<List<string>> Names(string query) => Lab.Read(db => db.Database.SqlQueryRaw<string>(query).ToListAsync());
}
