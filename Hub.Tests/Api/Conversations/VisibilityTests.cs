using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Api.Feed;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Conversations;

/// <summary>Whoever sees their team's or their own conversations only sees no other through any door.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class VisibilityTests(StorageKind kind)
{
    private VisibilityShop _shop = null!;

    [OneTimeSetUp]
    public async Task Open() => _shop = await VisibilityShop.Open(kind);

    [OneTimeTearDown]
    public async Task Close()
    {
        if (_shop is not null)
            await _shop.DisposeAsync();
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Lists_and_searches_hold_only_what_is_seen(CancellationToken cancellation)
    {
        foreach (var (member, seen) in new[] { (_shop.Own, _shop.Mine), (_shop.Agent, _shop.Teams) })
        {
            Task<List<Guid>> Ids(string path, string id = "id") => IdsOf(member.Client, path, cancellation, id);
            Assert.That(await Ids("conversations"), Is.EqualTo(new[] { seen.Id }));
            Assert.That(await Ids($"conversations?id={_shop.Others.Id}&id={seen.Id}"), Is.EqualTo(new[] { seen.Id }));
            Assert.That(await Ids($"conversations?labelId={_shop.Label}"), Is.EqualTo(new[] { seen.Id }));
            Assert.That(await Ids("contacts"), Is.EqualTo(new[] { seen.Contact }));
            Assert.That(await Ids($"contacts?labelId={_shop.Label}"), Is.EqualTo(new[] { seen.Contact }));
            Assert.That(await Ids("orders"), Is.EqualTo(new[] { seen.Order }));
            Assert.That(await Ids($"orders?contactId={seen.Contact}"), Is.EqualTo(new[] { seen.Order }));
            Assert.That(await Ids($"orders?contactId={_shop.Others.Contact}"), Is.Empty);
            Assert.That(await Ids($"orders?conversationId={_shop.Others.Id}"), Is.Empty);
            Assert.That(await Ids($"search?q={VisibilityShop.Word}"), Has.Count.EqualTo(1));
            Assert.That(await Ids("search?q=name&kind=contacts"), Is.EqualTo(new[] { seen.Contact }));
            Assert.That(await Ids("search?q=name&kind=conversations"), Is.EqualTo(new[] { seen.Id }));
            Assert.That(await Ids($"search?q={VisibilityShop.Word}&kind=orders"), Is.EqualTo(new[] { seen.Order }));
            Assert.That(await Ids("signals", "conversationId"), Is.EqualTo(new[] { seen.Id }));
            Assert.That(await Ids($"signals?conversationId={_shop.Others.Id}", "conversationId"), Is.Empty);
            Assert.That(await Ids($"signals?orderId={_shop.Others.Order}", "conversationId"), Is.Empty);
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Counts_count_only_what_is_seen(CancellationToken cancellation)
    {
        foreach (var (member, mine, unassigned) in new[] { (_shop.Own, 1, 0), (_shop.Agent, 0, 1) })
        {
            var counts = await member.Client.GetFromJsonAsync<JsonElement>("/api/v1/conversations/counts", cancellation);
            int Count(string name) => counts.GetProperty(name).GetInt32();
            Assert.That((Count("open"), Count("mine"), Count("unassigned")), Is.EqualTo((1, mine, unassigned)));
            Assert.That(counts.GetProperty("byLabel").GetProperty(_shop.Label.ToString()).GetInt32(), Is.EqualTo(1));
            Assert.That(counts.GetProperty("byFilter").GetProperty("hasOrder").GetInt32(), Is.EqualTo(1));
            Assert.That(counts.GetProperty("byFilter").GetProperty("hasPhone").GetInt32(), Is.EqualTo(1));
        }
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task A_direct_id_is_not_found_whatever_is_asked_of_it(CancellationToken cancellation)
    {
        var (others, line) = (_shop.Others, new { productCode = "A", quantity = 1, unitPrice = 1 });
        foreach (var member in new[] { _shop.Own, _shop.Agent })
        {
            foreach (var path in Readable(others))
                await NotFound(await member.Client.GetAsync($"/api/v1/{path}", cancellation), "GET " + path);
            await NotFound(await member.Client.PatchAsJsonAsync($"/api/v1/conversations/{others.Id}", new { status = "resolved" }, cancellation), "PATCH");
            await NotFound(await member.Client.PutAsync($"/api/v1/conversations/{others.Id}/labels/{_shop.Label}", null, cancellation), "label");
            await NotFound(await member.Client.DeleteAsync($"/api/v1/conversations/{others.Id}/labels/{_shop.Label}", cancellation), "unlabel");
            await NotFound(await member.Client.PatchAsJsonAsync($"/api/v1/contacts/{others.Contact}", new { notes = "x" }, cancellation), "contact change");
            await NotFound(await member.Client.PatchAsJsonAsync($"/api/v1/orders/{others.Order}", new { state = "paid" }, cancellation), "order change");
            foreach (var (path, body) in new (string, object)[]
            {
                ("messages", new { text = "hi" }), ("messages/plan", new { text = "hi" }), ($"messages/{Guid.NewGuid()}/retry", new { }),
                ("read", new { }), ("notes", new { text = "x" }), ("presence", new { state = "typing" }),
                ("orders", new { currency = "VND", lines = new[] { line } }),
            })
                await NotFound(await member.Client.PostAsJsonAsync($"/api/v1/conversations/{others.Id}/{path}", body, cancellation), path);
            using var bulk = await member.Client.PostAsJsonAsync(
                "/api/v1/conversations/bulk", new { ids = new[] { others.Id }, change = new { status = "resolved" } }, cancellation);
            Assert.That((await HubHost.Json(bulk)).GetProperty("items")[0].GetProperty("result").GetString(), Is.EqualTo("notFound"));
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Contacts_are_compared_and_merged_only_with_those_that_are_seen(CancellationToken cancellation)
    {
        foreach (var (member, seen) in new[] { (_shop.Own, _shop.Mine), (_shop.Agent, _shop.Teams) })
        {
            var alike = await member.Client.GetFromJsonAsync<JsonElement>($"/api/v1/contacts/{seen.Contact}/duplicates", cancellation);
            Assert.That(alike.GetProperty("items").GetArrayLength(), Is.Zero, "others have the same phone");
            foreach (var (keep, drop) in new[] { (seen.Contact, _shop.Others.Contact), (_shop.Others.Contact, seen.Contact) })
                foreach (var preview in new[] { true, false })
                    await NotFound(
                        await member.Client.PostAsJsonAsync($"/api/v1/contacts/{keep}/merges", new { otherId = drop, preview }, cancellation), "merge");
        }

        var all = await _shop.Hub.Client.GetFromJsonAsync<JsonElement>($"/api/v1/contacts/{_shop.Mine.Contact}/duplicates", cancellation);
        Assert.That(all.GetProperty("items").GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_event_stream_tells_only_of_what_is_seen(CancellationToken cancellation)
    {
        await using var own = await EventReader.Open(_shop.Own.Client, cancellation: cancellation);
        await using var agent = await EventReader.Open(_shop.Agent.Client, cancellation: cancellation);

        foreach (var user in new[] { "others", "mine", "teams" }) // one after the other, so that what must not be told comes first
        {
            await _shop.Hub.Receive("shop", ($"m2-{user}", user, $"again {user}"));
            await _shop.Hub.Items($"/api/v1/search?q=again%20{user}", 1, cancellation);
        }

        foreach (var (reader, seen) in new[] { (own, _shop.Mine), (agent, _shop.Teams) })
            foreach (var heard in (List<EventReader.Heard>)[await reader.Next(_ => true, cancellation), .. reader.Rest()])
                Assert.That(heard.Data.GetRawText(), Does.Contain($"{seen.Id}").Or.Contain($"{seen.Contact}"), heard.Type);
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task What_is_seen_can_be_worked_with(CancellationToken cancellation)
    {
        using var noted = await _shop.Agent.Client.PostAsJsonAsync($"/api/v1/conversations/{_shop.Teams.Id}/notes", new { text = "ok" }, cancellation);
        Assert.That(noted.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        foreach (var (client, thread) in new[] { (_shop.Own.Client, _shop.Mine), (_shop.Agent.Client, _shop.Teams), (_shop.Hub.Client, _shop.Others) })
            foreach (var path in Readable(thread))
            {
                using var answer = await client.GetAsync($"/api/v1/{path}", cancellation);
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), path);
            }
    }

    private static string[] Readable(VisibilityShop.Thread thread) =>
    [
        $"conversations/{thread.Id}", $"conversations/{thread.Id}/messages", $"conversations/{thread.Id}/timeline", $"conversations/{thread.Id}/notes",
        $"attachments/{thread.Attachment}", $"contacts/{thread.Contact}", $"contacts/{thread.Contact}/duplicates", $"orders/{thread.Order}",
    ];

    private static async Task<List<Guid>> IdsOf(HttpClient client, string path, CancellationToken cancellation, string id = "id") =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/v1/{path}", cancellation)).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty(id).GetGuid())];

    private static async Task NotFound(HttpResponseMessage answer, string what)
    {
        using (answer)
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), what);
    }
}
