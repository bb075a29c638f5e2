using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Deliveries;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class DeliveryTests(StorageKind kind) : HubTest(kind)
{
    protected override Task Arrange()
    {
        Host.Connector.SendOutcome = new Outcome.Rejected(new Reason("scripted/no", "Not this one."));
        return Task.CompletedTask;
    }

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

        var cause = causes.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("connectionId").GetGuid() == connection);
        Assert.That((cause.GetProperty("count").GetInt32(), cause.GetProperty("reason").GetString()), Is.EqualTo((3, "The other system refuses it as it is.")));
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
        var connection = await Host.Connect(account);
        await Host.Receive(account, ($"{account}-1", $"{account}-user", "chào"));
        var conversation = (await Host.Items($"/api/v1/conversations?connectionId={connection}", 1, cancellation))[0].GetProperty("id").GetString()!;
        for (var i = 0; i < messages; i++)
            using (await Host.Client.PostAsJsonAsync($"/api/v1/conversations/{conversation}/messages", new { text = "dạ" }, cancellation))
                await Host.Items($"/api/v1/deliveries?conversationId={conversation}&state=dead", i + 1, cancellation);
        return (connection, conversation);
    }

    private async Task<JsonElement> Post(string path, object body, CancellationToken cancellation)
    {
        using var answer = await Host.Client.PostAsJsonAsync(path, body, cancellation);
        return await HubHost.Json(answer);
    }
}
