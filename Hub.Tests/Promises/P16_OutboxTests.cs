using Hub.Core.Deliveries;
using Hub.Connectors.Abstractions;
using Hub.Core.Ingest.Applying;
using Hub.Core.Storage;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Promises;

/// <summary>What is owed is written with the fact that caused it, or not at all.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
internal sealed class P16_OutboxTests(StorageKind kind)
{
    [Test]
    [CancelAfter(120_000)]
    public async Task A_transaction_that_fails_after_saving_leaves_neither_fact_nor_debt(CancellationToken cancellation)
    {
        await using var lab = await Lab.Create(kind, LabConnector.NewManifest("lab", ConnectorKind.Channel, ConnectorKind.Crm,
            ConnectorKind.Ads));

        Assert.That(() => Apply(lab, fail: true, cancellation), Throws.InvalidOperationException);
        var neither = await Count(lab, cancellation);
        await Apply(lab, fail: false, cancellation);
        var both = await Count(lab, cancellation);

        Assert.That(neither, Is.EqualTo((0, 0, 0, 0)));
        Assert.That(both, Is.EqualTo((1, 1, 1, 2)), "a contact, a message, a signal, and each of contact and signal owed");
        Verdict.Pass("P16", $"{kind}: rolled back 0 facts 0 debts, committed 3 facts 2 debts");
    }

    private static Task Apply(Lab lab, bool fail, CancellationToken cancellation) =>
        lab.Store.Write(null, lab.Connection.Id, async db =>
        {
            var connection = await db.Connections.SingleAsync(row => row.Id == lab.Connection.Id, cancellation);
            await lab.Get<EventApplier>().Apply(db, connection, [SendingTests.Inbound(0, "hello", lab.Clock.GetUtcNow())], cancellation);
            await db.SaveChangesAsync(cancellation);
            if (fail)
                throw new InvalidOperationException("After saving, before the commit.");
        }, cancellation);

    private static Task<(int Contacts, int Messages, int Signals, int Debts)> Count(Lab lab,
        CancellationToken cancellation) => lab.Read(async db => (
        await db.Contacts.CountAsync(cancellation), await db.Messages.CountAsync(cancellation), await db.Signals.CountAsync(cancellation),
        await db.Deliveries.CountAsync(row => row.State == DeliveryState.Owed, cancellation)));
}
