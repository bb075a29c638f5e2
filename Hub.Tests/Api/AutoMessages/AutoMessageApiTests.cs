using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.AutoMessages;

public sealed class AutoMessageApiTests() : HubTest(StorageKind.Sqlite)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Automatic_messages_are_the_platforms_and_their_errors_are_said_before_it_is_asked(CancellationToken cancellation)
    {
        var path = $"/api/v1/connections/{await Host.Connect("shop")}/auto-messages";
        using var reader = await Host.ClientWithScopes(Permissions.ConnectionsRead);

        using (var wrong = await Save(path, new { kind = "chatPrompt", title = new string('x', 19), text = "" }, cancellation))
        {
            await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "title");
            await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "text");
        }

        using (var other = await Save(path, new { kind = "welcome", text = "hi" }, cancellation))
            await other.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "kind");
        Host.Connector.AutoFailures.Enqueue(null);
        Host.Connector.AutoFailures.Enqueue(new Outcome.Transient(new Reason("scripted/busy")));
        await Done(await Save(path, new { kind = "chatPrompt", title = "Giá", text = "CANARYAUTO" }, cancellation));
        using (var busy = await Save(path, new { kind = "chatPrompt", title = "Giao hàng", text = "x" }, cancellation))
            await busy.IsProblem(HttpStatusCode.UnprocessableEntity, "vendor_refused");
        Assert.That(Host.Connector.Auto.Groups[0].Messages, Has.Count.EqualTo(1), "what is not known is not changed, what is done is not undone");
        await Done(await Save(path, new { kind = "chatPrompt", title = "Giao hàng", text = "CANARYAUTO" }, cancellation));
        using (var third = await Save(path, new { kind = "chatPrompt", title = "3", text = "3" }, cancellation))
            await third.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "kind");
        using (var reviewed = await Save(path, new { kind = "chatPrompt", title = "x", text = "x", id = "auto-1" }, cancellation))
            await reviewed.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "text");
        await Done(await Host.Client.PutAsJsonAsync(path + "/switch", new { kind = "chatPrompt", on = true }, cancellation));
        await Done(await Host.Client.PutAsJsonAsync(path + "/order", new { kind = "chatPrompt", order = new[] { "auto-2", "auto-1" } }, cancellation));
        using (var forbidden = await reader.DeleteAsync(path + "?kind=chatPrompt&messageId=auto-1", cancellation))
            await forbidden.IsProblem(HttpStatusCode.Forbidden, "missing_permission");

        var group = (await reader.GetFromJsonAsync<JsonElement>(path, cancellation)).GetProperty("groups").EnumerateArray().Single();
        Assert.That((group.GetProperty("on").GetBoolean(), group.GetProperty("most").GetInt32()), Is.EqualTo((true, 2)));
        Assert.That(
            group.GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("id").GetString(), item.GetProperty("review").GetString())),
            Is.EqualTo(new[] { ("auto-2", "reviewing"), ("auto-1", "reviewing") }));
        await Done(await Host.Client.DeleteAsync(path + "?kind=chatPrompt&messageId=auto-1", cancellation));
        Assert.That(Host.Connector.Auto.Groups[0].Messages.Select(message => message.Id), Is.EqualTo(new[] { "auto-2" }));
        Assert.That(
            await Host.Store.Read(null, db => db.Audit.Where(row => row.Action.StartsWith("connection.auto_")).Select(row => row.Action).Order().ToListAsync(cancellation)),
            Is.EqualTo(new[]
            {
                "connection.auto_message_deleted", "connection.auto_message_saved", "connection.auto_message_saved",
                "connection.auto_messages_sorted", "connection.auto_messages_switched",
            }));
        Assert.That(string.Join('\n', Host.Log.Lines), Does.Not.Contain("CANARY"));

        Host.Connector.Auto = new AutoMessagesAnswer([], new Outcome.AuthExpired(new Reason("scripted/expired")));
        using var refused = await Host.Client.GetAsync(path, cancellation);
        await refused.IsProblem(HttpStatusCode.UnprocessableEntity, "vendor_refused");
    }

    private static async Task Done(HttpResponseMessage answer)
    {
        using (answer)
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent), await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> Save(string path, object body, CancellationToken cancellation) =>
        Host.Client.PutAsJsonAsync(path, body, cancellation);
}
