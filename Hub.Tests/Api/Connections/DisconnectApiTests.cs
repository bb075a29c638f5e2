using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Connections;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class DisconnectApiTests(StorageKind kind) : HubTest(kind)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task An_account_that_is_disconnected_leaves_a_receipt_and_comes_back_with_its_history(CancellationToken cancellation)
    {
        var connection = await Host.Connect("ended-shop");
        await Host.Receive("ended-shop", ("m1", "lan", "chào shop"));
        await Host.Items($"/api/v1/conversations?connectionId={connection}", 1, cancellation);
        var writer = await Host.SignIn(await Host.Role(VisibilityScope.All, Permissions.ConnectionsRead, Permissions.ConnectionsWrite));
        using var refused = await writer.Client.PostAsync($"/api/v1/connections/{connection}/disconnect", null, cancellation);
        await refused.IsProblem(HttpStatusCode.Forbidden, "missing_permission");

        using var ended = await Host.Client.PostAsync($"/api/v1/connections/{connection}/disconnect", null, cancellation);
        var receipt = await HubHost.Json(ended);
        var id = receipt.GetProperty("id").GetGuid();
        var vi = await Host.Client.GetStringAsync($"/api/v1/connections/{connection}/disconnects/{id}/receipt?language=vi", cancellation);
        var en = await Host.Client.GetStringAsync($"/api/v1/connections/{connection}/disconnects/{id}/receipt?language=en", cancellation);
        await Host.Receive("ended-shop", ("m2", "lan", "còn ai không"));
        using var named = await Host.Client.GetAsync($"/api/v1/connections/{connection}/disconnects/{id}/receipt?language=en", cancellation);
        using var changed = await Host.Client.PatchAsJsonAsync($"/api/v1/connections/{connection}", new { enabled = true }, cancellation);
        var listed = await Host.Items($"/api/v1/connections/{connection}/disconnects", 1, cancellation);
        var row = await Host.Store.Read(null, db => db.Connections.SingleAsync(found => found.Id == connection, cancellation));

        Assert.That((receipt.GetProperty("revoke").GetProperty("state").GetString(), receipt.GetProperty("isPending").GetBoolean(),
            receipt.GetProperty("conversations").GetInt32()), Is.EqualTo(("notOffered", false, 1)));
        Assert.That(vi, Does.StartWith("BIÊN NHẬN NGẮT KẾT NỐI").And.Contain(id.ToString()));
        Assert.That(en, Does.StartWith("RECEIPT OF A DISCONNECTED ACCOUNT").And.Contain("1 conversation with its messages"));
        Assert.That((receipt.GetProperty("actorName").GetString(), listed[0].GetProperty("actorName").GetString()), Is.EqualTo(("Owner", "Owner")), "the key's name");
        Assert.That(en, Does.Contain("By: Owner\n"));
        await changed.IsProblem(HttpStatusCode.Conflict, "conflict");
        Assert.That(listed[0].GetProperty("id").GetGuid(), Is.EqualTo(id));
        Assert.That(row.Vault, Is.Empty);
        Assert.That(named.Content.Headers.ContentDisposition?.FileName, Is.EqualTo($"receipt-{receipt.GetProperty("at").GetDateTimeOffset():yyyyMMdd}-{id:N}-en.txt"));

        var again = await Host.Connect("ended-shop");
        await Host.Receive("ended-shop", ("m3", "lan", "shop ơi"));
        var threads = await HubHost.Until(
            () => Host.Items($"/api/v1/conversations?connectionId={connection}", 1, cancellation),
            items => items[0].GetProperty("lastMessage").GetProperty("text").GetString() == "shop ơi", cancellation);
        Assert.That((again, threads.Length), Is.EqualTo((connection, 1)));
        var messages = await Host.Items($"/api/v1/conversations/{threads[0].GetProperty("id").GetGuid()}/messages", 2, cancellation);
        Assert.That(messages, Has.Length.EqualTo(2), "what came while it was disconnected is nobody's");
        Assert.That(string.Join('\n', Host.Log.Lines), Does.Not.Contain("secret-token-1"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_receipts_of_all_accounts_are_listed_page_by_page(CancellationToken cancellation)
    {
        foreach (var account in new[] { "gone-1", "gone-2", "gone-3" })
            using (var ended = await Host.Client.PostAsync($"/api/v1/connections/{await Host.Connect(account)}/disconnect", null, cancellation))
                Assert.That(ended.StatusCode, Is.EqualTo(HttpStatusCode.OK));

        var (accounts, next) = (new List<string?>(), "");
        while (next is not null)
        {
            var page = await Host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/disconnects?limit=2&cursor={next}", cancellation);
            Assert.That(page.GetProperty("items").GetArrayLength(), Is.LessThanOrEqualTo(2));
            accounts.AddRange(page.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("accountId").GetString()));
            next = page.GetProperty("next").GetString();
        }

        Assert.That(accounts.Where(account => account!.StartsWith("gone-", StringComparison.Ordinal)), Is.EqualTo(new[] { "gone-3", "gone-2", "gone-1" }));
        using var other = await Host.OtherWorkspace();
        Assert.That((await other.GetFromJsonAsync<JsonElement>("/api/v1/disconnects", cancellation)).GetProperty("items").GetArrayLength(), Is.Zero);
        using var agent = (await Host.SignIn(await Host.Role(VisibilityScope.All, Permissions.ConversationsRead))).Client;
        Assert.That(await HubHost.Status(agent, "/api/v1/disconnects", cancellation), Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task Another_workspace_may_have_it_then(CancellationToken cancellation)
    {
        var connection = await Host.Connect("moving-shop");
        using var other = await Host.OtherWorkspace();
        using var taken = await other.PostAsJsonAsync("/api/v1/connections", Body, cancellation);
        await taken.IsProblem(HttpStatusCode.Conflict, "account_already_connected");
        using var strange = await other.PostAsync($"/api/v1/connections/{connection}/disconnect", null, cancellation);
        await strange.IsProblem(HttpStatusCode.NotFound, "not_found");

        using var ended = await Host.Client.PostAsync($"/api/v1/connections/{connection}/disconnect", null, cancellation);
        using var moved = await other.PostAsJsonAsync("/api/v1/connections", Body, cancellation);
        using var back = await Host.Client.PostAsJsonAsync("/api/v1/connections", Body, cancellation);

        Assert.That(moved.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        await back.IsProblem(HttpStatusCode.Conflict, "account_already_connected");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Another_node_that_knew_the_account_hears_of_its_end(CancellationToken cancellation)
    {
        if (Kind != StorageKind.Postgres)
            Assert.Ignore("SQLite serves one process.");
        var connection = await Host.Connect("spread-shop");
        await using var other = await Host.Beside();
        var directory = other.Get<ConnectionDirectory>();
        Assert.That((await directory.Find(ScriptedConnector.Id, "spread-shop"))?.ConnectionId, Is.EqualTo(connection));

        using var sooner = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        sooner.CancelAfter(TimeSpan.FromSeconds(20)); // what a node knows it takes for true for 30
        using var ended = await Host.Client.PostAsync($"/api/v1/connections/{connection}/disconnect", null, cancellation);

        await HubHost.Until(async () => await directory.Find(ScriptedConnector.Id, "spread-shop"), route => route == Route.Ended, sooner.Token);
    }

    private static object Body => new
    {
        connectorId = ScriptedConnector.Id,
        accountId = "moving-shop",
        name = "Shop",
        settings = new { apiToken = "secret-token-1" },
    };
}
