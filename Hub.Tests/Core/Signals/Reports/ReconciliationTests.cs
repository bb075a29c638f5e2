using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Signals.Reports;
using Hub.Core.Storage;
using Hub.Tests.Core.Deliveries;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;

namespace Hub.Tests.Core.Signals.Reports;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ReconciliationTests(StorageKind kind)
{
    [Test]
    public async Task The_platforms_own_count_stands_beside_what_was_reported_of_those_days()
    {
        await using var lab = await Lab.Create(kind);
        lab.Connector.OnCount = (from, to) => new CountsAnswer(
            LabConnector.Ok, [new PlatformCount(SignalKind.ConversationStarted, $"{from:yyyy-MM-dd} {to:yyyy-MM-dd}", 7)]);
        var now = lab.Clock.GetUtcNow();
        await lab.Apply(LaneTests.Arrival("u0", now), SendingTests.Inbound(0, "m0", now));
        await lab.Apply(LaneTests.Arrival("u1", now.AddDays(-9), thread: "thread-1"), SendingTests.Inbound(1, "m1", now.AddDays(-9))); // of other days
        await lab.Apply(SendingTests.Inbound(2, "m2", now)); // not reported
        lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await lab.Run(DeliveryKind.ReportSignal);
        var day = DateOnly.FromDateTime(now.UtcDateTime);

        var found = await new Reconciliation(lab.Store, lab.Get<ConnectorRegistry>(), lab.Get<ConnectionContexts>())
            .Run(lab.Workspace, day, day, CancellationToken.None);

        Assert.That(found.Single().Counts, Is.EqualTo(new[] { new CountedTwice(SignalKind.ConversationStarted, $"{day:yyyy-MM-dd} {day:yyyy-MM-dd}", 1, 7) }));
    }
}
