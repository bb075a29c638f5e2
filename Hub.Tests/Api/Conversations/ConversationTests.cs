using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Conversations;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ConversationTests(StorageKind kind)
{
    private HubHost _hub = null!;

    [SetUp]
    public async Task Start()
    {
        _hub = await HubHost.Start(kind, "--Hub:RequestsPerSecond=2000");
        await _hub.Connect("shop");
    }

    [TearDown]
    public async Task Stop()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task The_list_shows_what_waits_and_answering_ends_it(CancellationToken cancellation)
    {
        await _hub.Receive("shop", ("m1", "u1", "giá bao nhiêu"), ("m2", "u1", "gọi em 0912 345 678"));
        var row = await Single("?filter=hasPhone&filter=unanswered:0", item => item.GetProperty("unread").GetInt32() == 2, cancellation);
        Assert.Multiple(() =>
        {
            Assert.That(row.GetProperty("lastMessage").GetProperty("text").GetString(), Is.EqualTo("gọi em 0912 345 678"));
            Assert.That(row.GetProperty("waitingSince").ValueKind, Is.EqualTo(JsonValueKind.String));
            Assert.That(row.GetProperty("connectorId").GetString(), Is.EqualTo(ScriptedConnector.Id));
            Assert.That(row.GetProperty("window").GetProperty("messagesLeft").GetInt32(), Is.EqualTo(10));
        });

        using (await Post($"{Id(row)}/messages", new { text = "100k ạ" }, cancellation))
            row = await Single("", item => item.GetProperty("unread").GetInt32() == 0, cancellation);

        Assert.That(row.GetProperty("waitingSince").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(row.GetProperty("window").GetProperty("messagesLeft").GetInt32(), Is.EqualTo(9));
        Assert.That(await Ids("?filter=unanswered:0", cancellation), Is.Empty);
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Reading_resets_what_is_unread_and_not_what_waits(CancellationToken cancellation)
    {
        await _hub.Receive("shop", ("m1", "u1", "chị ơi"));
        var row = await Single("", item => item.GetProperty("unread").GetInt32() == 1, cancellation);

        using (await Post($"{Id(row)}/read", new { }, cancellation))
            row = await Single("", item => item.GetProperty("unread").GetInt32() == 0, cancellation);

        Assert.That(row.GetProperty("waitingSince").ValueKind, Is.EqualTo(JsonValueKind.String));
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Changes_stand_in_the_timeline_and_a_contact_who_writes_reopens(CancellationToken cancellation)
    {
        using var agent = await _hub.SignIn(BuiltInRoles.Agent.Id);
        await _hub.Receive("shop", ("m1", "u1", "đặt hàng"));
        var id = Id(await Single("", _ => true, cancellation));
        var label = await Label("VIP", cancellation);

        using (var changed = await Patch(id, new { status = "resolved", priority = "high", assigneeId = agent.MemberId }, cancellation))
            Assert.That((await HubHost.Json(changed)).GetProperty("status").GetString(), Is.EqualTo("resolved"));
        using (var labelled = await _hub.Client.PutAsync($"/api/v1/conversations/{id}/labels/{label}", null, cancellation))
            Assert.That((await HubHost.Json(labelled)).GetProperty("labelIds")[0].GetGuid(), Is.EqualTo(label));
        await _hub.Receive("shop", ("m2", "u1", "còn hàng không"));
        await Single("?status=open&priority=high", _ => true, cancellation);
        using (await Post($"{id}/notes", new { text = "khách quen", mentions = new[] { agent.MemberId } }, cancellation))
        {
        }

        var timeline = await _hub.Items($"/api/v1/conversations/{id}/timeline", 7, cancellation);
        Assert.That(
            timeline.Select(Told), Is.EquivalentTo(new[]
            {
                "note khách quen", "statusChanged contact open", "message còn hàng không", $"labelAdded apiKey {label}",
                $"assigned apiKey {agent.MemberId}", "priorityChanged apiKey high", "statusChanged apiKey resolved", "message đặt hàng",
            }));
        Assert.That(timeline.Select(item => item.GetProperty("at").GetDateTimeOffset()), Is.Ordered.Descending);
        var told = await agent.Client.GetFromJsonAsync<JsonElement>("/api/v1/notifications", cancellation);
        Assert.That(told.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("kind").GetString()), Is.EqualTo(new[] { "mention", "assignment" }));
        using (await Patch(id, new { assigneeId = (Guid?)null }, cancellation))
            Assert.That(await Ids("?assigneeId=none", cancellation), Has.Count.EqualTo(1));
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task A_snoozed_conversation_wakes_when_its_time_has_come(CancellationToken cancellation)
    {
        await _hub.Receive("shop", ("m1", "u1", "mai gọi lại"));
        var id = Id(await Single("", _ => true, cancellation));

        using (await Patch(id, new { snoozedUntil = DateTimeOffset.UnixEpoch.AddYears(40) }, cancellation).IsInvalid("snoozedUntil"))
        using (await Patch(id, new { status = "snoozed" }, cancellation).IsInvalid("snoozedUntil"))
        using (await Patch(id, new { snoozedUntil = TimeProvider.System.GetUtcNow().AddHours(1) }, cancellation))
            Assert.That(await Ids("?status=snoozed", cancellation), Has.Count.EqualTo(1));

        await _hub.Store.Write(null, null, db => db.Conversations.Where(row => row.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.SnoozedUntil, _hub.Store.Now.AddSeconds(-1)), cancellation), cancellation);
        await Single("?status=open", _ => true, cancellation);
        Assert.That((await _hub.Items($"/api/v1/conversations/{id}/timeline", 3, cancellation)).Select(Told), Does.Contain("statusChanged system open"));
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Many_are_changed_at_once_and_counted(CancellationToken cancellation)
    {
        await _hub.Receive("shop", [.. Enumerable.Range(0, 6).Select(i => ($"m{i}", $"u{i}", "hỏi"))]);
        var ids = (await _hub.Items("/api/v1/conversations", 6, cancellation)).Select(Id).ToList();
        var label = await Label("Sỉ", cancellation);
        var strange = Guid.NewGuid();

        using var answer = await Post("bulk", new
        {
            ids = ids.Take(3).Append(strange),
            change = new { status = "pending", addLabelIds = new[] { label } },
        }, cancellation);

        var results = (await HubHost.Json(answer)).GetProperty("items").EnumerateArray().ToDictionary(Id, item => item.GetProperty("result").GetString());
        Assert.That(results.Values.Count(result => result == "changed"), Is.EqualTo(3));
        Assert.That(results[strange], Is.EqualTo("notFound"));
        Assert.That(await Ids($"?labelId={label}&status=pending", cancellation), Is.EquivalentTo(ids.Take(3)));
        Assert.That(await Ids($"?status=open&id={ids[0]}&id={ids[5]}", cancellation), Is.EqualTo(new[] { ids[5] }));
        var counts = await _hub.Client.GetFromJsonAsync<JsonElement>("/api/v1/conversations/counts", cancellation);
        Assert.That((counts.GetProperty("open").GetInt32(), counts.GetProperty("pending").GetInt32()), Is.EqualTo((3, 3)));
        Assert.That(counts.GetProperty("byFilter").GetProperty("fromAd").GetInt32(), Is.Zero);
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task A_team_that_takes_turns_shares_out_up_to_its_capacity(CancellationToken cancellation)
    {
        var team = new Team { WorkspaceId = Guid.Empty, Id = _hub.Store.Ids.Next(), Name = "Ca sáng", Assignment = AssignmentMode.RoundRobin, Capacity = 2 };
        using var one = await _hub.SignIn(BuiltInRoles.Agent.Id, teams: [team.Id]);
        using var other = await _hub.SignIn(BuiltInRoles.Agent.Id, teams: [team.Id]);
        await _hub.Store.Write(null, null, db =>
        {
            team.WorkspaceId = db.Workspaces.Single().Id;
            db.Teams.Add(team);
            return Task.CompletedTask;
        }, cancellation);
        await _hub.Receive("shop", [.. Enumerable.Range(0, 5).Select(i => ($"m{i}", $"u{i}", "hỏi"))]);
        var ids = (await _hub.Items("/api/v1/conversations", 5, cancellation)).Select(Id).ToList();

        using (await Post("bulk", new { ids, change = new { teamId = team.Id } }, cancellation))
        {
            Assert.That(await Ids($"?assigneeId={one.MemberId}", cancellation), Has.Count.EqualTo(2));
            Assert.That(await Ids($"?assigneeId={other.MemberId}", cancellation), Has.Count.EqualTo(2));
        }

        var waiting = (await Ids("?assigneeId=none", cancellation)).Single();
        using (await Patch((await Ids($"?assigneeId={one.MemberId}", cancellation))[0], new { status = "resolved" }, cancellation))
            await Single($"?assigneeId={one.MemberId}&id={waiting}", _ => true, cancellation); // room again: the sweep gives it out
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task A_failed_send_shows_in_its_filter_until_it_is_retried(CancellationToken cancellation)
    {
        await _hub.Receive("shop", ("m1", "u1", "hỏi"));
        var id = Id(await Single("", _ => true, cancellation));
        _hub.Connector.SendOutcome = new Outcome.Rejected(new Reason("scripted/blocked"));
        using (await Post($"{id}/messages", new { text = "một" }, cancellation))
            await Single("?filter=failedSend", item => item.GetProperty("failedSend").GetBoolean(), cancellation);
        var failed = (await _hub.Items($"/api/v1/conversations/{id}/messages", 2, cancellation))[0];
        Assert.That(failed.GetProperty("failure").GetProperty("reason").GetString(), Is.Not.Empty);
        _hub.Connector.SendOutcome = new Outcome.Accepted();

        using (var retried = await Post($"{id}/messages/{Id(failed)}/retry", new { }, cancellation))
            Assert.That(retried.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));

        await HubHost.Until(() => Ids("?filter=failedSend", cancellation), found => found.Count == 0, cancellation);
        await HubHost.Until(
            () => _hub.Items($"/api/v1/conversations/{id}/messages", 2, cancellation),
            items => items[0].GetProperty("status").GetString() == "sent", cancellation);
        using var again = await Post($"{id}/messages/{Id(failed)}/retry", new { }, cancellation);
        await again.IsProblem(HttpStatusCode.Conflict, "conflict");
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task A_plan_says_what_a_message_costs_and_the_meter_what_may_be_sent(CancellationToken cancellation)
    {
        await _hub.Receive("shop", ("m1", "u1", "hỏi"));
        var id = Id(await Single("", _ => true, cancellation));

        using var plan = await Post($"{id}/messages/plan", new { text = "một", choices = new[] { new { id = "a", title = "A" } } }, cancellation);
        using var tooLong = await Post($"{id}/messages/plan", new { text = new string('x', 201) }, cancellation);
        var shown = await _hub.Client.GetFromJsonAsync<JsonElement>($"/api/v1/conversations/{id}", cancellation);

        var cost = await HubHost.Json(plan);
        Assert.That((cost.GetProperty("cost").GetInt32(), cost.GetProperty("messagesLeftAfter").GetInt32()), Is.EqualTo((1, 9)));
        Assert.That((await HubHost.Json(tooLong)).GetProperty("problems")[0].GetProperty("code").GetString(), Is.EqualTo("text"));
        Assert.That(_hub.Connector.Sent, Is.Empty);
        var meter = shown.GetProperty("replyWindow");
        Assert.That(meter.GetProperty("reason").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(meter.GetProperty("allowed").EnumerateArray().Select(item => item.GetString()), Does.Contain("text").And.Contain("image"));
        Assert.That(shown.GetProperty("contact").GetProperty("displayName").GetString(), Is.EqualTo("Name of u1"));
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Words_find_messages_contacts_and_the_list(CancellationToken cancellation)
    {
        await _hub.Receive("shop", ("m1", "u1", "Chị ơi ship Đà Nẵng ko ạ"), ("m2", "u2", "giá bao nhiêu"));
        await _hub.Items("/api/v1/conversations", 2, cancellation);

        var hit = (await _hub.Items("/api/v1/search?q=da%20nang%20khong", 1, cancellation)).Single().GetProperty("message");
        var people = await _hub.Items("/api/v1/search?kind=contacts&q=name%20u2", 1, cancellation);

        Assert.That(hit.GetProperty("marks").GetArrayLength(), Is.EqualTo(3));
        Assert.That(people, Has.Length.EqualTo(1));
        Assert.That(await Ids("?q=u2", cancellation), Has.Count.EqualTo(1));
        Assert.That(await Ids("?q=nobody", cancellation), Is.Empty);
        Assert.That((await _hub.Items("/api/v1/contacts?q=NAME%20u2", 1, cancellation)).Single().GetProperty("displayName").GetString(), Is.EqualTo("Name of u2"));
        Assert.That(await _hub.Items("/api/v1/contacts?q=nobody", 0, cancellation), Is.Empty);
        Assert.That(await _hub.Items("/api/v1/orders?q=nothing", 0, cancellation), Is.Empty);
    }

    private static string Told(JsonElement item) => item.GetProperty("kind").GetString() switch
    {
        "message" => "message " + item.GetProperty("message").GetProperty("text").GetString(),
        "note" => "note " + item.GetProperty("note").GetProperty("text").GetString(),
        _ => $"{item.GetProperty("event").GetProperty("type").GetString()} "
            + $"{item.GetProperty("event").GetProperty("actor").GetProperty("kind").GetString()} {item.GetProperty("event").GetProperty("to").GetString()}",
    };

    private static Guid Id(JsonElement item) => item.GetProperty("id").GetGuid();

    private async Task<JsonElement> Single(string query, Func<JsonElement, bool> isSo, CancellationToken cancellation) => (await HubHost.Until(
        () => _hub.Items("/api/v1/conversations" + query, 1, cancellation), items => isSo(items[0]), cancellation)).Single();

    private async Task<List<Guid>> Ids(string query, CancellationToken cancellation) =>
        [.. (await _hub.Items("/api/v1/conversations" + query, 0, cancellation)).Select(Id)];

    private async Task<Guid> Label(string name, CancellationToken cancellation)
    {
        using var answer = await _hub.Client.PostAsJsonAsync("/api/v1/labels", new { name, color = "#1A73E8" }, cancellation);
        return Id(await HubHost.Json(answer));
    }

    private Task<HttpResponseMessage> Post(string path, object body, CancellationToken cancellation) =>
        _hub.Client.PostAsJsonAsync($"/api/v1/conversations/{path}", body, cancellation);

    private Task<HttpResponseMessage> Patch(Guid id, object body, CancellationToken cancellation) =>
        _hub.Client.PatchAsJsonAsync($"/api/v1/conversations/{id}", body, cancellation);
}

internal static class Invalid
{
    public static async Task<HttpResponseMessage> IsInvalid(this Task<HttpResponseMessage> call, string field)
    {
        var answer = await call;
        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid_input", field);
        return answer;
    }
}
