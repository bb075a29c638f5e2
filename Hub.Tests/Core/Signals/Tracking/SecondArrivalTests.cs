using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Signals.Tracking;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Signals.Tracking;

/// <summary>A message whose channel says of itself how the contact came, and whose text holds an ad platform's tracking id.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class SecondArrivalTests(StorageKind kind)
{
    [Test]
    public async Task The_id_is_an_arrival_beside_the_channels_own_and_goes_to_its_own_platform([Values] ReferralSource source)
    {
        await using var lab = await Lab.Create(kind, LabConnector.NewManifest("lab") with { ReferralsOf = ["elsewhere"] });
        var reported = new List<Signal>();
        lab.Connector.OnReport = (_, signals) =>
        {
            reported.AddRange(signals);
            return Task.FromResult(new BatchAnswer([.. signals.Select(signal => new WriteResult(signal.EventId.Hex, LabConnector.Ok))]));
        };
        await lab.Change(db => db.Connections.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Tracking, new TrackingRule("lab", "[ref: {id}]", false).Write())));
        var said = SendingTests.Inbound(0, "m1", lab.Clock.GetUtcNow(), "Chào shop [ref: TT-1801x]") with
        {
            Referral = new Referral { Source = source, TrackingId = "own-click", Ref = "page" },
        };
        await lab.Apply(said);
        await lab.Apply(said); // the platform repeats itself

        lab.Clock.Advance(TimeSpan.FromSeconds(10));
        await lab.Run(DeliveryKind.ReportSignal);

        Assert.That(
            (await lab.Read(db => db.Referrals.ToListAsync())).Select(row => (row.Source, row.Platform, row.TrackingId, row.Ref)),
            Is.EquivalentTo(new[] { (source, (string?)null, "own-click", (string?)"page"), (ReferralSource.Ad, "lab", "TT-1801x", null) }));
        Assert.That(reported.Single().Referral?.TrackingId?.Value, Is.EqualTo("TT-1801x"));
        Assert.That(await lab.Read(db => db.Messages.Select(row => row.Text).SingleAsync()), Is.EqualTo("Chào shop"));
    }
}
