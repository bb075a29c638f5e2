using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using static Hub.Tests.Connectors.Crm.HubSpot.HubSpotFixture;
using static Hub.Tests.Connectors.Crm.HubSpot.HubSpotPortal;

namespace Hub.Tests.Connectors.Crm.HubSpot;

/// <summary>What a write does with records that people have changed in a portal since the hub saw them.</summary>
public sealed class HubSpotMeetTests
{
    private readonly CancellationToken _none = CancellationToken.None;
    private ManualTimeProvider _clock = null!;
    private HubSpotPortal _portal = null!;

    [SetUp]
    public async Task Open()
    {
        _clock = new ManualTimeProvider(new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero));
        _portal = await Start(_clock);
    }

    [TearDown]
    public async Task Close() => await _portal.DisposeAsync();

    [Test]
    public async Task An_account_that_may_not_read_is_written_to_all_the_same()
    {
        await _portal.DisposeAsync();
        _portal = await Start(_clock, options => options.HubSpotLacks = "crm.objects.contacts.read, crm.objects.orders.read");
        var made = await _portal.Write(Contact("c1"));

        var again = await _portal.Write(Contact("c1", "Chị Bưởi") with { RemoteId = Id(made.Outcome), Version = made.Version });
        var (told, _, left, _) = await _portal.Look(null);

        Assert.That(((string)(await _portal.Record("contacts", Id(again.Outcome)))["firstname"]!, again.Version), Is.EqualTo(("Chị Bưởi", (string?)null)));
        Assert.That((told.Count, left?.Code), Is.EqualTo((0, "hubspot/may-not-read-contacts")));
    }

    [Test]
    public async Task A_record_that_somebody_has_changed_is_not_written_over_before_the_hub_has_seen_that()
    {
        var item = Contact("c1", "Lan");
        var made = await _portal.Write(item);
        await _portal.ByHand("contacts", Id(made.Outcome), ("phone", "0907 654 321"));
        var known = item with { RemoteId = Id(made.Outcome), Version = made.Version };

        var refused = await _portal.Write(known with { Value = known.Value with { DisplayName = "Chị Lan" } });
        var record = await _portal.Record("contacts", Id(made.Outcome));
        var again = await _portal.Write(known with { Version = refused.There!.Version, Value = known.Value with { DisplayName = "Chị Lan" } });

        Assert.That((refused.ChangedThere, refused.Outcome is Outcome.Transient, ((CrmContactChange)refused.There).Phone), Is.EqualTo((true, true, "0907 654 321")));
        Assert.That(((string)record["firstname"]!, (string)record["phone"]!), Is.EqualTo(("Lan", "0907 654 321")));
        Assert.That((again.ChangedThere, again.Outcome is Outcome.Accepted), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task What_touches_nothing_that_the_hub_reads_holds_no_write_up()
    {
        var made = await _portal.Write(Contact("c1", "Lan"));
        await _portal.ByHand("contacts", Id(made.Outcome), ("jobtitle", "Kế toán"));

        var again = await _portal.Write(Contact("c1", "Chị Lan") with { RemoteId = Id(made.Outcome), Version = made.Version });

        Assert.That((again.ChangedThere, again.Outcome is Outcome.Accepted), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task One_changed_record_holds_no_other_of_its_batch_up()
    {
        var items = new[] { Contact("c1", "Lan"), Contact("c2", "Huệ") };
        var made = (await _portal.Connector.Upsert(_portal.Connection, items, _none)).Results;
        await _portal.ByHand("contacts", Id(made[0].Outcome), ("firstname", "Cô Lan"));

        var again = (await _portal.Connector.Upsert(
            _portal.Connection,
            [.. items.Select((item, i) => item with { RemoteId = Id(made[i].Outcome), Version = made[i].Version, Value = item.Value with { DisplayName = "Chị" } })],
            _none)).Results;

        Assert.That(again.Select(result => (result.Key, result.ChangedThere)), Is.EqualTo(new[] { ("c1", true), ("c2", false) }));
        Assert.That((string)(await _portal.Record("contacts", Id(made[1].Outcome)))["firstname"]!, Is.EqualTo("Chị"));
    }
}
