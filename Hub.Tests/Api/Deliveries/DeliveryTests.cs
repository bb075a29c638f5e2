using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Deliveries;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class DeliveryTests(StorageKind kind) : HubTest(kind)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task Failures_of_one_cause_are_counted_before_they_are_replayed_or_skipped(CancellationToken cancellation)
    {
        var (connection, conversation) = await Fail("bulk", 3, cancellation);
        var lane = new { connectionId = connection, kind = "sendMessage", code = "scripted/no" };

        var causes = await Host.Client.GetFromJsonAsync<JsonElement>("/api/v1/deliveries/causes", cancellation);
        var preview = await Post("/api/v1/deliveries/replays", new { lane.connectionId, lane.kind, lane.code, preview = true }, cancellation);
        using var unreasoned = await Host.Client.PostAsJsonAsync("/api/v1/deliveries/skips", lane, cancellation);
        var skipPreview = await Post("/api/v1/deliveries/skips", new { lane.connectionId, lane.kind, lane.code, preview = true }, cancellation);
        var skipped = await Post("/api/v1/deliveries/skips", new { lane.connectionId, lane.kind, lane.code, reason = "khách đã gọi" }, cancellation);
        var after = await Host.Items($"/api/v1/deliveries?conversationId={conversation}&state=cancelled", 3, cancellation);
        await Arrived(connection, Guid.Parse(conversation), "ad-7", cancellation);
        await Host.Items("/api/v1/deliveries?adId=ad-7&kind=sendMessage", 3, cancellation);
        await Host.Items("/api/v1/deliveries?adId=ad-8", 0, cancellation);

        var cause = causes.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("connectionId").GetGuid() == connection);
        Assert.That((cause.GetProperty("count").GetInt32(), cause.GetProperty("reason").GetString()), Is.EqualTo((3, "The other system refuses it as it is.")));
        Assert.That(cause.GetProperty("detail").GetString(), Is.EqualTo("Not this one."));
        Assert.That((preview.GetProperty("matched").GetInt32(), preview.GetProperty("replayed").GetInt32()), Is.EqualTo((3, 0)));
        Assert.That((skipPreview.GetProperty("matched").GetInt32(), skipPreview.GetProperty("skipped").GetInt32()), Is.EqualTo((3, 0)));
        Assert.That(skipped.GetProperty("skipped").GetInt32(), Is.EqualTo(3));
        await unreasoned.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "reason");
        Assert.That(after.Select(item => item.GetProperty("detail").GetString()), Is.All.EqualTo("khách đã gọi"));
        Assert.That(
            await Host.Store.Read(null, db => db.Audit.CountAsync(row => row.Action == "deliveries.skipped", cancellation)), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_failed_after_the_preview_is_neither_skipped_nor_replayed_with_the_rest(CancellationToken cancellation)
    {
        var (connection, conversation) = await Fail("late", 2, cancellation);
        var skips = await Post("/api/v1/deliveries/skips", new { connectionId = connection, kind = "sendMessage", preview = true }, cancellation);
        var replays = await Post("/api/v1/deliveries/replays", new { connectionId = connection, kind = "sendMessage", preview = true }, cancellation);
        await FailMore(conversation, 3, cancellation);

        var skipped = await Post("/api/v1/deliveries/skips", new
        {
            connectionId = connection,
            kind = "sendMessage",
            reason = "khách đã gọi",
            failedBefore = skips.GetProperty("failedBefore").GetDateTimeOffset(),
        }, cancellation);
        var replayed = await Post("/api/v1/deliveries/replays", new
        {
            connectionId = connection,
            kind = "sendMessage",
            failedBefore = replays.GetProperty("failedBefore").GetDateTimeOffset(),
        }, cancellation);

        Assert.That((skips.GetProperty("matched").GetInt32(), skipped.GetProperty("skipped").GetInt32()), Is.EqualTo((2, 2)));
        Assert.That((replays.GetProperty("matched").GetInt32(), replayed.GetProperty("replayed").GetInt32()), Is.EqualTo((2, 0)));
        Assert.That(await Host.Items($"/api/v1/deliveries?conversationId={conversation}&state=dead", 1, cancellation), Has.Length.EqualTo(1));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_reason_of_a_skip_stands_with_its_group_and_in_the_audit_list(CancellationToken cancellation)
    {
        var (connection, conversation) = await Fail("reasoned", 2, cancellation);
        await Post("/api/v1/deliveries/skips", new { connectionId = connection, kind = "sendMessage", reason = "nhập tay trong CRM" }, cancellation);
        var alike = await Skipped(connection, cancellation);
        await FailMore(conversation, 1, cancellation);
        await Post("/api/v1/deliveries/skips", new { connectionId = connection, kind = "sendMessage", reason = "trùng" }, cancellation);
        var mixed = await Skipped(connection, cancellation);
        var audit = (await Host.Items("/api/v1/audit?action=deliveries.skipped", 2, cancellation))
            .Where(item => item.GetProperty("subject").GetProperty("id").GetGuid() == connection);

        Assert.That((alike.GetProperty("count").GetInt32(), alike.GetProperty("skipReason").GetString()), Is.EqualTo((2, "nhập tay trong CRM")));
        Assert.That((mixed.GetProperty("count").GetInt32(), mixed.GetProperty("skipReason").GetString()), Is.EqualTo((3, (string?)null)));
        Assert.That(audit.Select(item => item.GetProperty("reason").GetString()), Is.EqualTo(new[] { "trùng", "nhập tay trong CRM" }).AsCollection);
    }

    private async Task<JsonElement> Skipped(Guid connection, CancellationToken cancellation) =>
        (await Host.Client.GetFromJsonAsync<JsonElement>("/api/v1/deliveries/causes?state=cancelled", cancellation)).GetProperty("items")
            .EnumerateArray().Single(item => item.GetProperty("connectionId").GetGuid() == connection);

    private Task Arrived(Guid connection, Guid conversation, string ad, CancellationToken cancellation) =>
        Host.Store.Write(null, null, async db => db.Referrals.Add(new ReferralRecord
        {
            WorkspaceId = (await db.Connections.SingleAsync(row => row.Id == connection, cancellation)).WorkspaceId,
            Id = Host.Store.Ids.Next(),
            ConversationId = conversation,
            ConnectionId = connection,
            EventKey = ad,
            AdId = ad,
            OccurredAt = Host.Store.Now,
        }), cancellation);

    [Test]
    [CancelAfter(60_000)]
    public async Task One_is_skipped_with_a_reason_once_and_can_be_replayed_all_the_same(CancellationToken cancellation)
    {
        var (_, conversation) = await Fail("single", 1, cancellation);
        var id = (await Host.Items($"/api/v1/deliveries?conversationId={conversation}&state=dead", 1, cancellation))[0].GetProperty("id").GetString();
        using var other = await Host.OtherWorkspace();

        using var strangers = await other.PostAsJsonAsync($"/api/v1/deliveries/{id}/skip", new { reason = "x" }, cancellation);
        using var empty = await Host.Client.PostAsJsonAsync($"/api/v1/deliveries/{id}/skip", new { reason = " " }, cancellation);
        using var done = await Host.Client.PostAsJsonAsync($"/api/v1/deliveries/{id}/skip", new { reason = "không cần nữa" }, cancellation);
        using var twice = await Host.Client.PostAsJsonAsync($"/api/v1/deliveries/{id}/skip", new { reason = "x" }, cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/deliveries/{id}");
        request.Headers.Add("Accept-Language", "vi");
        var card = await HubHost.Json(await Host.Client.SendAsync(request, cancellation));
        using var replayed = await Host.Client.PostAsync($"/api/v1/deliveries/{id}/replay", null, cancellation);

        await strangers.IsProblem(HttpStatusCode.NotFound, "not_found");
        await empty.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "reason");
        await twice.IsProblem(HttpStatusCode.Conflict, "conflict");
        Assert.That(done.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(card.GetProperty("delivery").GetProperty("state").GetString(), Is.EqualTo("cancelled"));
        Assert.That(
            card.GetProperty("attempts").EnumerateArray().Select(item => $"{item.GetProperty("outcome").GetString()}: {item.GetProperty("reason").GetString()}"),
            Is.EqualTo(new[] { "Skipped: Đã được bỏ qua theo quyết định của người dùng.", "Rejected: Hệ thống kia từ chối nội dung này." }).AsCollection);
        Assert.That(replayed.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task One_leads_to_its_conversation_and_contact_and_counts_the_try_that_was_refused(CancellationToken cancellation)
    {
        var (_, conversation) = await Fail("placed", 1, cancellation);
        var contact = (await Host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/conversations/{conversation}", cancellation))
            .GetProperty("contact").GetProperty("id").GetString();

        var listed = (await Host.Items($"/api/v1/deliveries?conversationId={conversation}&state=dead", 1, cancellation))[0];
        var one = (await Host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/deliveries/{listed.GetProperty("id").GetString()}", cancellation)).GetProperty("delivery");

        foreach (var delivery in new[] { listed, one })
        {
            Assert.That((Text(delivery, "conversationId"), Text(delivery, "contactId")), Is.EqualTo((conversation, contact)));
            Assert.That((delivery.GetProperty("attempts").GetInt32(), delivery.GetProperty("mayReplay").GetBoolean()), Is.EqualTo((1, true)));
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_a_disconnected_account_owed_says_that_it_takes_a_new_connection_and_not_a_switch(CancellationToken cancellation)
    {
        var (connection, conversation) = await Fail("gone", 1, cancellation);
        var id = (await Host.Items($"/api/v1/deliveries?conversationId={conversation}&state=dead", 1, cancellation))[0].GetProperty("id").GetString();
        using (var ended = await Host.Client.PostAsync($"/api/v1/connections/{connection}/disconnect", null, cancellation))
            Assert.That(ended.IsSuccessStatusCode, await ended.Content.ReadAsStringAsync(cancellation));

        using var refused = await Host.Client.PostAsync($"/api/v1/deliveries/{id}/replay", null, cancellation);

        await refused.IsProblem(HttpStatusCode.Conflict, "connection_not_active");
        Assert.That(Text(await refused.Content.ReadFromJsonAsync<JsonElement>(cancellation), "detail"), Is.EqualTo("Its account is disconnected. Connect it again first, or skip this."));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    [Test]
    [CancelAfter(60_000)]
    public async Task A_cause_is_an_outcome_with_its_code_or_without_one(CancellationToken cancellation)
    {
        var (connection, _) = await Fail("exact", 2, cancellation);
        await Host.Store.Write(null, null, db => db.Deliveries
            .Where(row => row.ConnectionId == connection && row.Kind == DeliveryKind.SendMessage && row.State == DeliveryState.Dead)
            .OrderBy(row => row.Id).Take(1).ExecuteUpdateAsync(set => set.SetProperty(row => row.Code, (string?)null), cancellation), cancellation);

        async Task<int> Matched(string? outcome, string? code) => (await Post(
            "/api/v1/deliveries/replays", new { connectionId = connection, kind = "sendMessage", outcome, code, preview = true }, cancellation))
            .GetProperty("matched").GetInt32();

        Assert.That(await Matched("Rejected", "scripted/no"), Is.EqualTo(1));
        Assert.That(await Matched("Rejected", null), Is.EqualTo(1));
        Assert.That(await Matched("Conflict", "scripted/no"), Is.Zero);
        Assert.That(await Matched(null, null), Is.EqualTo(2));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Whoever_sees_only_their_teams_conversations_sees_no_deliveries(CancellationToken cancellation)
    {
        using var narrow = await Host.SignIn(await Host.Role(VisibilityScope.Team, Permissions.DeliveriesRead, Permissions.DeliveriesReplay, Permissions.KeysManage));

        foreach (var path in new[] { "", "/causes", $"/{Guid.NewGuid()}" })
            using (var answer = await narrow.Client.GetAsync($"/api/v1/deliveries{path}", cancellation))
                await answer.IsProblem(HttpStatusCode.Forbidden, "sees_too_little");
        foreach (var (path, body) in new (string, object?)[]
        {
            ("replays", new { connectionId = Guid.NewGuid(), kind = "sendMessage", preview = true }), ($"{Guid.NewGuid()}/replay", null),
            ("skips", new { connectionId = Guid.NewGuid(), kind = "sendMessage", preview = true }), ($"{Guid.NewGuid()}/skip", new { reason = "x" }),
        })
            using (var answer = await narrow.Client.PostAsJsonAsync($"/api/v1/deliveries/{path}", body, cancellation))
                await answer.IsProblem(HttpStatusCode.Forbidden, "sees_too_little");
        using var key = await narrow.Client.PostAsJsonAsync("/api/v1/api-keys", new { name = "wide", scopes = new[] { Permissions.DeliveriesRead } }, cancellation);
        await key.IsProblem(HttpStatusCode.Forbidden, "sees_too_little");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_waits_says_when_its_next_turn_is(CancellationToken cancellation)
    {
        Host.Connector.SendOutcome = new Outcome.Throttled(TimeSpan.FromHours(1), ThrottleScope.Recipient, new Reason("scripted/busy"));
        var connection = await Host.Connect("waits");
        await Host.Receive("waits", ("waits-1", "waits-user", "chào"));
        var conversation = (await Host.Items($"/api/v1/conversations?connectionId={connection}", 1, cancellation))[0].GetProperty("id").GetString()!;
        using var sent = await Host.Client.PostAsJsonAsync($"/api/v1/conversations/{conversation}/messages", new { text = "dạ" }, cancellation);

        var causes = await HubHost.Until(
            () => Host.Client.GetFromJsonAsync<JsonElement>("/api/v1/deliveries/causes?state=owed", cancellation), found => Busy(found).Any(), cancellation);

        Assert.That(
            Busy(causes).Single().GetProperty("nextAt").GetDateTimeOffset(), Is.EqualTo(Host.Store.Now.AddHours(1)).Within(TimeSpan.FromMinutes(2)));

        IEnumerable<JsonElement> Busy(JsonElement found) => found.GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("connectionId").GetGuid() == connection && item.GetProperty("code").GetString() == "scripted/busy");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_a_switched_off_connection_owed_is_told_and_goes_on_when_it_is_back(CancellationToken cancellation)
    {
        Host.Connector.SendOutcome = new Outcome.Throttled(TimeSpan.FromHours(1), ThrottleScope.Recipient, new Reason("scripted/busy"));
        var connection = await Host.Connect("switched");
        await Host.Receive("switched", ("switched-1", "switched-user", "chào"));
        var conversation = (await Host.Items($"/api/v1/conversations?connectionId={connection}", 1, cancellation))[0].GetProperty("id").GetString()!;
        using (await Host.Client.PostAsJsonAsync($"/api/v1/conversations/{conversation}/messages", new { text = "dạ" }, cancellation))
        using (await Host.Client.PatchAsJsonAsync($"/api/v1/connections/{connection}", new { enabled = false }, cancellation))
        {
            // Awaited first: a try under way is settled after the switch.
            var cancelled = await Host.Items($"/api/v1/deliveries?conversationId={conversation}&kind=sendMessage&state=cancelled", 1, cancellation);
            var message = (await Host.Items($"/api/v1/conversations/{conversation}/messages", 2, cancellation))
                .Single(item => item.GetProperty("direction").GetString() == "outbound");
            Assert.That(message.GetProperty("status").GetString(), Is.EqualTo("failed"));
            Assert.That(cancelled.Single().GetProperty("reason").GetString(), Does.StartWith("The connection was switched off"));
            Assert.That(await Host.Items($"/api/v1/conversations?filter=failedSend&connectionId={connection}", 1, cancellation), Has.Length.EqualTo(1));
        }

        using (var early = await Host.Client.PostAsync($"/api/v1/deliveries/{await Dead(conversation, cancellation)}/replay", null, cancellation))
            await early.IsProblem(HttpStatusCode.Conflict, "connection_not_active");
        await Owe(connection, conversation, cancellation);
        Host.Connector.SendOutcome = new Outcome.Accepted();
        using (await Host.Client.PatchAsJsonAsync($"/api/v1/connections/{connection}", new { enabled = true }, cancellation))
        using (var again = await Host.Client.PostAsync($"/api/v1/deliveries/{await Dead(conversation, cancellation)}/replay", null, cancellation))
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));

        await Host.Items($"/api/v1/deliveries?conversationId={conversation}&kind=sendMessage&state=done", 1, cancellation);
        Assert.That(
            await Host.Store.Read(null, db => db.Deliveries.CountAsync(
                row => row.ConnectionId == connection && row.Kind == DeliveryKind.Poll && row.State == DeliveryState.Cancelled, cancellation)), Is.Zero);
    }

    // As if it had been owed when the connection was switched off; this platform has no such work of its own.
    private Task Owe(Guid connection, string conversation, CancellationToken cancellation) => Host.Store.Write(null, null, async db =>
    {
        var sample = await db.Deliveries.FirstAsync(row => row.ConnectionId == connection && row.State == DeliveryState.Cancelled, cancellation);
        db.Deliveries.Add(new Delivery
        {
            WorkspaceId = sample.WorkspaceId,
            Id = Host.Store.Ids.Next(),
            ConnectionId = connection,
            Kind = DeliveryKind.Poll,
            SubjectId = Guid.Parse(conversation),
            State = DeliveryState.Cancelled,
            Outcome = sample.Outcome,
            Code = sample.Code,
            OwedAt = sample.OwedAt,
            DueAt = sample.DueAt,
        });
    }, cancellation);

    private async Task<string> Dead(string conversation, CancellationToken cancellation) =>
        (await Host.Items($"/api/v1/deliveries?conversationId={conversation}&kind=sendMessage&state=cancelled", 1, cancellation))[0].GetProperty("id").GetString()!;

    [Test]
    [CancelAfter(60_000)]
    public async Task A_connections_health_is_told_in_numbers_and_its_state_in_words(CancellationToken cancellation)
    {
        var (connection, _) = await Fail("health", 2, cancellation);
        using (await Host.Client.PatchAsJsonAsync($"/api/v1/connections/{connection}", new { enabled = false }, cancellation))
        {
            var health = (await Host.Client.GetFromJsonAsync<JsonElement>("/api/v1/connections/health", cancellation)).GetProperty("items")
                .EnumerateArray().Single(item => item.GetProperty("connectionId").GetGuid() == connection);
            var card = await Host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/connections/{connection}", cancellation);

            Assert.That((health.GetProperty("dead").GetInt32(), health.GetProperty("owed").GetInt32()), Is.EqualTo((2, 0)));
            Assert.That(health.GetProperty("lastEventAt").ValueKind, Is.EqualTo(JsonValueKind.String));
            Assert.That(card.GetProperty("reason").GetString(), Is.EqualTo("It was switched off."));
            Assert.That(card.GetProperty("wayOn").GetString(), Is.Not.Empty);
        }
    }

    private async Task<(Guid Connection, string Conversation)> Fail(string account, int messages, CancellationToken cancellation)
    {
        Host.Connector.SendOutcome = new Outcome.Rejected(new Reason("scripted/no", "Not this one."));
        var connection = await Host.Connect(account);
        await Host.Receive(account, ($"{account}-1", $"{account}-user", "chào"));
        var conversation = (await Host.Items($"/api/v1/conversations?connectionId={connection}", 1, cancellation))[0].GetProperty("id").GetString()!;
        for (var dead = 1; dead <= messages; dead++)
            await FailMore(conversation, dead, cancellation);
        return (connection, conversation);
    }

    private async Task FailMore(string conversation, int dead, CancellationToken cancellation)
    {
        using (await Host.Client.PostAsJsonAsync($"/api/v1/conversations/{conversation}/messages", new { text = "dạ" }, cancellation))
            await Host.Items($"/api/v1/deliveries?conversationId={conversation}&state=dead", dead, cancellation);
    }

    private async Task<JsonElement> Post(string path, object body, CancellationToken cancellation)
    {
        using var answer = await Host.Client.PostAsJsonAsync(path, body, cancellation);
        return await HubHost.Json(answer);
    }
}
