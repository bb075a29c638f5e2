using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Hub.Tests.Connectors.Crm.HubSpot;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HubSpotCheckTests
{
    private readonly Dictionary<string, string> _properties = new()
    {
        ["contacts/firstname"] = """{"groupName":"contactinformation"}""",
        ["orders/hs_order_name"] = """{"groupName":"order_information"}""",
        ["meetings/hs_meeting_title"] = """{"groupName":"engagement"}""",
        ["contacts/hub_contact_key"] = """{"groupName":"contactinformation","hasUniqueValue":true}""",
        ["orders/hub_order_key"] = """{"groupName":"order_information","hasUniqueValue":true}""",
        ["meetings/hub_meeting_key"] = """{"groupName":"engagement","hasUniqueValue":true}""",
    };

    [Test]
    [CancelAfter(10_000)]
    public async Task A_portal_with_its_keys_is_accepted_under_its_id(CancellationToken cancellation)
    {
        await using var hubSpot = await HubSpotFixture.Start(Answer);

        Assert.That(await hubSpot.Connector().Verify(hubSpot.Connection(), cancellation), Is.EqualTo(new Outcome.Accepted("1020304")));
        Assert.That(hubSpot.Vendor.Requests.Select(request => request.Method), Is.All.EqualTo("GET"));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task Another_portals_token_is_told_as_one_and_creates_nothing_there(CancellationToken cancellation)
    {
        _properties.Remove("orders/hub_order_key");
        await using var hubSpot = await HubSpotFixture.Start(Answer);

        var outcome = await hubSpot.Connector().Verify(
            hubSpot.Connection("""{ "createProperties": true }""") with { AccountId = "1020305" }, cancellation);

        Assert.That(outcome, Is.TypeOf<Outcome.Misconfigured>());
        Assert.That(outcome.Because!.Words!.Vi, Does.Contain("tài khoản HubSpot khác"));
        Assert.That(hubSpot.Vendor.Requests.Select(request => request.Method), Is.All.EqualTo("GET"));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task A_missing_key_is_named_and_not_created_unasked(CancellationToken cancellation)
    {
        _properties.Remove("orders/hub_order_key");
        await using var hubSpot = await HubSpotFixture.Start(Answer);

        var outcome = await hubSpot.Connector().Verify(hubSpot.Connection(), cancellation);

        Assert.That(outcome, Is.TypeOf<Outcome.Misconfigured>());
        Assert.That(outcome.Because!.Detail, Does.Contain("orders has no property hub_order_key"));
        Assert.That(hubSpot.Vendor.Requests.Select(request => request.Method), Is.All.EqualTo("GET"));
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task Missing_keys_are_created_beside_their_neighbours_when_asked(CancellationToken cancellation)
    {
        _properties.Remove("orders/hub_order_key");
        _properties.Remove("meetings/hub_meeting_key");
        await using var hubSpot = await HubSpotFixture.Start(Answer);

        var outcome = await hubSpot.Connector().Verify(hubSpot.Connection("""{ "createProperties": true }"""), cancellation);

        Assert.That(outcome, Is.TypeOf<Outcome.Accepted>());
        var posts = hubSpot.Vendor.Requests.Where(request => request.Method == "POST").ToList();
        Assert.That(posts.Select(post => post.Path), Is.EqualTo(new[] { "/crm/v3/properties/orders", "/crm/v3/properties/meetings" }));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(posts[0].Text), JsonNode.Parse("""
            { "name": "hub_order_key", "label": "Hub key", "groupName": "order_information", "type": "string", "fieldType": "text",
              "hasUniqueValue": true }
            """)), posts[0].Text);
    }

    [Test]
    [CancelAfter(10_000)]
    public async Task A_key_that_is_not_unique_is_refused(CancellationToken cancellation)
    {
        _properties["contacts/hub_contact_key"] = """{"groupName":"x","hasUniqueValue":false}""";
        await using var hubSpot = await HubSpotFixture.Start(Answer);

        var outcome = await hubSpot.Connector().Verify(hubSpot.Connection("""{ "createProperties": true }"""), cancellation);

        Assert.That(outcome.Because?.Code, Is.EqualTo("hubspot/property-not-unique"));
    }

    [TestCase(401, typeof(Outcome.AuthRevoked))]
    [TestCase(403, typeof(Outcome.Misconfigured))]
    [TestCase(500, typeof(Outcome.Transient))]
    [CancelAfter(10_000)]
    public async Task What_the_portal_refuses_is_the_answer(int status, Type outcome, CancellationToken cancellation)
    {
        await using var hubSpot = await HubSpotFixture.Start(status, "{}");

        Assert.That(await hubSpot.Connector().Verify(hubSpot.Connection(), cancellation), Is.TypeOf(outcome));
    }

    [TestCase("""{ "apiVersion": "v3/../.." }""", "apiVersion")]
    [TestCase("""{ "accountPath": "https://evil.example/" }""", "accountPath")]
    [TestCase("""{ "accountPath": "//evil.example/x" }""", "accountPath")]
    [TestCase("""{ "contactKey": "Hub Key" }""", "contactKey")]
    [TestCase("""{ "orderKey": "a/b" }""", "orderKey")]
    [TestCase("""{ "meetingKey": "1key" }""", "meetingKey")]
    [TestCase("""{ "associationsVersion": "?" }""", "associationsVersion")]
    public async Task A_setting_that_could_lead_elsewhere_is_refused(string settings, string field)
    {
        await using var hubSpot = await HubSpotFixture.Start(200, "{}");

        var problem = hubSpot.Connector().Validate(SettingsScope.Connection, HubSpotFixture.Settings(settings)).Single();

        Assert.That(problem.Field, Is.EqualTo(field));
        Assert.That(problem.Message.Vi, Is.Not.Empty.And.Not.EqualTo(problem.Message.En));
    }

    [Test]
    public async Task The_manifests_defaults_are_valid()
    {
        await using var hubSpot = await HubSpotFixture.Start(200, "{}");
        var connector = hubSpot.Connector();

        var result = SettingsCheck.Check(connector.Manifest.Settings.Connection, default);

        Assert.That(result.Problems, Is.Empty);
        Assert.That(connector.Validate(SettingsScope.Connection, result.Settings), Is.Empty);
    }

    private Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == "/account-info/v3/details")
            return FakeVendor.Reply(context, 200, """{"portalId":1020304,"accountType":"STANDARD"}""");
        var name = path.Replace("/crm/v3/properties/", "");
        if (context.Request.Method == "POST")
            return FakeVendor.Reply(context, 201, "{}");
        return _properties.TryGetValue(name, out var property)
            ? FakeVendor.Reply(context, 200, property)
            : FakeVendor.Reply(context, 404, """{"category":"OBJECT_NOT_FOUND"}""");
    }
}
