using System.Text.Json.Nodes;

namespace Hub.Tests.Sandbox;

sealed class HubSpotTests : SandboxTest
{
    const string Contacts = "/hubspot/crm/v3/objects/contacts/batch/upsert";
    static readonly (string, string) Token = ("Authorization", "Bearer sandbox-hubspot-token");

    [SetUp]
    public async Task CreateKey()
    {
        var property = new
        {
            name = "hub_contact_key",
            label = "Hub key",
            type = "string",
            fieldType = "text",
            groupName = "contactinformation",
            hasUniqueValue = true
        };
        var (status, _) = await PostAsync("/hubspot/crm/v3/properties/contacts", property, Token);
        var (again, _) = await PostAsync("/hubspot/crm/v3/properties/contacts", property, Token);
        Assert.That((status, again), Is.EqualTo((201, 409)));
    }

    [Test]
    public async Task The_second_upsert_of_a_key_updates()
    {
        var (_, first) = await UpsertAsync(Input("k1", ("firstname", "Lan")));
        var (_, second) = await UpsertAsync(Input("k1", ("firstname", "Lan Anh")));
        var (found, record) = await GetAsync("/hubspot/crm/v3/objects/contacts/k1?idProperty=hub_contact_key&properties=firstname", Token);
        Assert.Multiple(() =>
        {
            Assert.That(((bool)first["results"]![0]!["new"]!, (bool)second["results"]![0]!["new"]!), Is.EqualTo((true, false)));
            Assert.That((string)first["results"]![0]!["id"]!, Is.EqualTo((string)second["results"]![0]!["id"]!));
            Assert.That((found, (string)record["properties"]!["firstname"]!), Is.EqualTo((200, "Lan Anh")));
        });
    }

    [Test]
    public async Task A_number_as_property_value_is_refused()
    {
        var input = Input("k1");
        input["properties"]!["firstname"] = 5;
        var (status, answer) = await UpsertAsync(input);
        Assert.That((status, (string)answer["category"]!), Is.EqualTo((400, "VALIDATION_ERROR")));
    }

    [Test]
    public async Task An_unknown_property_refuses_the_batch()
    {
        var (status, answer) = await UpsertAsync(Input("k1", ("shoe_size", "42")));
        Assert.That((status, (string)answer["errors"]![0]!["code"]!), Is.EqualTo((400, "PROPERTY_DOESNT_EXIST")));
    }

    [Test]
    public async Task An_id_twice_in_a_batch_is_refused()
    {
        var (status, answer) = await UpsertAsync(Input("k1"), Input("k1"));
        Assert.That((status, (string)answer["message"]!), Is.EqualTo((400, "Duplicate IDs found in batch input")));
    }

    [Test]
    public async Task More_than_a_hundred_are_refused()
    {
        var (hundred, _) = await UpsertAsync([.. Enumerable.Range(0, 100).Select(i => Input($"a{i}"))]);
        var (more, _) = await UpsertAsync([.. Enumerable.Range(0, 101).Select(i => Input($"b{i}"))]);
        Assert.That((hundred, more), Is.EqualTo((200, 400)));
    }

    [Test]
    public async Task A_property_without_unique_values_is_no_key()
    {
        var input = Input("k1");
        input["idProperty"] = "firstname";
        var (status, _) = await UpsertAsync(input);
        Assert.That(status, Is.EqualTo(400));
    }

