using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Conversations;

/// <summary>Whoever sees their team's or their own conversations only sees no other through any door.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class VisibilityTests(StorageKind kind)
{
    private const string Secret = "kangaroo";
    private HubHost _hub = null!;
    private Guid _team;
    private Guid _mine;
    private Guid _teams;
    private Guid _others;
    private Guid _order;
    private SignedIn _own = null!;
    private SignedIn _agent = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _hub = await HubHost.Start(kind, "--Hub:RequestsPerSecond=2000");
        await _hub.Connect("shop");
        _team = _hub.Store.Ids.Next();
        await _hub.Store.Write(null, null, db =>
        {
            db.Teams.Add(new Team { WorkspaceId = db.Workspaces.Single().Id, Id = _team, Name = "Team" });
            return Task.CompletedTask;
        }, CancellationToken.None);
        var everything = new[] { Permissions.ConversationsRead, Permissions.ConversationsWrite, Permissions.MessagesSend, Permissions.OrdersRead, Permissions.OrdersWrite, Permissions.ContactsRead };
        _own = await _hub.SignIn(await _hub.Role(VisibilityScope.Own, everything));
        _agent = await _hub.SignIn(await _hub.Role(VisibilityScope.Team, everything), teams: [_team]);
        (_mine, _teams, _others) = (await Thread("mine"), await Thread("teams"), await Thread("others"));
        using (await _hub.Client.PatchAsJsonAsync($"/api/v1/conversations/{_mine}", new { assigneeId = _own.MemberId }))
        using (await _hub.Client.PatchAsJsonAsync($"/api/v1/conversations/{_teams}", new { teamId = _team }))
        using (var order = await _hub.Client.PostAsJsonAsync($"/api/v1/conversations/{_others}/orders", new
        {
            currency = "VND",
            number = Secret,
            lines = new[] { new { productCode = "A", quantity = 1, unitPrice = 1 } },
        }))
            _order = (await HubHost.Json(order)).GetProperty("id").GetGuid();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _own?.Dispose();
        _agent?.Dispose();
        if (_hub is not null)
            await _hub.DisposeAsync();
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Lists_counts_and_searches_hold_only_what_is_seen(CancellationToken cancellation)
    {
        Assert.That(await Ids(_own, "/api/v1/conversations", cancellation), Is.EqualTo(new[] { _mine }));
        Assert.That(await Ids(_agent, "/api/v1/conversations", cancellation), Is.EqualTo(new[] { _teams }));
        Assert.That(await Ids(_agent, $"/api/v1/conversations?id={_others}&id={_mine}", cancellation), Is.Empty);
        Assert.That(await Ids(_agent, $"/api/v1/search?q={Secret}", cancellation), Has.Count.EqualTo(1));
        Assert.That(await Ids(_agent, "/api/v1/search?q=name&kind=contacts", cancellation), Has.Count.EqualTo(1));
        Assert.That(await Ids(_agent, "/api/v1/search?q=name&kind=conversations", cancellation), Is.EqualTo(new[] { _teams }));
        Assert.That(await Ids(_agent, $"/api/v1/search?q={Secret}&kind=orders", cancellation), Is.Empty);
        Assert.That(await Ids(_agent, "/api/v1/orders", cancellation), Is.Empty);
        var counts = await _own.Client.GetFromJsonAsync<JsonElement>("/api/v1/conversations/counts", cancellation);
        Assert.That((counts.GetProperty("open").GetInt32(), counts.GetProperty("unassigned").GetInt32()), Is.EqualTo((1, 0)));
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task A_direct_id_is_not_found_whatever_is_asked_of_it(CancellationToken cancellation)
    {
        foreach (var member in new[] { _own, _agent })
        {
            foreach (var path in new[] { "", "/messages", "/timeline", "/notes" })
                await NotFound(await member.Client.GetAsync($"/api/v1/conversations/{_others}{path}", cancellation), "GET " + path);
            await NotFound(await member.Client.PatchAsJsonAsync($"/api/v1/conversations/{_others}", new { status = "resolved" }, cancellation), "PATCH");
            await NotFound(await member.Client.PutAsync($"/api/v1/conversations/{_others}/labels/{Guid.NewGuid()}", null, cancellation), "label");
            foreach (var (path, body) in new (string, object)[]
            {
                ("messages", new { text = "hi" }), ("messages/plan", new { text = "hi" }), ($"messages/{Guid.NewGuid()}/retry", new { }),
                ("read", new { }), ("notes", new { text = "x" }), ("presence", new { state = "typing" }),
                ("orders", new { currency = "VND", lines = new[] { new { productCode = "A", quantity = 1, unitPrice = 1 } } }),
            })
                await NotFound(await member.Client.PostAsJsonAsync($"/api/v1/conversations/{_others}/{path}", body, cancellation), path);
            await NotFound(await member.Client.GetAsync($"/api/v1/orders/{_order}", cancellation), "order");
            await NotFound(await member.Client.PatchAsJsonAsync($"/api/v1/orders/{_order}", new { state = "paid" }, cancellation), "order change");
            using var bulk = await member.Client.PostAsJsonAsync(
                "/api/v1/conversations/bulk", new { ids = new[] { _others }, change = new { status = "resolved" } }, cancellation);
            Assert.That((await HubHost.Json(bulk)).GetProperty("items")[0].GetProperty("result").GetString(), Is.EqualTo("notFound"));
        }
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task What_is_seen_can_be_worked_with(CancellationToken cancellation)
    {
        using var mine = await _own.Client.GetAsync($"/api/v1/conversations/{_mine}", cancellation);
        using var noted = await _agent.Client.PostAsJsonAsync($"/api/v1/conversations/{_teams}/notes", new { text = "ok" }, cancellation);

        Assert.That((mine.StatusCode, noted.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Created)));
    }

    private async Task<Guid> Thread(string user)
    {
        await _hub.Receive("shop", ($"m-{user}", user, $"{Secret} {user}"));
        return (await HubHost.Until(
            () => _hub.Items("/api/v1/conversations", 1, CancellationToken.None),
            items => items.Any(item => item.GetProperty("contactName").GetString() == "Name of " + user), CancellationToken.None))
            .First(item => item.GetProperty("contactName").GetString() == "Name of " + user).GetProperty("id").GetGuid();
    }

    private static async Task<List<Guid>> Ids(SignedIn member, string path, CancellationToken cancellation) =>
        [.. (await member.Client.GetFromJsonAsync<JsonElement>(path, cancellation)).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("id").GetGuid())];

    private static async Task NotFound(HttpResponseMessage answer, string what)
    {
        using (answer)
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), what);
    }
}
