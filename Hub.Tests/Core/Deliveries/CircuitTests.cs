using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Deliveries;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CircuitTests(StorageKind kind)
{
    private static readonly Outcome Silence = new Outcome.Transient(new Reason("lab/no-answer"));
    private int _calls;

    [Test]
    public async Task A_lane_whose_calls_come_to_nothing_rests_tries_once_and_goes_on_where_it_is_answered()
    {
        await using var lab = await OneByOne();
        var isSilent = true;
        Answer(lab, _ => isSilent ? Silence : null);
        await lab.Conversations(10);

        await lab.Run(DeliveryKind.SyncContact);
        Assert.That(_calls, Is.EqualTo(3));
        lab.Clock.Advance(TimeSpan.FromSeconds(14));
        await lab.Run(DeliveryKind.SyncContact);
        Assert.That(_calls, Is.EqualTo(3), "it rests");
        Assert.That((await Health(lab)).IsUnanswered, Is.True);
        Assert.That((await Health(lab)).WaitsUntil, Is.EqualTo(lab.Clock.GetUtcNow().AddSeconds(1)));

        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        await lab.Run(DeliveryKind.SyncContact);
        Assert.That(_calls, Is.EqualTo(4), "it tries once");
        Assert.That((await Health(lab)).WaitsUntil, Is.EqualTo(lab.Clock.GetUtcNow().AddSeconds(30)));

        isSilent = false;
        lab.Clock.Advance(TimeSpan.FromSeconds(30));
        await lab.Run(DeliveryKind.SyncContact);
        Assert.That((await lab.Deliveries(DeliveryKind.SyncContact)).Select(row => row.State), Is.All.EqualTo(DeliveryState.Done));
        Assert.That((await Health(lab)).IsUnanswered, Is.False);
    }

    [Test]
    public async Task One_delivery_that_fails_again_and_again_holds_up_no_other()
    {
        await using var lab = await OneByOne();
        Answer(lab, contact => contact.DisplayName == "Khách 0" ? Silence : null);
        await lab.Conversations(1);
        for (var tries = 0; tries < 6; tries++)
        {
            await lab.Run(DeliveryKind.SyncContact);
            lab.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        await lab.Conversations(3);
        await lab.Run(DeliveryKind.SyncContact);

        Assert.That((await lab.Deliveries(DeliveryKind.SyncContact)).Count(row => row.State == DeliveryState.Done), Is.EqualTo(2));
    }

    [Test]
    public void A_connector_has_most_workers_of_a_node_and_two_while_nothing_of_it_answers()
    {
        var gate = new LaneGate(16);
        var inside = Enumerable.Range(0, 16).Select(entry => gate.TryEnter("slow", out var wait)).OfType<IDisposable>().ToList();
        Assert.That(inside, Has.Count.EqualTo(12));
        Assert.That(gate.TryEnter("other", out _), Is.Not.Null);

        for (var call = 0; call < 3; call++)
            gate.Heard("slow", isAnswered: false);
        inside.Skip(2).ToList().ForEach(place => place.Dispose());
        Assert.That(gate.TryEnter("slow", out _), Is.Null);

        gate.Heard("slow", isAnswered: true);
        Assert.That(gate.TryEnter("slow", out _), Is.Not.Null);
    }

    private Task<Lab> OneByOne()
    {
        var manifest = LabConnector.NewManifest("lab", ConnectorKind.Channel, ConnectorKind.Crm);
        return Lab.Create(kind, manifest with
        {
            Entities = new Dictionary<string, EntityWrites> { ["contact"] = new(WriteStrategy.Upsert, "key", 1) },
        });
    }

    private void Answer(Lab lab, Func<CrmContact, Outcome?> answer) => lab.Connector.OnContacts = batch =>
    {
        _calls++;
        var item = batch.Single();
        return Task.FromResult(new BatchAnswer([new WriteResult(item.Key, answer(item.Value) ?? new Outcome.Accepted("remote-" + item.Key))]));
    };

    private static async Task<ConnectionHealth> Health(Lab lab) =>
        (await lab.Read(db => ConnectionHealth.Load(db, lab.Workspace, lab.Store.Now, CancellationToken.None))).Single();
}
