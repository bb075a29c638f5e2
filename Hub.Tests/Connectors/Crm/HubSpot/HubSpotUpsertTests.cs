using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using static Hub.Tests.Connectors.Crm.HubSpot.HubSpotFixture;

namespace Hub.Tests.Connectors.Crm.HubSpot;

public sealed class HubSpotUpsertTests
{
    private readonly CancellationToken _none = CancellationToken.None;
    private StrictPortal _portal = null!;
    private HubSpotFixture _hubSpot = null!;

    [SetUp]
    public async Task Open()
    {
        _portal = new StrictPortal();
        _hubSpot = await HubSpotFixture.Start(_portal.Answer);
    }

    [TearDown]
    public async Task Close() => await _hubSpot.DisposeAsync();

    [Test]
    public async Task A_contact_goes_out_with_its_key_and_nothing_unknown()
    {
        await _hubSpot.Connector().Upsert(_hubSpot.Connection(), [Contact("zalo:84901234567")], _none);

        var request = _hubSpot.Vendor.Requests.Single();
        Assert.That(request.Path, Is.EqualTo("/crm/v3/objects/contacts/batch/upsert"));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(request.Text), JsonNode.Parse("""
            { "inputs": [ { "id": "zalo:84901234567", "idProperty": "hub_contact_key", "objectWriteTraceId": "0",
              "properties": { "firstname": "Nguyễn Thị Bưởi", "phone": "+84901234567", "hub_contact_key": "zalo:84901234567" } } ] }
            """)), request.Text);
    }

    [TestCase("VND", 2500000, "2500000")]
    [TestCase("VND", 2500000.5, "2500001")]
    [TestCase("USD", 12.5, "12.50")]
    [TestCase("USD", 1234567.125, "1234567.125")]
    public async Task An_order_goes_out_as_texts(string currency, double total, string wire)
    {
        await _hubSpot.Connector().Upsert(_hubSpot.Connection(), [Order("o1", (decimal)total, currency)], _none);

        var properties = Inputs(0)[0]!["properties"]!;
        Assert.That(JsonNode.DeepEquals(properties, JsonNode.Parse($$"""
            { "hs_order_name": "ORD-o1", "hs_external_order_id": "ORD-o1", "hs_currency_code": "{{currency}}", "hs_total_price": "{{wire}}",
              "hs_external_order_status": "paid", "hub_order_key": "o1" }
            """)), properties.ToJsonString());
    }

    [Test]
    public async Task What_an_orders_total_is_made_of_goes_out_where_it_is_more_than_goods()
    {
        var (parted, plain) = (Order("o1", 375_702m), Order("o2"));
        await _hubSpot.Connector().Upsert(
            _hubSpot.Connection(),
            [
                parted with { Value = parted.Value with { Amounts = new CrmOrderAmounts(352_502, 30_000, 23_200, 30_000) } },
                plain with { Value = plain.Value with { Amounts = new CrmOrderAmounts(2_500_000, 0, 0, 0) } },
            ], _none);

        var properties = Inputs(0)[0]!["properties"]!;
        Assert.That(
            new[] { "hs_subtotal_price", "hs_order_discount", "hs_tax", "hs_shipping_cost", "hs_total_price" }.Select(name => (string)properties[name]!),
            Is.EqualTo(new[] { "352502", "30000", "23200", "30000", "375702" }));
        Assert.That(Inputs(0)[1]!["properties"]!["hs_subtotal_price"], Is.Null, "a portal without the properties takes plain orders all the same");
    }

    [TestCase(BookingState.Requested, "SCHEDULED")]
    [TestCase(BookingState.Confirmed, "SCHEDULED")]
    [TestCase(BookingState.Kept, "COMPLETED")]
    [TestCase(BookingState.NoShow, "NO_SHOW")]
    [TestCase(BookingState.Cancelled, "CANCELED")]
    [TestCase(BookingState.Rescheduled, "RESCHEDULED")]
    public async Task A_booking_goes_out_as_a_meeting_in_utc(BookingState state, string outcome)
    {
        await _hubSpot.Connector().Upsert(_hubSpot.Connection(), [Booking("b1", state)], _none);

        Assert.That(_hubSpot.Vendor.Requests.Single().Path, Is.EqualTo("/crm/v3/objects/meetings/batch/upsert"));
        var properties = Inputs(0)[0]!["properties"]!;
        Assert.That(JsonNode.DeepEquals(properties, JsonNode.Parse($$"""
            { "hs_timestamp": "2026-12-01T02:00:00.000Z", "hs_meeting_title": "Chụp ảnh cưới", "hs_meeting_start_time": "2026-12-01T02:00:00.000Z",
              "hs_meeting_end_time": "2026-12-01T03:30:00.000Z", "hs_meeting_outcome": "{{outcome}}", "hub_meeting_key": "b1" }
            """)), properties.ToJsonString());
    }

    [Test]
    public async Task Names_of_properties_and_the_version_are_settings()
    {
        await using var vendor = await HubSpotFixture.Start(context => FakeVendor.Reply(context, 200, "{}"));

        await vendor.Connector().Upsert(vendor.Connection("""{ "apiVersion": "v5", "contactKey": "my_key" }"""), [Contact("c")], _none);

        var request = vendor.Vendor.Requests.Single();
        Assert.That(request.Path, Is.EqualTo("/crm/v5/objects/contacts/batch/upsert"));
        Assert.That((string)JsonNode.Parse(request.Text)!["inputs"]![0]!["idProperty"]!, Is.EqualTo("my_key"));
    }

    [Test]
    public async Task Results_keep_count_order_and_keys_although_the_server_reorders()
    {
        var keys = Enumerable.Range(0, 100).Select(i => $"c-{i}").ToList();

        var answer = await _hubSpot.Connector().Upsert(_hubSpot.Connection(), [.. keys.Select(key => Contact(key))], _none);
        var again = await _hubSpot.Connector().Upsert(_hubSpot.Connection(), [.. keys.Select(key => Contact(key))], _none);

        Assert.That(answer.Results.Select(result => result.Key), Is.EqualTo(keys));
        Assert.That(answer.Results.Select(result => result.Outcome), Is.All.InstanceOf<Outcome.Accepted>());
        Assert.That(answer.Results.Select(result => result.Outcome), Is.Unique);
        Assert.That(again.Results, Is.EqualTo(answer.Results), "a second upsert updates the same records");
        Assert.That(_portal.Records, Is.EqualTo(100));
    }

    [Test]
    public async Task A_key_twice_goes_out_once_with_its_last_values_and_both_are_answered()
    {
        var answer = await _hubSpot.Connector().Upsert(
            _hubSpot.Connection(), [Contact("a", "First"), Contact("b"), Contact("a", "Last")], _none);

        Assert.That(answer.Results.Select(result => result.Key), Is.EqualTo(new[] { "a", "b", "a" }));
        Assert.That(answer.Results[2].Outcome, Is.EqualTo(answer.Results[0].Outcome).And.InstanceOf<Outcome.Accepted>());
        Assert.That(Inputs(0), Has.Count.EqualTo(2));
        Assert.That((string)Inputs(0)[0]!["properties"]!["firstname"]!, Is.EqualTo("Last"));
    }

    [Test]
    public async Task More_than_a_hundred_are_split()
    {
        var answer = await _hubSpot.Connector().Upsert(
            _hubSpot.Connection(), [.. Enumerable.Range(0, 101).Select(i => Contact($"c{i}"))], _none);

        Assert.That(answer.Results, Has.Count.EqualTo(101));
        Assert.That(_hubSpot.Vendor.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Nothing_to_write_makes_no_call()
    {
        var answer = await _hubSpot.Connector().Upsert(_hubSpot.Connection(), Array.Empty<WriteItem<CrmContact>>(), _none);

        Assert.That(answer.Results, Is.Empty);
        Assert.That(_hubSpot.Vendor.Requests, Is.Empty);
    }

    [Test]
    public async Task Eight_parallel_upserts_of_one_key_make_one_record()
    {
        var connector = _hubSpot.Connector();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            i => connector.Upsert(_hubSpot.Connection(), [Contact("same"), Contact($"own-{i}")], _none)));

        Assert.That(answers.Select(answer => answer.Results[0].Outcome).Distinct().Count(), Is.EqualTo(1));
        Assert.That(_portal.Records, Is.EqualTo(9));
    }

    [Test]
    public async Task An_order_is_linked_with_its_contact()
    {
        var answer = await _hubSpot.Connector().Upsert(
            _hubSpot.Connection(), [Order("o1", contact: "501"), Order("o2"), Order("o3", contact: "502")], _none);

        var ids = answer.Results.Select(result => ((Outcome.Accepted)result.Outcome).RemoteId!).ToList();
        Assert.That(_portal.Links, Is.EquivalentTo(new[] { (ids[0], "501"), (ids[2], "502") }));
        Assert.That(_hubSpot.Vendor.Requests[1].Path, Is.EqualTo("/crm/v4/associations/orders/contacts/batch/associate/default"));
    }

    [Test]
    public async Task A_link_that_fails_makes_its_row_alone_go_out_again()
    {
        _portal.LostContact = "502";

        var answer = await _hubSpot.Connector().Upsert(
            _hubSpot.Connection(), [Booking("b1", contact: "501"), Booking("b2", contact: "502")], _none);

        Assert.That(answer.Results[0].Outcome, Is.InstanceOf<Outcome.Accepted>());
        Assert.That((answer.Results[1].Outcome as Outcome.Transient)?.Reason.Code, Is.EqualTo("hubspot/not-linked"));
    }

    [Test]
    public async Task A_record_that_was_there_before_is_adopted_once_the_host_has_linked_it()
    {
        await using var vendor = await HubSpotFixture.Start(context => context.Request.Path.Value!.EndsWith("update")
            ? FakeVendor.Reply(context, 200, """{"results":[{"id":"42"}]}""")
            : FakeVendor.Reply(context, 207, """
                {"results":[],"errors":[
                  {"category":"CONFLICT","context":{"objectWriteTraceId":["0"],"existingId":["41"]}},
                  {"category":"CONFLICT","context":{"objectWriteTraceId":["1"],"existingId":["42"]}},
                  {"category":"CONFLICT","context":{"objectWriteTraceId":["2"],"existingId":["43"]}}]}
                """));

        var answer = await vendor.Connector().Upsert(
            vendor.Connection(), [Contact("a"), Contact("b") with { RemoteId = "42" }, Contact("c") with { RemoteId = "7" }], _none);

        Assert.That(((Outcome.Conflict)answer.Results[0].Outcome).ExistingId, Is.EqualTo("41"), "not linked yet");
        Assert.That(answer.Results[1].Outcome, Is.EqualTo(new Outcome.Accepted("42")));
        Assert.That(((Outcome.Conflict)answer.Results[2].Outcome).ExistingId, Is.EqualTo("43"), "linked with another");
        var input = JsonNode.Parse(vendor.Vendor.Requests.Single(request => request.Path.EndsWith("update")).Text)!["inputs"]!.AsArray().Single()!;
        Assert.That((string)input["id"]!, Is.EqualTo("42"));
        Assert.That((string)input["properties"]!["hub_contact_key"]!, Is.EqualTo("b"));
    }

    [TestCase(404, typeof(Outcome.Conflict))]
    [TestCase(400, typeof(Outcome.Conflict))]
    [TestCase(429, typeof(Outcome.Throttled))]
    [TestCase(500, typeof(Outcome.Transient))]
    public async Task An_adoption_that_fails_tells_why_or_stays_a_conflict(int status, Type outcome)
    {
        await using var vendor = await HubSpotFixture.Start(context => context.Request.Path.Value!.EndsWith("update")
            ? FakeVendor.Reply(context, status, "{}")
            : FakeVendor.Reply(context, 207, """{"errors":[{"category":"CONFLICT","context":{"existingId":["42"]}}]}"""));

        var answer = await vendor.Connector().Upsert(vendor.Connection(), [Contact("b") with { RemoteId = "42" }], _none);

        Assert.That(answer.Results.Single().Outcome, Is.TypeOf(outcome));
    }

    [TestCase(500, typeof(Outcome.Transient))]
    [TestCase(400, typeof(Outcome.Transient))]
    [TestCase(429, typeof(Outcome.Throttled))]
    [TestCase(403, typeof(Outcome.Misconfigured))]
    public async Task Links_that_fail_as_a_whole_fail_their_rows(int status, Type outcome)
    {
        await using var vendor = await HubSpotFixture.Start(context =>
            context.Request.Path.Value!.Contains("associations") ? FakeVendor.Reply(context, status, "{}") : _portal.Answer(context));

        var answer = await vendor.Connector().Upsert(vendor.Connection(), [Order("o1", contact: "501"), Order("o2")], _none);

        Assert.That(answer.Results[0].Outcome, Is.TypeOf(outcome));
        Assert.That(answer.Results[1].Outcome, Is.InstanceOf<Outcome.Accepted>(), "it has no contact");
    }

    private JsonArray Inputs(int request) => JsonNode.Parse(_hubSpot.Vendor.Requests[request].Text)!["inputs"]!.AsArray();
}
