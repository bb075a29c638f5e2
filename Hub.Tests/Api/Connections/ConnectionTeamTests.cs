using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Connections;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ConnectionTeamTests(StorageKind kind) : HubTest(kind)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task A_connections_team_gets_what_nobody_has_and_what_comes(CancellationToken cancellation)
    {
        var team = await Team();
        var agent = await Host.SignIn(BuiltInRoles.Agent.Id, null, team);
        var connection = await Host.Connect("team-shop");
        await Host.Receive("team-shop", ("m1", "lan", "chào shop"));
        await Host.Items($"/api/v1/conversations?connectionId={connection}", 1, cancellation);
        Assert.That(await Seen(agent.Client, connection, cancellation), Is.Empty, "no team has it yet");

        using var given = await Host.Client.PatchAsJsonAsync($"/api/v1/connections/{connection}", new { teamId = team }, cancellation);
        Assert.That((await HubHost.Json(given)).GetProperty("teamId").GetGuid(), Is.EqualTo(team));
        await Host.Receive("team-shop", ("m2", "minh", "còn hàng không"));

        var seen = await HubHost.Until(() => Seen(agent.Client, connection, cancellation), items => items.Length >= 2, cancellation);
        Assert.That(seen.Select(item => item.GetProperty("teamId").GetGuid()), Has.All.EqualTo(team));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_team_that_does_not_exist_is_refused_by_its_field(CancellationToken cancellation)
    {
        var connection = await Host.Connect("no-team-shop");

        using var changed = await Host.Client.PatchAsJsonAsync(
            $"/api/v1/connections/{connection}", new { teamId = Guid.NewGuid() }, cancellation);
        using var cleared = await Host.Client.PatchAsJsonAsync($"/api/v1/connections/{connection}", new { teamId = (Guid?)null }, cancellation);

        await changed.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "teamId");
        Assert.That((await HubHost.Json(cleared)).GetProperty("teamId").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    private async Task<Guid> Team()
    {
        var home = await Host.Home();
        var row = new Team { WorkspaceId = home, Id = Host.Store.Ids.Next(), Name = $"Sales {Guid.NewGuid():N}", CreatedAt = Host.Store.Now };
        await Host.Store.Write(home, null, db => Task.FromResult(db.Teams.Add(row)), CancellationToken.None);
        return row.Id;
    }

    private static async Task<JsonElement[]> Seen(HttpClient client, Guid connection, CancellationToken cancellation) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/v1/conversations?connectionId={connection}", cancellation))
            .GetProperty("items").EnumerateArray()];
}