    [Test]
    public async Task Two_keys_with_one_address_fail_for_the_second_alone()
    {
        await UpsertAsync(Input("k1", ("email", "lan@example.vn")));
        var second = Input("k2", ("email", "LAN@example.vn"));
        second["objectWriteTraceId"] = "row-2";
        var (status, answer) = await UpsertAsync(Input("k3"), second);
        var error = answer["errors"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That((status, (int)answer["numErrors"]!, answer["results"]!.AsArray().Count), Is.EqualTo((207, 1, 1)));
            Assert.That(((string)error["category"]!, (string)error["context"]!["objectWriteTraceId"]![0]!),
                Is.EqualTo(("CONFLICT", "row-2")));
        });
    }

    [TestCase("hs_meeting_title", "Thử đồ")]
    [TestCase("hs_meeting_outcome", "KEPT")]
    public async Task A_meeting_without_its_time_or_with_an_outcome_of_nobodys_fails(string property, string value)
    {
        await PostAsync("/hubspot/crm/v3/properties/meetings",
            new { name = "hub_meeting_key", label = "Key", type = "string", fieldType = "text", groupName = "engagement", hasUniqueValue = true }, Token);
        async Task<int> Upsert(JsonObject properties) => (await PostAsync("/hubspot/crm/v3/objects/meetings/batch/upsert",
            new JsonObject { ["inputs"] = new JsonArray(new JsonObject { ["id"] = "b1", ["idProperty"] = "hub_meeting_key", ["properties"] = properties }) },
            Token)).Status;
        var wrong = new JsonObject { [property] = value };
        if (property == "hs_meeting_outcome") wrong["hs_timestamp"] = "2026-12-01T02:00:00Z";

        Assert.That(await Upsert(wrong), Is.EqualTo(207));
        Assert.That(await Upsert(new JsonObject { ["hs_timestamp"] = "2026-12-01T02:00:00Z", ["hs_meeting_outcome"] = "NO_SHOW" }), Is.EqualTo(200));
        Assert.That(await Upsert(new JsonObject { ["hs_meeting_title"] = "Thử đồ" }), Is.EqualTo(200), "a change need not say it again");
    }

    [Test]
    public async Task Records_can_be_linked_and_found()
    {
        var (_, contact) = await UpsertAsync(Input("k1", ("firstname", "Lan")));
        await PostAsync("/hubspot/crm/v3/properties/orders",
            new
            {
                name = "hub_order_key",
                label = "Key",
                type = "string",
                fieldType = "text",
                groupName = "order_information",
                hasUniqueValue = true
            }, Token);
        var (_, order) = await PostAsync("/hubspot/crm/v3/objects/orders/batch/upsert",
            new { inputs = new[] { new { id = "o1", idProperty = "hub_order_key", properties = new { hs_total_price = "2500000" } } } },
                Token);
        var (linked, _) = await PostAsync("/hubspot/crm/v4/associations/orders/contacts/batch/associate/default", new
        {
            inputs = new[] { new { from = new { id = (string)order["results"]![0]!["id"]! },
                to = new { id = (string)contact["results"]![0]!["id"]! } } },
        }, Token);
        var (_, found) = await PostAsync("/hubspot/crm/v3/objects/contacts/search", new
        {
            filterGroups = new[] { new { filters = new[] { new { propertyName = "firstname", @operator = "EQ", value = "Lan" } } } },
            limit = 10,
        }, Token);
        var (_, orders) = await GetAsync("/_sandbox/hubspot/orders");
        Assert.Multiple(() =>
        {
            Assert.That((linked, (int)found["total"]!), Is.EqualTo((200, 1)));
            Assert.That(((string)orders[0]!["key"]!, orders[0]!["associations"]!.AsArray().Count), Is.EqualTo(("o1", 1)));
        });
    }

    [Test]
    public async Task A_wrong_token_is_401()
    {
        var (status, answer) = await GetAsync("/hubspot/account-info/v3/details", ("Authorization", "Bearer other"));
        Assert.That((status, (string)answer["category"]!), Is.EqualTo((401, "INVALID_AUTHENTICATION")));
    }

    [Test]
    public async Task Over_190_requests_in_10_seconds_are_refused_by_policy()
    {
        var last = await GetAsync("/hubspot/account-info/v3/details", Token);
        for (var i = 0; i < 195; i++) last = await GetAsync("/hubspot/account-info/v3/details", Token);
        Assert.That((last.Status, (string)last.Body["policyName"]!), Is.EqualTo((429, "TEN_SECONDLY_ROLLING")));
    }

    Task<(int Status, JsonNode Body)> UpsertAsync(params JsonObject[] inputs) =>
        PostAsync(Contacts, new JsonObject { ["inputs"] = new JsonArray([.. inputs]) }, Token);

    static JsonObject Input(string key, params (string Name, string Value)[] properties)
    {
        var values = new JsonObject();
        foreach (var (name, value) in properties) values[name] = value;
        return new JsonObject { ["idProperty"] = "hub_contact_key", ["id"] = key, ["properties"] = values };
    }
}
