using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Connections.Grants;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Sandbox.Consent;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hub.Tests.Api.Connections.Grants;

/// <summary>Every way that an authorisation can go, with the real connectors against the sandbox's pages.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
[CancelAfter(60_000)]
public sealed class GrantTests(StorageKind kind)
{
    private readonly LogCapture _log = new();
    private Stage _stage = null!;
    private WebApplication _hub = null!;
    private Traveller _owner = null!;

    [OneTimeSetUp]
    public async Task Begin()
    {
        _stage = await Stage.Set(kind);
        _hub = await _stage.Host(_log);
        _owner = new Traveller(_stage);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
        if (_stage is not null)
            await _stage.DisposeAsync();
    }

    [TestCase("tiktok", "sandbox-tiktok-second")]
    [TestCase("whatsapp", "100200300400501")]
    [TestCase("messenger", "300400500600701")]
    [TestCase("hubspot", "1020305")]
    [Order(1)]
    public async Task An_account_is_connected_by_its_vendors_page(string connector, string account)
    {
        var grant = await _owner.Go(connector, account);
        var (status, body) = await _owner.Choose(grant.GetProperty("id").GetGuid(), new { accountId = account, name = $"Mine on {connector}" });

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), body.ToString());
        var row = await Row(connector, account);
        var secrets = Get<ConnectionVault>().Unlock(row);
        Assert.That((row.Name, row.GrantedBy?.Length), Is.EqualTo(($"Mine on {connector}", 64)));
        Assert.That(secrets.Credentials.AccessToken, Is.Not.Empty);
        Assert.That(
            body.ToString() + grant + Encoding.Latin1.GetString(row.Vault) + string.Join('\n', _log.Lines),
            Does.Not.Contain(secrets.Credentials.AccessToken), "nobody reads the token");
        Assert.That(row.StateCode, connector == "hubspot" ? Is.EqualTo("misconfigured") : Is.Null, "HubSpot lacks the hub's own properties");
    }

    [Test]
    public async Task An_advertisers_accounts_are_a_grant_of_their_own_and_ask_for_their_event_sets()
    {
        var grant = (await _owner.Go("tiktok-events", "7100000000000000001,7100000000000000002")).GetProperty("id").GetGuid();
        var settings = new { eventSource = "web", eventSourceId = "sandbox-event-set", eventOrderPaid = "Purchase" };

        var (refused, body) = await _owner.Choose(
            grant, new { accountId = "7100000000000000001", settings }, new { accountId = "7100000000000000002" });
        Assert.That(refused, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(body.GetProperty("errors").EnumerateObject().Select(error => error.Name), Has.Some.EqualTo("accounts[1].settings.eventSourceId"));
        Assert.That(await Connected("tiktok-events"), Is.Empty, "all or none");

        var (status, _) = await _owner.Choose(grant, new { accountId = "7100000000000000001", settings });
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Connected("tiktok-events")).Single().State, Is.EqualTo(ConnectionState.Active));
        Assert.That(
            await _stage.Read(db => db.LedgerRequests.CountAsync(row => row.Target.Contains("oauth2"))), Is.Zero,
            "what holds the app's secret stands in no ledger");
    }

    [TestCase("denied")]
    [TestCase("request_refused")]
    [TestCase("unknown_state")]
    [TestCase("used_state")]
    [TestCase("expired_state")]
    [TestCase("other_session")]
    [TestCase("code_refused", Description = "expired")]
    [TestCase("code_refused", "stolen")]
    [TestCase("code_refused", "none")]
    [TestCase("scope_missing")]
    [TestCase("vendor_failed")]
    public async Task What_goes_wrong_is_named_and_written_down_and_leaves_nothing_connected(string why, string how = "")
    {
        var before = await Connected("hubspot");
        var page = await _owner.Begin("hubspot");
        var back = await _owner.Decide(
            page, "1020304", allow: why != "denied", why == "scope_missing" ? ["crm.objects.contacts.read"] : []);
        var traveller = _owner;
        switch (why, how)
        {
            case ("request_refused", _): back = back with { Code = "", Error = "invalid_scope" }; break;
            case ("unknown_state", _): back = back with { State = back.State + "x" }; break;
            case ("used_state", _):
                var (first, opened) = await _owner.Return(back);
                Assert.That(first, Is.EqualTo(HttpStatusCode.OK));
                await CallOff(opened);
                break;
            case ("expired_state", _):
                var hash = SecretToken.Hash(back.State);
                await Write(db => db.Grants.Where(row => row.StateHash == hash)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, _stage.Store.Now.AddSeconds(-1))));
                break;
            case ("other_session", _): traveller = new Traveller(_stage, await Colleague()); break;
            case ("code_refused", ""): _stage.Sandbox.Services.GetRequiredService<ConsentBook>().Clear(); break;
            // A code of somebody else's consent: the proof key does not fit.
            case ("code_refused", "stolen"):
                back = back with { Code = (await _owner.Decide(await _owner.Begin("hubspot"), "1020304")).Code };
                break;
            case ("code_refused", "none"): back = back with { Code = "" }; break;
            case ("vendor_failed", _):
                await _stage.Faults(new { rules = new[] { new { platform = "hubspot", operation = "oauth/token", kind = "serverError", next = 1 } } });
                break;
        }

        var (_, body) = await traveller.Return(back);

        Assert.That(body.GetProperty("code").GetString(), Is.EqualTo("grant_" + why));
        Assert.That(await Actions(), Does.Contain("grant.refused_" + why));
        Assert.That((await Connected("hubspot")).Count, Is.EqualTo(before.Count));
        Assert.That(await _stage.Read(db => db.Grants.CountAsync(row => row.State == GrantState.Open)), Is.Zero, "nothing half-connected remains");
        if (why == "scope_missing")
            Assert.That(body.GetProperty("detail").GetString(), Is.EqualTo("crm.objects.contacts.read"));
        Assert.That((await traveller.Return(back)).Body.GetProperty("code").GetString(), Does.StartWith("grant_"), "and a second try changes nothing");
    }

    [Test]
    public async Task An_optional_permission_that_was_not_given_sinks_nothing_and_is_said()
    {
        var grant = await _owner.Go("hubspot", "1020304", "crm.objects.orders.write");

        Assert.That(grant.GetProperty("declinedScopes").EnumerateArray().Select(scope => scope.GetString()), Is.EqualTo(new[] { "crm.objects.orders.write" }));
        await CallOff(grant);
    }

    [Test]
    public async Task People_are_sent_back_to_this_hub_only()
    {
        using var foreign = await _stage.Api.PostAsJsonAsync(
            "/api/v1/connections/grants", new { connectorId = "tiktok", redirect = "https://evil.example/connections/authorized/" });
        Assert.That((await foreign.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString(), Is.EqualTo("grant_foreign_redirect"));
        Assert.That(await Actions(), Does.Contain("grant.refused_foreign_redirect"));

        var page = await _owner.Begin("tiktok");
        using var unregistered = await _stage.Vendors.GetAsync(page.ToString().Replace(Uri.EscapeDataString(_stage.Address.ToString()), "https%3A%2F%2Fevil.example%2F"));
        Assert.That(unregistered.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "and the platform knows only what the app has registered");
    }

    [Test]
    public async Task An_account_of_another_workspace_is_said_to_be_elsewhere_and_no_more()
    {
        using var other = await OtherWorkspace();
        using var theirs = await other.PostAsJsonAsync("/api/v1/connections", new
        {
            connectorId = "messenger",
            accountId = "300400500600700",
            name = "Their secret shop",
            settings = new { pageId = "300400500600700", accessToken = "sandbox-meta-token" },
        });
        theirs.EnsureSuccessStatusCode();

        var grant = await _owner.Go("messenger", "300400500600700");
        var account = grant.GetProperty("accounts")[0];
        var (_, refused) = await _owner.Choose(grant.GetProperty("id").GetGuid(), new { accountId = "300400500600700" });

        Assert.That(account.GetProperty("standing").GetString(), Is.EqualTo("elsewhere"));
        Assert.That(account.GetProperty("connectionId").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(grant.ToString(), Does.Not.Contain("Their"));
        Assert.That(refused.GetProperty("code").GetString(), Is.EqualTo("grant_account_elsewhere"));
        await CallOff(grant);
    }

    [Test]
    public async Task A_connection_that_was_paused_goes_on_as_the_same_one_with_new_tokens()
    {
        await _stage.Connect("tiktok");
        var id = _stage.Connections["tiktok"];
        await Write(db => db.Connections.Where(row => row.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, ConnectionState.Paused).SetProperty(row => row.StateCode, "auth_revoked")));

        var (_, wrong) = await _owner.Return(await _owner.Decide(await _owner.Begin("tiktok", id), "sandbox-tiktok-second"));
        Assert.That(wrong.GetProperty("code").GetString(), Is.EqualTo("grant_other_account"));
        Assert.That((await Row("tiktok", "sandbox-tiktok-shop")).StateCode, Is.EqualTo("auth_revoked"), "and the connection is as it was");

        var (status, body) = await _owner.Return(await _owner.Decide(await _owner.Begin("tiktok", id), "sandbox-tiktok-shop"));

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), body.ToString());
        Assert.That(body.GetProperty("connections")[0].GetProperty("id").GetGuid(), Is.EqualTo(id));
        var row = await Row("tiktok", "sandbox-tiktok-shop");
        Assert.That((row.Id, row.State, row.Name), Is.EqualTo((id, ConnectionState.Active, "Shop")));
        Assert.That(Get<ConnectionVault>().Unlock(row).Credentials.AccessToken, Is.Not.EqualTo("sandbox-tiktok-access"));
        Assert.That(await Actions(), Does.Contain("connection.reconnected"));

        using var tokens = await _stage.Api.GetAsync("/api/v1/connections/tokens");
        var token = (await HubHost.Json(tokens)).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("connectionId").GetGuid() == id);
        Assert.That((token.GetProperty("state").GetString(), token.GetProperty("daysLeft").GetInt32()), Is.EqualTo(("good", 364)));
    }

    [Test]
    public async Task A_grant_that_nobody_chooses_from_is_given_back_to_the_vendor()
    {
        var grant = (await _owner.Go("hubspot", "1020304")).GetProperty("id").GetGuid();
        var row = await _stage.Read(db => db.Grants.SingleAsync(found => found.Id == grant));
        var token = Get<GrantVault>().Unlock(row).Credentials!.AccessToken;
        Assert.That(await IsLive(token), Is.True);
        await Write(db => db.Grants.Where(found => found.Id == grant)
            .ExecuteUpdateAsync(set => set.SetProperty(found => found.ExpiresAt, _stage.Store.Now.AddSeconds(-1))));

        await Get<GrantLeftovers>().Sweep(CancellationToken.None);

        Assert.That(await IsLive(token), Is.False);
        var closed = await _stage.Read(db => db.Grants.SingleAsync(found => found.Id == grant));
        Assert.That((closed.State, closed.Vault.Length), Is.EqualTo((GrantState.Closed, 0)));
        Assert.That((await _owner.Choose(grant, new { accountId = "1020304" })).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_grant_that_others_live_on_is_taken_back_with_the_last_of_them()
    {
        var grant = await _owner.Go("whatsapp", "100200300400500,100200300400501");
        var (status, body) = await _owner.Choose(
            grant.GetProperty("id").GetGuid(), new { accountId = "100200300400500" }, new { accountId = "100200300400501" });
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), body.ToString());
        var ids = body.GetProperty("connections").EnumerateArray().Select(connection => connection.GetProperty("id").GetGuid()).ToList();

        Assert.That(await Disconnect(ids[0]), Is.EqualTo(VendorStep.Shared));
        Assert.That(await Disconnect(ids[1]), Is.EqualTo(VendorStep.Done));

        // The history goes on when the account is connected again.
        var again = await _owner.Go("whatsapp", "100200300400500");
        Assert.That(again.GetProperty("accounts")[0].GetProperty("standing").GetString(), Is.EqualTo("here"));
        var (_, connected) = await _owner.Choose(again.GetProperty("id").GetGuid(), new { accountId = "100200300400500" });
        Assert.That(connected.GetProperty("connections")[0].GetProperty("id").GetGuid(), Is.AnyOf(ids[0], ids[1]));
        Assert.That(connected.GetProperty("connections")[0].GetProperty("state").GetString(), Is.EqualTo("active"));
    }

    private async Task<VendorStep> Disconnect(Guid connection)
    {
        using var answer = await _stage.Api.PostAsync($"/api/v1/connections/{connection}/disconnect", null);
        answer.EnsureSuccessStatusCode();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _stage.Until(
            db => db.Disconnects.Where(row => row.ConnectionId == connection).Select(row => row.Revoke).SingleAsync(patience.Token),
            step => step != VendorStep.Pending, patience.Token);
    }

    private T Get<T>() where T : notnull => _hub.Services.GetRequiredService<T>();

    private async Task CallOff(JsonElement grant)
    {
        using var answer = await _stage.Api.DeleteAsync($"/api/v1/connections/grants/{grant.GetProperty("id").GetGuid()}");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    private async Task<bool> IsLive(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hubspot/account-info/v3/details");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _stage.Vendors.SendAsync(request);
        return answer.IsSuccessStatusCode;
    }

    private Task<Connection> Row(string connector, string account) =>
        _stage.Read(db => db.Connections.SingleAsync(row => row.ConnectorId == connector && row.AccountId == account));

    private Task<List<Connection>> Connected(string connector) =>
        _stage.Read(db => db.Connections.Where(row => row.ConnectorId == connector).ToListAsync());

    private Task<List<string>> Actions() => _stage.Read(db => db.Audit.Select(row => row.Action).ToListAsync());

    private Task Write(Func<HubDb, Task> work) => _stage.Store.Write(null, null, work, CancellationToken.None);

    private async Task<HttpClient> Colleague()
    {
        using var answer = await _stage.Api.PostAsJsonAsync("/api/v1/api-keys", new { name = $"c {Guid.NewGuid():N}", scopes = new[] { "connections.write" } });
        return With((await HubHost.Json(answer)).GetProperty("key").GetString()!);
    }

    private async Task<HttpClient> OtherWorkspace()
    {
        var key = ApiKeys.NewKey();
        await Write(db =>
        {
            var workspace = new Workspace { Id = _stage.Store.Ids.Next(), Name = "Other", CreatedAt = _stage.Store.Now };
            db.Workspaces.Add(workspace);
            db.ApiKeys.Add(ApiKeys.Row(_stage.Store, workspace.Id, "other", key, [Permissions.All]));
            return Task.CompletedTask;
        });
        return With(key);
    }

    private HttpClient With(string key)
    {
        var client = FakeVendor.Client();
        client.BaseAddress = _stage.Address;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
