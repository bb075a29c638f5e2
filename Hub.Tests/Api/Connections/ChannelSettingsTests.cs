using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Connections;

/// <summary>What is set for one channel by the API: how long it keeps messages, and how they carry tracking ids; and what its ads' platform has counted.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ChannelSettingsTests(StorageKind kind)
{
    [Test]
    [CancelAfter(90_000)]
    public async Task Retention_tracking_and_reconciliation_do_what_they_say_and_are_for_those_that_have_them(CancellationToken cancellation)
    {
        await using var stage = await Stage.Set(kind);
        await using var hub = await stage.Host();
        await stage.Connect("whatsapp", "tiktok-events", "hubspot");

        await Retention(stage);
        await Tracking(stage, cancellation);
        await Reconciliation(stage);
        Assert.That(await stage.Read(db => db.Audit.Select(row => row.Action).ToListAsync(cancellation)),
            Is.SupersetOf(new[] { "connection.retention_changed", "connection.tracking_changed" }));
    }

    private static async Task Retention(Stage stage)
    {
        var mine = $"/api/v1/connections/{stage.Connections["whatsapp"]}/retention";
        Assert.That(await Days(), Is.Null, "messages are kept unless somebody says otherwise");
        await Refused(stage.Api.PutAsJsonAsync(mine, new { days = 29 }), "days");
        await Refused(stage.Api.PutAsJsonAsync(mine, new { days = 3651 }), "days");
        await Refused(stage.Api.PutAsJsonAsync($"/api/v1/connections/{stage.Connections["hubspot"]}/retention", new { days = 30 }), "days");
        using var unknown = await stage.Api.PutAsJsonAsync($"/api/v1/connections/{Guid.NewGuid()}/retention", new { days = 30 });
        await unknown.IsProblem(HttpStatusCode.NotFound, "not_found");
        await Done(stage.Api.PutAsJsonAsync(mine, new { days = 30 }));
        Assert.That(await Days(), Is.EqualTo(30));
        await Done(stage.Api.PutAsJsonAsync(mine, new { days = (int?)null }));
        Assert.That(await Days(), Is.Null);

        async Task<int?> Days() => (await stage.Api.GetFromJsonAsync<JsonElement>(mine)).GetProperty("days") is { ValueKind: JsonValueKind.Number } days
            ? days.GetInt32() : null;
    }

    private static async Task Tracking(Stage stage, CancellationToken cancellation)
    {
        var mine = $"/api/v1/connections/{stage.Connections["whatsapp"]}/tracking";
        object Rule(string platform, string pattern) => new { platform, pattern, isExpression = false };
        await Refused(stage.Api.PutAsJsonAsync(mine, Rule("hubspot", "[tt:{id}]"), cancellation), "platform");
        await Refused(stage.Api.PutAsJsonAsync(mine, Rule("tiktok-events", "no place for an id"), cancellation), "pattern");
        await Refused(
            stage.Api.PutAsJsonAsync($"/api/v1/connections/{stage.Connections["hubspot"]}/tracking", Rule("tiktok-events", "[tt:{id}]"), cancellation), "pattern");
        var tried = await Done(stage.Api.PostAsJsonAsync(
            "/api/v1/tracking/try", new { pattern = "[tt:{id}]", isExpression = false, text = "Chào shop [tt:E17]" }, cancellation));
        Assert.That(tried.GetProperty("takenOut").GetProperty("trackingId").GetString(), Is.EqualTo("E17"));

        await Done(stage.Api.PutAsJsonAsync(mine, Rule("tiktok-events", "[tt:{id}]"), cancellation));
        await stage.Happens(new { platform = "whatsapp", from = "84901234567", text = "Chào shop [tt:E17]" });
        var arrival = await stage.Until(db => db.Referrals.SingleOrDefaultAsync(cancellation), row => row is not null, cancellation);
        Assert.That((arrival!.TrackingId, arrival.Platform), Is.EqualTo(("E17", "tiktok-events")));
        Assert.That(await stage.Read(db => db.Messages.Select(row => row.Text).SingleAsync(cancellation)), Is.EqualTo("Chào shop"));
        using var gone = await stage.Api.DeleteAsync(mine, cancellation);
        Assert.That((await stage.Api.GetFromJsonAsync<JsonElement>(mine, cancellation)).GetProperty("rule").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    private static async Task Reconciliation(Stage stage)
    {
        await Refused(stage.Api.GetAsync("/api/v1/signals/reconciliation?from=2026-11-02&to=2026-11-01"), "from");
        await Refused(stage.Api.GetAsync("/api/v1/signals/reconciliation?from=2026-10-01&to=2026-11-01"), "from");
        var untold = await Ask();
        Assert.That((untold.GetProperty("code").GetString(), untold.GetProperty("reason").GetString()), Is.EqualTo(("tiktok-events/no-metric",
            "Enter the name of the metric in the connection's settings: TikTok publishes none for messaging.")));

        await Done(stage.Api.PatchAsJsonAsync($"/api/v1/connections/{stage.Connections["tiktok-events"]}", new
        {
            settings = new { countMetric = "messaging_total_conversation_tiktok_direct_message", advertiserId = "7100000000000000001" },
        }));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        await stage.Until(db => db.LedgerEntries.CountAsync(row => row.State == LedgerState.Sent, patience.Token), count => count > 0, patience.Token);
        var counts = (await Ask()).GetProperty("counts")[0];
        Assert.That((counts.GetProperty("kind").GetString(), counts.GetProperty("sent").GetInt32(), counts.GetProperty("platform").GetInt64()),
            Is.EqualTo(("conversationStarted", 1, 1L)));

        async Task<JsonElement> Ask() =>
            (await Done(stage.Api.GetAsync("/api/v1/signals/reconciliation?language=en"))).GetProperty("platforms").EnumerateArray()
                .Single(row => row.GetProperty("connectionId").GetGuid() == stage.Connections["tiktok-events"]);
    }

    private static async Task<JsonElement> Done(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        return await HubHost.Json(answer);
    }

    private static async Task Refused(Task<HttpResponseMessage> call, string field)
    {
        using var answer = await call;
        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid_input", field);
    }
}
