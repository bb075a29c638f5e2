using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Connections;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ParkConnectionTests(StorageKind kind) : HubTest(kind)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Answers_wait_while_webhooks_come_in_and_leave_when_it_is_resumed(CancellationToken cancellation)
    {
        Host.Connector.SendOutcome = new Outcome.Accepted();
        var connection = await Host.Connect("parked");
        using var unreasoned = await Host.Client.PutAsJsonAsync($"/api/v1/connections/{connection}/parking", new { reason = " " }, cancellation);
        using var parked = await Host.Client.PutAsJsonAsync($"/api/v1/connections/{connection}/parking", new { reason = " chuyển hệ thống " }, cancellation);

        await Host.Receive("parked", ("parked-1", "parked-user", "chào"));
        var conversation = (await Host.Items($"/api/v1/conversations?connectionId={connection}", 1, cancellation))[0].GetProperty("id").GetString()!;
        using (await Host.Client.PostAsJsonAsync($"/api/v1/conversations/{conversation}/messages", new { text = "dạ" }, cancellation))
            await Host.Items($"/api/v1/deliveries?conversationId={conversation}&kind=sendMessage&state=owed", 1, cancellation);
        await Task.Delay(TimeSpan.FromSeconds(1), cancellation); // a bell that is heard is heard within milliseconds
        await Host.Items($"/api/v1/deliveries?conversationId={conversation}&kind=sendMessage&state=owed", 1, cancellation);
        var card = await Host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/connections/{connection}", cancellation);
        using var resumed = await Host.Client.DeleteAsync($"/api/v1/connections/{connection}/parking", cancellation);
        await Host.Items($"/api/v1/deliveries?conversationId={conversation}&kind=sendMessage&state=done", 1, cancellation);

        await unreasoned.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "reason");
        Assert.That((await HubHost.Json(parked)).GetProperty("reason").GetString(), Is.EqualTo("chuyển hệ thống"));
        Assert.That((card.GetProperty("state").GetString(), card.GetProperty("parkReason").GetString()), Is.EqualTo(("active", "chuyển hệ thống")));
        Assert.That((await HubHost.Json(resumed)).GetProperty("parkedAt").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(
            await Host.Store.Read(null, db => db.Audit.Where(row => row.Action == "connection.parked" || row.Action == "connection.resumed")
                .OrderBy(row => row.Id).Select(row => row.Reason).ToListAsync(cancellation)), Is.EqualTo(new[] { "chuyển hệ thống", null }).AsCollection);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task It_takes_the_right_to_replay_and_the_sight_of_all(CancellationToken cancellation)
    {
        var connection = await Host.Connect("rights");
        using var other = await Host.OtherWorkspace();
        using var writer = await Host.SignIn(await Host.Role(VisibilityScope.All, Permissions.ConnectionsRead, Permissions.ConnectionsWrite));
        using var narrow = await Host.SignIn(await Host.Role(VisibilityScope.Team, Permissions.DeliveriesRead, Permissions.DeliveriesReplay));

        using var strangers = await other.PutAsJsonAsync($"/api/v1/connections/{connection}/parking", new { reason = "x" }, cancellation);
        using var writers = await writer.Client.PutAsJsonAsync($"/api/v1/connections/{connection}/parking", new { reason = "x" }, cancellation);
        using var narrows = await narrow.Client.DeleteAsync($"/api/v1/connections/{connection}/parking", cancellation);
        using (await Host.Client.PatchAsJsonAsync($"/api/v1/connections/{connection}", new { enabled = false }, cancellation))
        using (var off = await Host.Client.PutAsJsonAsync($"/api/v1/connections/{connection}/parking", new { reason = "x" }, cancellation))
            await off.IsProblem(HttpStatusCode.Conflict, "connection_not_active");

        await strangers.IsProblem(HttpStatusCode.NotFound, "not_found");
        Assert.That(writers.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        await narrows.IsProblem(HttpStatusCode.Forbidden, "sees_too_little");
    }
}
