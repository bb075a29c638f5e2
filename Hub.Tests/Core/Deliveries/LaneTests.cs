using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Deliveries;

/// <summary>What is owed is delivered, as it is by then.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class LaneTests(StorageKind kind)
{
    [Test]
    public async Task A_new_contact_is_owed_to_the_crm_and_linked_once_it_is_there()
    {
        await using var lab = await Lab.Create(kind);
        await LaneLab.Greet(lab, 1);

        await lab.Run(DeliveryKind.SyncContact);

        var contact = (await lab.Read(db => db.Contacts.ToListAsync())).Single();
        var link = (await lab.Read(db => db.ExternalIds.ToListAsync())).Single();
        Assert.That((link.LocalId, link.RemoteId), Is.EqualTo((contact.Id, $"remote-{contact.Id:N}")));
    }

    [Test]
    public async Task A_change_during_a_delivery_is_delivered_too()
    {
        await using var lab = await Lab.Create(kind);
        var names = new List<string?>();
        lab.Connector.OnContacts = async batch =>
        {
            names.Add(batch.Single().Value.DisplayName);
            if (names.Count == 1)
                await lab.Apply(LaneLab.Named("u0", "Chị Lan", lab.Clock.GetUtcNow().AddSeconds(1)));
            return LaneLab.Accepted(batch);
        };
        await lab.Apply(LaneLab.Named("u0", "Lan", lab.Clock.GetUtcNow()));

        await lab.Run(DeliveryKind.SyncContact);

        Assert.That(names, Is.EqualTo(new[] { "Lan", "Chị Lan" }).AsCollection);
        Assert.That((await LaneLab.Owed(lab)).Single().State, Is.EqualTo(DeliveryState.Done));
    }

    [Test]
    public async Task An_order_waits_for_its_contact_and_then_names_it()
    {
        await using var lab = await Lab.Create(kind);
        var orders = new List<CrmOrder>();
        lab.Connector.OnOrders = batch =>
        {
            orders.AddRange(batch.Select(item => item.Value));
            return Task.FromResult(new BatchAnswer([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted("o-" + item.Key)))]));
        };
        await lab.Apply(SendingTests.Inbound(0, "m1", lab.Clock.GetUtcNow()) with { Content = Cart() });

        var next = await lab.Run(DeliveryKind.SyncOrder);
        var early = orders.Count;
        await lab.Run(DeliveryKind.SyncContact);
        lab.Clock.Set(next!.Value);
        await lab.Run(DeliveryKind.SyncOrder);

        var contact = await lab.Read(db => db.Contacts.SingleAsync());
        Assert.That(early, Is.Zero);
        Assert.That((orders.Single().Total, orders[0].Currency, orders[0].ContactRemoteId), Is.EqualTo((2_525_000m, "VND", $"remote-{contact.Id:N}")));
    }

    internal static ReferralEvent Arrival(string user, DateTimeOffset at, string? ad = "ad-1", string thread = "thread-0") => new()
    {
        EventKey = $"ref:{user}:{ad}",
        OccurredAt = at,
        ConversationKey = thread,
        Contact = new Participant([new Identity("user", user)]),
        Referral = new Referral { Source = ReferralSource.Ad, AdId = ad, TrackingId = ad is null ? null : $"click-{ad}", Title = "Áo dài giảm giá" },
    };

    private static MessageContent Cart() => new()
    {
        Kind = MessageKind.Order,
        Order = new ChatOrder("c", [new ChatOrderLine("AO-DAI", 2, 1_250_000), new ChatOrderLine("KHAN", 1, 25_000)], "VND"),
    };
}
