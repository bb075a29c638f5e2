using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Comments;
using Hub.Core.Ingest.Applying;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Comments;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class CommentApiTests(StorageKind kind) : HubTest(kind)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task The_queue_is_seen_by_who_sees_its_conversations_and_answered_by_who_may_send(CancellationToken cancellation)
    {
        var connection = await Host.Connect("shop");
        var team = Host.Store.Ids.Next();
        await Host.Store.Write(null, null, async db =>
        {
            var row = await db.Connections.SingleAsync(found => found.Id == connection, cancellation);
            (row.TeamId, _) = (team, db.Teams.Add(new Team { WorkspaceId = row.WorkspaceId, Id = team, Name = "Sales" }));
        }, cancellation);
        await Comment(connection, "lan", cancellation);
        var sends = await Host.Role(VisibilityScope.Team, Permissions.ConversationsRead, Permissions.MessagesSend);
        using var colleague = await Host.SignIn(sends, null, team);
        using var stranger = await Host.SignIn(sends);
        using var reader = await Host.ClientWithScopes(Permissions.ConversationsRead);
        var waiting = (await Host.Items("/api/v1/comments", 1, cancellation)).Single();
        var path = $"/api/v1/comments/{waiting.GetProperty("id").GetString()}";
        Assert.That(waiting.GetProperty("text").GetString(), Is.EqualTo("CANARYTEXT how much?"));
        Assert.That(waiting.GetProperty("mayBeAnswered").GetBoolean(), Is.True);

        Assert.That(await HubHost.Status(stranger.Client, path, cancellation), Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await HubHost.Status(colleague.Client, path, cancellation), Is.EqualTo(HttpStatusCode.OK));
        using (var hidden = await stranger.Client.PostAsJsonAsync(path + "/answer", new { text = "hi" }, cancellation))
            await hidden.IsProblem(HttpStatusCode.NotFound, "not_found");
        using (var forbidden = await reader.PostAsJsonAsync(path + "/answer", new { text = "hi" }, cancellation))
            await forbidden.IsProblem(HttpStatusCode.Forbidden, "missing_permission");
        using (var nothing = await colleague.Client.PostAsJsonAsync(path + "/answer", new { text = " " }, cancellation))
            await nothing.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "text");
        using (var endless = await colleague.Client.PostAsJsonAsync(path + "/answer", new { text = new string('x', 201) }, cancellation))
            await endless.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "text");
        using (var answered = await colleague.Client.PostAsJsonAsync(path + "/answer", new { text = "CANARYREPLY 100k" }, cancellation))
            Assert.That(answered.StatusCode, Is.EqualTo(HttpStatusCode.Accepted), await answered.Content.ReadAsStringAsync(cancellation));
        using (var again = await colleague.Client.PostAsJsonAsync(path + "/answer", new { text = "again" }, cancellation))
            await again.IsProblem(HttpStatusCode.UnprocessableEntity, "comment_answered");

        var done = await HubHost.Until(
            () => Host.Items("/api/v1/comments?shelf=answered", 1, cancellation),
            items => items[0].GetProperty("answerStatus").GetString() == "sent", cancellation);
        using (var late = await colleague.Client.PostAsync(path + "/dismiss", null, cancellation))
            await late.IsProblem(HttpStatusCode.UnprocessableEntity, "comment_answered");
        Assert.That(done[0].GetProperty("memberId").GetGuid(), Is.EqualTo(colleague.MemberId));
        Assert.That(Host.Connector.Answered.Single().Comment, Is.EqualTo("comment-lan"));
        Assert.That(Host.Connector.Sent, Is.Empty, "an answer to a comment is no plain message");
        var thread = done[0].GetProperty("conversationId").GetString();
        Assert.That(await HubHost.Status(colleague.Client, $"/api/v1/conversations/{thread}", cancellation), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(string.Join('\n', Host.Log.Lines), Does.Not.Contain("CANARY"));

        await Comment(connection, "mai", cancellation);
        var other = (await Host.Items("/api/v1/comments", 1, cancellation)).Single().GetProperty("id").GetString();
        using (var dismissed = await Host.Client.PostAsync($"/api/v1/comments/{other}/dismiss", null, cancellation))
            Assert.That(dismissed.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await Host.Items("/api/v1/comments?shelf=closed", 1, cancellation)).Single().GetProperty("state").GetString(), Is.EqualTo("dismissed"));

        await Switches(connection, cancellation);
    }

    private async Task Switches(Guid connection, CancellationToken cancellation)
    {
        var path = $"/api/v1/connections/{connection}/comments";
        using (var on = await Host.Client.PutAsJsonAsync(path, new { on = true }, cancellation))
            Assert.That((await HubHost.Json(on)).GetProperty("on").GetBoolean(), Is.True);
        Assert.That(Host.Connector.CommentsOn.IsOn, Is.True);

        Host.Connector.CommentsOn = new CommentSwitch(new Outcome.Accepted());
        using (var untold = await Host.Client.GetAsync(path, cancellation))
            Assert.That((await HubHost.Json(untold)).GetProperty("on").ValueKind, Is.EqualTo(JsonValueKind.Null));

        Host.Connector.CommentsOn = new CommentSwitch(new Outcome.Rejected(new Reason("scripted/region", "Not in your region.")));
        using var refused = await Host.Client.GetAsync(path, cancellation);
        var problem = await refused.IsProblem(HttpStatusCode.UnprocessableEntity, "vendor_refused");
        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("scripted/region: Not in your region."));
        using var nowhere = await Host.Client.GetAsync($"/api/v1/connections/{Guid.NewGuid()}/comments", cancellation);
        await nowhere.IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    private Task Comment(Guid connection, string person, CancellationToken cancellation) => Host.Store.Write(null, connection, async db =>
    {
        var row = await db.Connections.SingleAsync(found => found.Id == connection, cancellation);
        await Host.Get<EventApplier>().Apply(db, row, [new CommentEvent
        {
            EventKey = person,
            OccurredAt = Host.Store.Now,
            CommentKey = "comment-" + person,
            Text = "CANARYTEXT how much?",
            IsAnswerable = true,
            Contact = new Participant([new Identity("user", person)], "Name of " + person),
        }], cancellation);
    }, cancellation);
}
