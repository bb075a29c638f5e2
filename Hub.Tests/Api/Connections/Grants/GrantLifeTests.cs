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

/// <summary>What becomes of a grant: renewed, never used, shared, and taken back.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class GrantLifeTests(StorageKind kind) : GrantTest(kind)
{
    [Test]
    public async Task A_connection_that_was_paused_goes_on_as_the_same_one_with_new_tokens()
    {
        await Stage.Connect("tiktok");
        var id = Stage.Connections["tiktok"];
        await Write(db => db.Connections.Where(row => row.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, ConnectionState.Paused).SetProperty(row => row.StateCode, "auth_revoked")));

        var (_, wrong) = await Owner.Return(await Owner.Decide(await Owner.Begin("tiktok", id), "sandbox-tiktok-second"));
        Assert.That(wrong.GetProperty("code").GetString(), Is.EqualTo("grant_other_account"));
        Assert.That((await Row("tiktok", "sandbox-tiktok-shop")).StateCode, Is.EqualTo("auth_revoked"), "and the connection is as it was");

        var (status, body) = await Owner.Return(await Owner.Decide(await Owner.Begin("tiktok", id), "sandbox-tiktok-shop"));

        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), body.ToString());
        Assert.That(body.GetProperty("connections")[0].GetProperty("id").GetGuid(), Is.EqualTo(id));
        var row = await Row("tiktok", "sandbox-tiktok-shop");
        Assert.That((row.Id, row.State, row.Name), Is.EqualTo((id, ConnectionState.Active, "Shop")));
        Assert.That(Get<ConnectionVault>().Unlock(row).Credentials.AccessToken, Is.Not.EqualTo("sandbox-tiktok-access"));
        Assert.That(await Actions(), Does.Contain("connection.reconnected"));

        using var tokens = await Stage.Api.GetAsync("/api/v1/connections/tokens");
        var token = (await HubHost.Json(tokens)).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("connectionId").GetGuid() == id);
        Assert.That((token.GetProperty("state").GetString(), token.GetProperty("daysLeft").GetInt32()), Is.EqualTo(("good", 364)));
    }

    [Test]
    public async Task A_grant_that_nobody_chooses_from_is_given_back_to_the_vendor()
    {
        var grant = (await Owner.Go("hubspot", "1020304")).GetProperty("id").GetGuid();
        var row = await Stage.Read(db => db.Grants.SingleAsync(found => found.Id == grant));
        var token = Get<GrantVault>().Unlock(row).Credentials!.AccessToken;
        Assert.That(await IsLive(token), Is.True);
        await Write(db => db.Grants.Where(found => found.Id == grant)
            .ExecuteUpdateAsync(set => set.SetProperty(found => found.ExpiresAt, Stage.Store.Now.AddSeconds(-1))));

        await Get<GrantLeftovers>().Sweep(CancellationToken.None);

        Assert.That(await IsLive(token), Is.False);
        var closed = await Stage.Read(db => db.Grants.SingleAsync(found => found.Id == grant));
        Assert.That((closed.State, closed.Vault.Length), Is.EqualTo((GrantState.Closed, 0)));
        Assert.That((await Owner.Choose(grant, new { accountId = "1020304" })).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_grant_that_others_live_on_is_taken_back_with_the_last_of_them()
    {
        var grant = await Owner.Go("whatsapp", "100200300400500,100200300400501");
        var (status, body) = await Owner.Choose(
            grant.GetProperty("id").GetGuid(), new { accountId = "100200300400500" }, new { accountId = "100200300400501" });
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), body.ToString());
        var ids = body.GetProperty("connections").EnumerateArray().Select(connection => connection.GetProperty("id").GetGuid()).ToList();

        Assert.That(await Disconnect(ids[0]), Is.EqualTo(VendorStep.Shared));
        Assert.That(await Disconnect(ids[1]), Is.EqualTo(VendorStep.Done));

        // The history goes on when the account is connected again.
        var again = await Owner.Go("whatsapp", "100200300400500");
        Assert.That(again.GetProperty("accounts")[0].GetProperty("standing").GetString(), Is.EqualTo("ended"));
        var (_, connected) = await Owner.Choose(again.GetProperty("id").GetGuid(), new { accountId = "100200300400500" });
        Assert.That(connected.GetProperty("connections")[0].GetProperty("id").GetGuid(), Is.AnyOf(ids[0], ids[1]));
        Assert.That(connected.GetProperty("connections")[0].GetProperty("state").GetString(), Is.EqualTo("active"));
    }

    [Test]
    public async Task An_account_without_a_page_of_its_own_says_in_the_receipt_where_its_token_and_its_webhooks_end()
    {
        await Stage.Connect("line");
        var id = Stage.Connections["line"];

        Assert.That(await Disconnect(id), Is.EqualTo(VendorStep.NotOffered));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await Stage.Until(
            db => db.Disconnects.Where(row => row.ConnectionId == id).Select(row => row.Unsubscribe).SingleAsync(patience.Token),
            step => step == VendorStep.Failed, patience.Token);

        using var answer = await Stage.Api.GetAsync($"/api/v1/connections/{id}/disconnects");
        var receipt = (await HubHost.Json(answer)).GetProperty("items")[0];
        foreach (var step in new[] { "revoke", "unsubscribe" })
            Assert.That(receipt.GetProperty(step).GetProperty("wayOn").GetString(), Does.Contain("LINE Developers > Messaging API"), step);
    }

    [TestCase("messenger", "Meta Business Suite > Settings > Integrations")]
    [TestCase("tiktok-events", "TikTok Events Manager")]
    public async Task A_pasted_token_is_left_to_its_owner_and_the_receipt_says_where_it_is_ended(string connector, string place)
    {
        await Stage.Connect(connector);
        var id = Stage.Connections[connector];

        Assert.That(await Disconnect(id), Is.EqualTo(VendorStep.Failed), "the hub held it, and cannot end it");

        using var answer = await Stage.Api.GetAsync($"/api/v1/connections/{id}/disconnects");
        var receipt = (await HubHost.Json(answer)).GetProperty("items")[0];
        Assert.That(receipt.GetProperty("revoke").GetProperty("wayOn").GetString(), Does.Contain(place));
        foreach (var language in new[] { "vi", "en" })
            Assert.That(
                await Stage.Api.GetStringAsync($"/api/v1/connections/{id}/disconnects/{receipt.GetProperty("id").GetGuid()}/receipt?language={language}"),
                Does.Contain(place));
    }

    [Test]
    public async Task Ad_accounts_of_one_token_end_with_the_last_of_them()
    {
        var grant = await Owner.Go("tiktok-events", "7100000000000000001,7100000000000000002");
        object Of(string account) => new { accountId = account, settings = new { eventSource = "web", eventSourceId = "sandbox-event-set", eventOrderPaid = "Purchase" } };
        var (status, body) = await Owner.Choose(grant.GetProperty("id").GetGuid(), Of("7100000000000000001"), Of("7100000000000000002"));
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), body.ToString());
        var ids = body.GetProperty("connections").EnumerateArray().Select(connection => connection.GetProperty("id").GetGuid()).ToList();

        Assert.That(await Disconnect(ids[0]), Is.EqualTo(VendorStep.Shared));
        Assert.That(await Disconnect(ids[1]), Is.EqualTo(VendorStep.Done));
    }

    private async Task<VendorStep> Disconnect(Guid connection)
    {
        using var answer = await Stage.Api.PostAsync($"/api/v1/connections/{connection}/disconnect", null);
        answer.EnsureSuccessStatusCode();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await Stage.Until(
            db => db.Disconnects.Where(row => row.ConnectionId == connection).Select(row => row.Revoke).SingleAsync(patience.Token),
            step => step != VendorStep.Pending, patience.Token);
    }
}
