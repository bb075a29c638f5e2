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

/// <summary>Every way that an authorisation can go.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class GrantTests(StorageKind kind) : GrantTest(kind)
{
    [TestCase("tiktok", "sandbox-tiktok-second")]
    [TestCase("whatsapp", "100200300400501")]
    [TestCase("messenger", "300400500600701")]
    [TestCase("hubspot", "1020305")]
    [Order(1)]
    public async Task An_account_is_connected_by_its_vendors_page(string connector, string account)
    {
        var grant = await Owner.Go(connector, account);
        var (status, body) = await Owner.Choose(grant.GetProperty("id").GetGuid(), new { accountId = account, name = $"Mine on {connector}" });

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), body.ToString());
        var row = await Row(connector, account);
        var secrets = Get<ConnectionVault>().Unlock(row);
        Assert.That((row.Name, row.GrantedBy?.Length), Is.EqualTo(($"Mine on {connector}", 64)));
        Assert.That(secrets.Credentials.AccessToken, Is.Not.Empty);
        Assert.That(
            body.ToString() + grant + Encoding.Latin1.GetString(row.Vault) + string.Join('\n', LogLines),
            Does.Not.Contain(secrets.Credentials.AccessToken), "nobody reads the token");
        Assert.That(row.StateCode, connector == "hubspot" ? Is.EqualTo("misconfigured") : Is.Null, "HubSpot lacks the hub's own properties");
    }

    [Test]
    public async Task An_advertisers_accounts_are_a_grant_of_their_own_and_ask_for_their_event_sets()
    {
        var grant = (await Owner.Go("tiktok-events", "7100000000000000001,7100000000000000002")).GetProperty("id").GetGuid();
        var settings = new { eventSource = "web", eventSourceId = "sandbox-event-set", eventOrderPaid = "Purchase" };

        var (refused, body) = await Owner.Choose(
            grant, new { accountId = "7100000000000000001", settings }, new { accountId = "7100000000000000002" });
        Assert.That(refused, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(body.GetProperty("errors").EnumerateObject().Select(error => error.Name), Has.Some.EqualTo("accounts[1].settings.eventSourceId"));
        Assert.That(await Connected("tiktok-events"), Is.Empty, "all or none");

        var (status, _) = await Owner.Choose(grant, new { accountId = "7100000000000000001", settings });
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Connected("tiktok-events")).Single().State, Is.EqualTo(ConnectionState.Active));
        Assert.That(
            await Stage.Read(db => db.LedgerRequests.CountAsync(row => row.Target.Contains("oauth2"))), Is.Zero,
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
        var page = await Owner.Begin("hubspot");
        var back = await Owner.Decide(
            page, "1020304", allow: why != "denied", why == "scope_missing" ? ["crm.objects.contacts.read"] : []);
        var traveller = Owner;
        switch (why, how)
        {
            case ("request_refused", _): back = back with { Code = "", Error = "invalid_scope" }; break;
            case ("unknown_state", _): back = back with { State = back.State + "x" }; break;
            case ("used_state", _):
                var (first, opened) = await Owner.Return(back);
                Assert.That(first, Is.EqualTo(HttpStatusCode.OK));
                await CallOff(opened);
                break;
            case ("expired_state", _):
                var hash = SecretToken.Hash(back.State);
                await Write(db => db.Grants.Where(row => row.StateHash == hash)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, Stage.Store.Now.AddSeconds(-1))));
                break;
            case ("other_session", _): traveller = new Traveller(Stage, await Colleague()); break;
            case ("code_refused", ""): Stage.Sandbox.Services.GetRequiredService<ConsentBook>().Clear(); break;
            // A code of somebody else's consent: the proof key does not fit.
            case ("code_refused", "stolen"):
                back = back with { Code = (await Owner.Decide(await Owner.Begin("hubspot"), "1020304")).Code };
                break;
            case ("code_refused", "none"): back = back with { Code = "" }; break;
            case ("vendor_failed", _):
                await Stage.Faults(new { rules = new[] { new { platform = "hubspot", operation = "oauth/token", kind = "serverError", next = 1 } } });
                break;
        }

        var (_, body) = await traveller.Return(back);

        Assert.That(body.GetProperty("code").GetString(), Is.EqualTo("grant_" + why));
        Assert.That(await Actions(), Does.Contain("grant.refused_" + why));
        Assert.That((await Connected("hubspot")).Count, Is.EqualTo(before.Count));
        Assert.That(await Stage.Read(db => db.Grants.CountAsync(row => row.State == GrantState.Open)), Is.Zero, "nothing half-connected remains");
        if (why == "scope_missing")
            Assert.That(body.GetProperty("detail").GetString(), Is.EqualTo("crm.objects.contacts.read"));
        Assert.That((await traveller.Return(back)).Body.GetProperty("code").GetString(), Does.StartWith("grant_"), "and a second try changes nothing");
    }

    [Test]
    public async Task An_optional_permission_that_was_not_given_sinks_nothing_and_is_said()
    {
        var grant = await Owner.Go("hubspot", "1020304", "crm.objects.orders.write");

        Assert.That(grant.GetProperty("declinedScopes").EnumerateArray().Select(scope => scope.GetString()), Is.EqualTo(new[] { "crm.objects.orders.write" }));
        await CallOff(grant);
    }

    [Test]
    public async Task People_are_sent_back_to_this_hub_only()
    {
        using var foreign = await Stage.Api.PostAsJsonAsync(
            "/api/v1/connections/grants", new { connectorId = "tiktok", redirect = "https://evil.example/connections/authorized/" });
        Assert.That((await foreign.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString(), Is.EqualTo("grant_foreign_redirect"));
        Assert.That(await Actions(), Does.Contain("grant.refused_foreign_redirect"));
        var audit = await Stage.Api.GetFromJsonAsync<JsonElement>("/api/v1/audit?action=grant.refused_foreign_redirect");
        Assert.That(audit.GetProperty("items")[0].GetProperty("subject").GetProperty("id").ValueKind, Is.EqualTo(JsonValueKind.Null), "nothing came to be");

        var page = await Owner.Begin("tiktok");
        using var unregistered = await Stage.Vendors.GetAsync(page.ToString().Replace(Uri.EscapeDataString(Stage.Address.ToString()), "https%3A%2F%2Fevil.example%2F"));
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

        var grant = await Owner.Go("messenger", "300400500600700");
        var account = grant.GetProperty("accounts")[0];
        var (_, refused) = await Owner.Choose(grant.GetProperty("id").GetGuid(), new { accountId = "300400500600700" });

        Assert.That(account.GetProperty("standing").GetString(), Is.EqualTo("elsewhere"));
        Assert.That(account.GetProperty("connectionId").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(grant.ToString(), Does.Not.Contain("Their"));
        Assert.That(refused.GetProperty("code").GetString(), Is.EqualTo("grant_account_elsewhere"));
        await CallOff(grant);
    }

    [Test]
    public async Task A_grant_that_waits_is_shown_again_to_whoever_began_it_and_to_nobody_else()
    {
        var grant = await Owner.Go("hubspot", "1020304");
        var address = $"/api/v1/connections/grants/{grant.GetProperty("id").GetGuid()}";
        using var colleague = await Colleague();

        using var again = await Stage.Api.GetAsync(address);
        using var theirs = await colleague.GetAsync(address);
        await CallOff(grant);
        using var over = await Stage.Api.GetAsync(address);

        Assert.That((await HubHost.Json(again)).ToString(), Is.EqualTo(grant.ToString()));
        Assert.That((theirs.StatusCode, over.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.NotFound)));
    }

    [Test]
    public async Task What_a_vendor_does_not_take_back_is_listed_until_it_does()
    {
        var grant = await Owner.Go("hubspot", "1020304");
        var id = grant.GetProperty("id").GetGuid();
        await Stage.Faults(new { rules = new[] { new { platform = "hubspot", operation = "oauth/token/revoke", kind = "serverError", next = 1 } } });
        await CallOff(grant);

        using var left = await Stage.Api.GetAsync("/api/v1/connections/grants");
        var item = (await HubHost.Json(left)).GetProperty("items").EnumerateArray().Single();
        Assert.That((item.GetProperty("id").GetGuid(), item.GetProperty("connectorId").GetString()), Is.EqualTo((id, "hubspot")));

        await Write(db => db.Grants.Where(found => found.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(found => found.ExpiresAt, Stage.Store.Now.AddSeconds(-1))));
        await Get<GrantLeftovers>().Sweep(CancellationToken.None);
        using var none = await Stage.Api.GetAsync("/api/v1/connections/grants");
        Assert.That((await HubHost.Json(none)).GetProperty("items").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task A_team_that_does_not_exist_is_named_and_is_no_account_that_is_elsewhere()
    {
        var grant = await Owner.Go("hubspot", "1020304");
        var id = grant.GetProperty("id").GetGuid();

        var (status, body) = await Owner.Choose(id, new { accountId = "1020304", teamId = Guid.NewGuid() });

        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest), body.ToString());
        Assert.That(body.GetProperty("errors").EnumerateObject().Single().Name, Is.EqualTo("accounts[0].teamId"));
        Assert.That(await Stage.Read(db => db.Grants.Where(row => row.Id == id).Select(row => row.State).SingleAsync()), Is.EqualTo(GrantState.Open));
        await CallOff(grant);
    }

    [Test]
    public async Task A_choice_of_nothing_and_one_of_too_many_are_named()
    {
        var grant = await Owner.Go("hubspot", "1020304");
        var id = grant.GetProperty("id").GetGuid();

        var (none, missing) = await Owner.Choose(id, [null!]);
        var (many, _) = await Owner.Choose(id, [.. Enumerable.Range(0, 101).Select(number => new { accountId = $"{number}" })]);

        Assert.That((none, many), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest)));
        Assert.That(missing.GetProperty("errors").EnumerateObject().Single().Name, Is.EqualTo("accounts[0]"));
        await CallOff(grant);
    }
}
