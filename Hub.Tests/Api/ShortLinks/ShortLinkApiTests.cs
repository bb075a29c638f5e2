using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.ShortLinks;

public sealed class ShortLinkApiTests() : HubTest(StorageKind.Sqlite)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task A_short_link_is_made_seen_and_deleted_by_whoever_may_and_leaves_a_trace(CancellationToken cancellation)
    {
        var path = $"/api/v1/connections/{await Host.Connect("shop")}/short-links";
        using var reader = await Host.ClientWithScopes(Permissions.ConnectionsRead, Permissions.SignalsRead);

        var made = await HubHost.Json(await Host.Client.PostAsJsonAsync(
            path, new { name = " Tờ rơi ", account = "@hoa.mai", @ref = "flyer", text = " CANARYLINK " }, cancellation));
        using (var forbidden = await reader.PostAsJsonAsync(path, new { name = "x", account = "x", @ref = "x" }, cancellation))
            await forbidden.IsProblem(HttpStatusCode.Forbidden, "missing_permission");
        using (var taken = await Host.Client.PostAsJsonAsync(path, new { name = "", account = "hoa.mai", @ref = "flyer" }, cancellation))
        {
            await taken.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "ref");
            await taken.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "name");
        }

        var listed = await reader.GetFromJsonAsync<JsonElement>(path, cancellation);
        Assert.That((listed.GetProperty("refLength").GetInt32(), listed.GetProperty("textLength").GetInt32()), Is.EqualTo((40, 100)));
        var link = listed.GetProperty("items").EnumerateArray().Single();
        Assert.That(link.GetRawText(), Is.EqualTo(made.GetRawText()));
        Assert.That(
            (link.GetProperty("name").GetString(), link.GetProperty("account").GetString(), link.GetProperty("address").GetString()),
            Is.EqualTo(("Tờ rơi", "hoa.mai", "https://scripted.example/hoa.mai?ref=flyer&text=CANARYLINK")));
        Assert.That((link.GetProperty("conversations").GetInt32(), link.GetProperty("orders").GetInt32()), Is.EqualTo((0, 0)));

        using (var deleted = await Host.Client.DeleteAsync($"{path}/{link.GetProperty("id").GetGuid()}", cancellation))
            Assert.That(deleted.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        using (var again = await Host.Client.DeleteAsync($"{path}/{link.GetProperty("id").GetGuid()}", cancellation))
            await again.IsProblem(HttpStatusCode.NotFound, "not_found");
        Assert.That(
            await Host.Store.Read(null, db => db.Audit.Where(row => row.Action.StartsWith("connection.short_")).Select(row => row.Action).Order().ToListAsync(cancellation)),
            Is.EqualTo(new[] { "connection.short_link_deleted", "connection.short_link_made" }));
        Assert.That(string.Join('\n', Host.Log.Lines), Does.Not.Contain("CANARY"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_came_by_a_link_is_told_to_nobody_who_may_not_see_all_of_it(CancellationToken cancellation)
    {
        var connection = await Host.Connect("shop of two teams");
        var path = $"/api/v1/connections/{connection}/short-links";
        var (home, team) = (await Host.Home(), Host.Store.Ids.Next());
        await Host.Store.Write(null, null, db =>
        {
            db.Teams.Add(new Team { WorkspaceId = home, Id = team, Name = "Đà Nẵng" });
            db.Referrals.Add(Arrival(home, connection));
            return Task.CompletedTask;
        }, cancellation);
        await HubHost.Json(await Host.Client.PostAsJsonAsync(path, new { name = "Tờ rơi", account = "hoa.mai", @ref = "flyer" }, cancellation));

        using var agent = await Host.SignIn(BuiltInRoles.Agent.Id, teams: [team]);
        using var ofTeam = await Host.SignIn(await Host.Role(VisibilityScope.Team, Permissions.ConnectionsRead, Permissions.SignalsRead), teams: [team]);
        using var maker = await Host.ClientWithScopes(Permissions.ConnectionsRead, Permissions.ConnectionsWrite);

        foreach (var client in new[] { agent.Client, ofTeam.Client, maker })
            Assert.That(Came((await client.GetFromJsonAsync<JsonElement>(path, cancellation)).GetProperty("items")[0]), Is.EqualTo(("null", "null", "null")));
        var again = await HubHost.Json(await maker.PostAsJsonAsync(path, new { name = "Biển", account = "hoa.mai", @ref = "sign" }, cancellation));
        Assert.That(Came(again), Is.EqualTo(("null", "null", "null")));
        var (conversations, orders, latest) = Came((await Host.Client.GetFromJsonAsync<JsonElement>(path, cancellation)).GetProperty("items")[1]);
        Assert.That((conversations, orders, latest == "null"), Is.EqualTo(("1", "0", false)));
    }

    private ReferralRecord Arrival(Guid workspace, Guid connection) => new()
    {
        WorkspaceId = workspace,
        Id = Host.Store.Ids.Next(),
        ConversationId = Host.Store.Ids.Next(),
        ConnectionId = connection,
        EventKey = "ref:lan",
        OccurredAt = Host.Store.Now,
        Source = ReferralSource.ShortLink,
        Ref = "flyer",
    };

    private static (string Conversations, string Orders, string Latest) Came(JsonElement link) =>
        (link.GetProperty("conversations").GetRawText(), link.GetProperty("orders").GetRawText(), link.GetProperty("latest").GetRawText());
}
