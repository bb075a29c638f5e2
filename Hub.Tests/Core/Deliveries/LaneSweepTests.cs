using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Deliveries;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class LaneSweepTests(StorageKind kind) : LabTest(kind)
{
    [TestCase(DeliveryState.Started)]
    [TestCase(DeliveryState.Owed)]
    [CancelAfter(30_000)]
    public async Task A_lane_whose_connector_is_not_installed_is_not_rung_until_it_is(DeliveryState state, CancellationToken cancellation)
    {
        await Lab.Add([new Delivery
        {
            WorkspaceId = Lab.Workspace,
            Id = Lab.Store.Ids.Next(),
            ConnectionId = Lab.Connection.Id,
            Kind = DeliveryKind.SyncContact,
            SubjectId = Lab.Store.Ids.Next(),
            State = state,
            OwedAt = Lab.Store.Now,
            DueAt = Lab.Store.Now,
        }]);

        await Install("gone");
        Assert.That(await Rung(), Is.Empty);
        await Install(Lab.Connection.ConnectorId);
        Assert.That(await Rung(), Is.EqualTo(new[] { Lab.Lane(DeliveryKind.SyncContact) }));

        Task Install(string connector) => Lab.Change(
            db => db.Connections.ExecuteUpdateAsync(set => set.SetProperty(row => row.ConnectorId, connector), cancellation));
    }

    private async Task<IReadOnlyList<LaneKey>> Rung()
    {
        var rung = new List<LaneKey>();
        var bell = new LaneBell();
        bell.Rung += rung.Add;
        await new LaneSweep(Lab.Store, Lab.Get<ConnectorRegistry>(), bell).Run();
        return rung;
    }
}
