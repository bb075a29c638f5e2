using System.Text.Json.Nodes;
using Hub.Sandbox;
using Hub.Tests.Support;

namespace Hub.Tests.Sandbox;

sealed class HubSpotSearchTests : SandboxTest
{
    const string Search = "/hubspot/crm/v3/objects/contacts/search";
    static readonly (string, string) Token = ("Authorization", "Bearer sandbox-hubspot-token");
    string _lacks = "";
    int _indexMs;

    protected override void Configure(SandboxOptions options) => (options.HubSpotLacks, options.HubSpotIndexMs) = (_lacks, _indexMs);

    [TearDown]
    public void Default() => (_lacks, _indexMs) = ("", 0);

    [Test]
    public async Task It_sorts_by_the_time_of_the_last_change_which_every_write_and_a_persons_change_move()
    {
        var ids = new List<string> { await MakeAsync("a"), await MakeAsync("b"), await MakeAsync("c") };
        await MakeAsync("a");
        await PatchAsync($"/_sandbox/hubspot/contacts/{ids[1]}", new { firstname = "Lan" });

        var (status, answer) = await FindAsync(Query(sort: "lastmodifieddate"));

        Assert.That(status, Is.EqualTo(200));
        Assert.That(answer["results"]!.AsArray().Select(row => (string)row!["id"]!), Is.EqualTo(new[] { ids[2], ids[0], ids[1] }));
        Assert.That((string)answer["results"]![2]!["properties"]!["firstname"]!, Is.EqualTo("Lan"));
    }

    [Test]
    public async Task Later_than_a_moment_finds_what_was_changed_since_in_milliseconds_or_as_a_date()
    {
        await MakeAsync("a");
        await Task.Delay(5);
        var since = TimeProvider.System.GetUtcNow();
        await Task.Delay(5);
        var later = await MakeAsync("b");

        var (_, byNumber) = await FindAsync(Query("GTE", $"{since.ToUnixTimeMilliseconds()}"));
        var (_, byDate) = await FindAsync(Query("GTE", $"{since:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}"));

        foreach (var answer in new[] { byNumber, byDate })
            Assert.That(answer["results"]!.AsArray().Select(row => (string)row!["id"]!), Is.EqualTo(new[] { later }));
    }

    [TestCase("""{"limit":201}""")]
    [TestCase("""{"limit":0}""")]
    [TestCase("""{"limit":"5"}""")]
    [TestCase("""{"after":"x"}""")]
    [TestCase("""{"after":"9900","limit":200}""", TestName = "Beyond_ten_thousand")]
    [TestCase("""{"filterGroups":[{}]}""")]
    [TestCase("""{"filterGroups":[{"filters":[{"propertyName":"firstname","operator":"LIKE","value":"a"}]}]}""")]
    [TestCase("""{"filterGroups":[{"filters":[{"propertyName":"firstname","operator":"GTE"}]}]}""")]
    [TestCase("""{"filterGroups":[{"filters":[{"propertyName":"firstname","operator":"GTE","value":5}]}]}""")]
    [TestCase("""{"filterGroups":[{"filters":[{"propertyName":"firstname","operator":"BETWEEN","value":"a"}]}]}""")]
    [TestCase("""{"filterGroups":[{"filters":[{"propertyName":"firstname","operator":"IN","value":"a"}]}]}""")]
    [TestCase("""{"filterGroups":[{"filters":[{"propertyName":"shoe_size","operator":"HAS_PROPERTY"}]}]}""")]
    [TestCase("""{"filterGroups":[{"filters":[]},{"filters":[]},{"filters":[]},{"filters":[]},{"filters":[]},{"filters":[]},{"filters":[]}]}""")]
    [TestCase("""{"sorts":["lastmodifieddate"]}""")]
    [TestCase("""{"sorts":[{"propertyName":"shoe_size","direction":"ASCENDING"}]}""")]
    [TestCase("""{"sorts":[{"propertyName":"firstname","direction":"up"}]}""")]
    public async Task What_HubSpot_would_not_take_is_refused(string body)
    {
        var (status, answer) = await FindAsync(JsonNode.Parse(body)!);
        Assert.That((status, (string)answer["category"]!), Is.EqualTo((400, "VALIDATION_ERROR")), body);
    }

