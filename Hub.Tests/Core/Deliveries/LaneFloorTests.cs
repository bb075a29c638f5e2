using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Deliveries;

/// <summary>A run looks for nothing that is older than what the lane owes, and overlooks nothing by that.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class LaneFloorTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    [CancelAfter(30_000)]
    public async Task What_waits_for_another_of_its_order_leaves_right_after_it_however_long_it_has_been_due(CancellationToken cancellation)
    {
        Lab.Connector.OnContacts = Take;
        var (order, count) = (Guid.NewGuid(), 0);
        await OwedContacts.Add(Lab, 2, cancellation, delivery =>
            (delivery.OrderKey, delivery.DueAt) = (order, count++ == 0 ? Lab.Store.Now : Lab.Store.Now.AddHours(-2)));

        Assert.That(await Lab.Run(DeliveryKind.SyncContact), Is.Null);

        Assert.That(await Owed(), Is.Zero);
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task What_was_on_its_way_into_the_database_when_the_run_began_leaves_in_it(CancellationToken cancellation)
    {
        var isFirst = true;
        Lab.Connector.OnContacts = async batch =>
        {
            if (isFirst)
                await OwedContacts.Add(Lab, 1, cancellation, delivery => delivery.DueAt = Lab.Store.Now.AddSeconds(-40));
            isFirst = false;
            return await Take(batch);
        };
        await OwedContacts.Add(Lab, 1, cancellation);

        Assert.That(await Lab.Run(DeliveryKind.SyncContact), Is.Null);

        Assert.That(await Owed(), Is.Zero, "the bell that rang for it found the lane at work");
    }

    private static Task<BatchAnswer> Take(IReadOnlyList<WriteItem<CrmContact>> batch) =>
        Task.FromResult(new BatchAnswer([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted(item.Key)))]));

    private Task<int> Owed() => Lab.Read(db => db.Deliveries.CountAsync(row => row.State == DeliveryState.Owed));
}
