using System.Net;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Signals;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class LedgerTests(StorageKind kind)
{
    [Test]
    [CancelAfter(60_000)]
    public async Task The_ledger_says_in_words_why_a_signal_stayed_and_what_it_is_about(CancellationToken cancellation)
    {
        await using var hub = await HubHost.Start(kind);
        var connection = await hub.Connect("shop");
        await hub.Receive("shop", ("m1", "u1", "chào"));
        var conversation = (await hub.Items("/api/v1/conversations", 1, cancellation))[0].GetProperty("id").GetGuid();
        await Signals(hub, connection, conversation);

        var all = await hub.Items("/api/v1/signals", 2, cancellation);
        var dropped = await hub.Items($"/api/v1/signals?state=dropped&conversationId={conversation}", 1, cancellation);
        var elsewhere = await hub.Client.GetStringAsync($"/api/v1/signals?conversationId={Guid.NewGuid()}", cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/signals?state=dropped");
        request.Headers.Add("Accept-Language", "vi");
        var vietnamese = (await HubHost.Json(await hub.Client.SendAsync(request, cancellation))).GetProperty("items")[0];

        var sent = all.Single(item => item.GetProperty("state").GetString() == "sent");
        Assert.That(sent.GetProperty("reason").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(sent.GetProperty("referral").GetProperty("adId").GetString(), Is.EqualTo("ad-1"));
        Assert.That(dropped.Single().GetProperty("reason").GetString(), Is.EqualTo("No ad has brought this contact."));
        Assert.That(vietnamese.GetProperty("reason").GetString(), Is.EqualTo("Khách này không đến từ quảng cáo nào."));
        Assert.That(elsewhere, Does.Contain("\"items\":[]"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task The_ledger_is_exported_for_spreadsheets_and_reports_count_a_span(CancellationToken cancellation)
    {
        await using var hub = await HubHost.Start(kind);
        var connection = await hub.Connect("shop");
        await hub.Receive("shop", ("m1", "u1", "chào shop MARKER"));
        var conversation = (await hub.Items("/api/v1/conversations", 1, cancellation))[0].GetProperty("id").GetGuid();
        await Signals(hub, connection, conversation);
        var began = await hub.Store.Read(null, db => db.Conversations.Select(row => row.StartedAt).SingleAsync(cancellation));
        var span = $"from={Uri.EscapeDataString(began.AddDays(-1).ToString("O"))}&to={Uri.EscapeDataString(hub.Store.Now.AddDays(1).ToString("O"))}";

        using var file = await hub.Client.GetAsync($"/api/v1/signals/export?{span.Replace("from=", "_=")}", cancellation);
        var lines = (await file.Content.ReadAsStringAsync(cancellation)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var funnel = await HubHost.Json(await hub.Client.GetAsync($"/api/v1/signals/funnel?{span}", cancellation));
        var health = await HubHost.Json(await hub.Client.GetAsync($"/api/v1/signals/health?{span}", cancellation));
        using var early = await hub.Client.GetAsync("/api/v1/signals/funnel?to=0001-01-01T00:00:00Z", cancellation);
        using var late = await hub.Client.GetAsync("/api/v1/signals/reconciliation?to=9999-12-31", cancellation);
        await early.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "to");
        await late.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "to");
        using var reversed = await hub.Client.GetAsync("/api/v1/signals/funnel?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", cancellation);
        using var reader = await hub.ClientWithScopes("signals.read");

        Assert.Multiple(async () =>
        {
            Assert.That(file.Content.Headers.ContentType?.ToString(), Is.EqualTo("text/csv; charset=utf-8"));
            Assert.That(lines, Has.Length.EqualTo(3));
            Assert.That(lines[0], Does.Contain("\"changedAt\",\"occurredAt\",\"signal\""));
            Assert.That(string.Concat(lines), Does.Contain("No ad has brought this contact.").And.Contain("ad-1").And.Not.Contain("MARKER"));
            Assert.That(await hub.Store.Read(null, db => db.Audit.CountAsync(row => row.Action == "signals.exported", cancellation)), Is.EqualTo(1));
            Assert.That(
                funnel.GetProperty("rows").EnumerateArray().Sum(row => row.GetProperty("stage").GetString() == "arrived" ? row.GetProperty("count").GetInt32() : 0),
                Is.EqualTo(1));
            Assert.That(health.GetProperty("tracked").GetProperty("withId").GetInt32(), Is.EqualTo(1));
            Assert.That(health.GetProperty("platforms")[0].GetProperty("stayed")[0].GetProperty("reason").GetString(), Is.EqualTo("No ad has brought this contact."));
            Assert.That((int)reversed.StatusCode, Is.EqualTo(400));
            Assert.That((int)(await reader.GetAsync("/api/v1/signals/export", cancellation)).StatusCode, Is.EqualTo(403));
        });
    }

    private static async Task Signals(HubHost hub, Guid connection, Guid conversation)
    {
        await hub.Store.Write(null, null, async db =>
        {
            var workspace = await db.Workspaces.Select(row => row.Id).SingleAsync();
            var referral = new ReferralRecord
            {
                WorkspaceId = workspace,
                Id = hub.Store.Ids.Next(),
                ConversationId = conversation,
                ConnectionId = connection,
                EventKey = "ref-1",
                OccurredAt = hub.Store.Now,
                Source = ReferralSource.Ad,
                AdId = "ad-1",
            };
            db.Referrals.Add(referral);
            foreach (var (state, reason, arrival) in new (LedgerState, string?, Guid?)[] { (LedgerState.Sent, null, referral.Id), (LedgerState.Dropped, "unattributed", null) })
            {
                var signal = new SignalRecord
                {
                    WorkspaceId = workspace,
                    Id = hub.Store.Ids.Next(),
                    EventId = $"{state}",
                    Kind = SignalKind.ConversationStarted,
                    ConversationId = conversation,
                    OccurredAt = hub.Store.Now,
                };
                db.Signals.Add(signal);
                db.LedgerEntries.Add(new LedgerEntry
                {
                    WorkspaceId = workspace,
                    ConnectionId = connection,
                    SignalId = signal.Id,
                    State = state,
                    ReasonCode = reason,
                    ReferralId = arrival,
                    At = hub.Store.Now,
                });
            }
        }, CancellationToken.None);
    }
}