    [Test]
    public async Task A_fifth_search_in_a_second_is_refused_by_the_secondly_policy()
    {
        var answers = new List<(int Status, JsonNode Body)>();
        for (var i = 0; i < 5; i++) answers.Add(await FindAsync(Query()));
        Assert.That(answers.Take(4).Select(a => a.Status), Is.All.EqualTo(200));
        Assert.That((answers[4].Status, (string)answers[4].Body["policyName"]!), Is.EqualTo((429, "SECONDLY")));
    }

    [Test]
    public async Task A_token_without_the_scope_neither_searches_nor_reads_and_may_write()
    {
        await AgainAsync(lacks: "crm.objects.contacts.read");
        var id = await MakeAsync("a");
        var (search, answer) = await FindAsync(Query());
        var (read, _) = await PostAsync("/hubspot/crm/v3/objects/contacts/batch/read", new { inputs = new[] { new { id } } }, Token);
        Assert.That((search, read, (string)answer["category"]!), Is.EqualTo((403, 403, "MISSING_SCOPES")));
    }

    [Test]
    public async Task An_index_that_is_late_finds_a_record_as_it_was_and_a_read_as_it_is()
    {
        await AgainAsync(indexMs: 1_000);
        var id = await MakeAsync("a");
        var (_, early) = await FindAsync(Query());
        await Task.Delay(1_100);
        await PatchAsync($"/_sandbox/hubspot/contacts/{id}", new { firstname = "Lan" });
        var (_, found) = await FindAsync(Query());
        var (_, record) = await GetAsync($"/hubspot/crm/v3/objects/contacts/{id}?properties=firstname", Token);
        Assert.That(early["results"]!.AsArray(), Is.Empty);
        Assert.That(((string?)found["results"]![0]!["properties"]!["firstname"], (string?)record["properties"]!["firstname"]), Is.EqualTo(("a", "Lan")));
    }

    [TestCase("""{"shoe_size":"42"}""", 400)]
    [TestCase("""{"email":"nobody"}""", 400)]
    [TestCase("""{"firstname":5}""", 400)]
    [TestCase("{}", 400)]
    [TestCase("""{"email":"lan@example.vn"}""", 200)]
    public async Task A_person_can_change_what_HubSpots_pages_let_them(string body, int expected)
    {
        var id = await MakeAsync("a");
        Assert.That(await PatchAsync($"/_sandbox/hubspot/contacts/{id}", JsonNode.Parse(body)!), Is.EqualTo(expected));
        Assert.That(await PatchAsync("/_sandbox/hubspot/contacts/1", JsonNode.Parse(body)!), Is.EqualTo(404));
        var (_, summary) = await GetAsync("/_sandbox/summary");
        Assert.That((int)summary["crm"]!["changedByHand"]!, Is.EqualTo(expected == 200 ? 1 : 0));
    }

    async Task AgainAsync(string lacks = "", int indexMs = 0)
    {
        (_lacks, _indexMs) = (lacks, indexMs);
        await StopSandbox();
        await StartSandbox();
    }

    async Task<string> MakeAsync(string name)
    {
        await Task.Delay(2); // so that no two have one millisecond
        var (_, answer) = await PostAsync("/hubspot/crm/v3/objects/contacts/batch/upsert",
            new { inputs = new[] { new { id = $"{name}@example.vn", idProperty = "email", properties = new { firstname = name, email = $"{name}@example.vn" } } } }, Token);
        return (string)answer["results"]![0]!["id"]!;
    }

    Task<(int Status, JsonNode Body)> FindAsync(object query) => PostAsync(Search, query, Token);

    async Task<int> PatchAsync(string path, object body) => (await SendAsync(HttpMethod.Patch, path, body, [])).Status;

    static JsonObject Query(string? comparison = null, string? value = null, string? sort = null)
    {
        var query = new JsonObject { ["limit"] = 100, ["after"] = "0", ["properties"] = new JsonArray("firstname") };
        if (comparison is not null)
            query["filterGroups"] = new JsonArray(new JsonObject
            {
                ["filters"] = new JsonArray(new JsonObject { ["propertyName"] = "lastmodifieddate", ["operator"] = comparison, ["value"] = value }),
            });
        if (sort is not null) query["sorts"] = new JsonArray(new JsonObject { ["propertyName"] = sort, ["direction"] = "ASCENDING" });
        return query;
    }
}
