using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Commerce;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class OrderTests(StorageKind kind) : HubTest(kind)
{
    private string _conversation = null!;

    protected override async Task Arrange()
    {
        await Host.Connect("shop");
        await Host.Receive("shop", ("m1", "u1", "chốt đơn"));
        _conversation = (await Host.Items("/api/v1/conversations", 1, CancellationToken.None))[0].GetProperty("id").GetString()!;
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_order_is_placed_paid_signalled_once_each_and_synced(CancellationToken cancellation)
    {
        using var created = await Create("DH-1", cancellation);
        var order = await HubHost.Json(created);
        var id = order.GetProperty("id").GetGuid();
        Assert.That(order.GetProperty("total").GetDecimal(), Is.EqualTo(250_000m));

        using var paid = await Host.Client.PatchAsJsonAsync($"/api/v1/orders/{id}", new { state = "paid" }, cancellation);
        using var again = await Host.Client.PatchAsJsonAsync($"/api/v1/orders/{id}", new { state = "paid" }, cancellation);

        Assert.That((await HubHost.Json(paid)).GetProperty("paidAt").GetString(), Is.Not.Null);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var kinds = await Host.Store.Read(null, db => db.Signals.Where(row => row.OrderId == id).Select(row => row.Kind).ToListAsync(cancellation));
        Assert.That(kinds, Is.EquivalentTo(new[] { SignalKind.OrderPlaced, SignalKind.OrderPaid }));
        await HubHost.Until(
            () => Host.Store.Read(null, db => db.ExternalIds.Where(row => row.LocalId == id).ToListAsync(cancellation)),
            rows => rows.Count == 1, cancellation);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Wrong_orders_and_wrong_steps_are_named(CancellationToken cancellation)
    {
        using var created = await Create("DH-2", cancellation);
        var id = (await HubHost.Json(created)).GetProperty("id").GetString();
        using var twice = await Create("DH-2", cancellation);
        using var empty = await Host.Client.PostAsJsonAsync($"/api/v1/conversations/{_conversation}/orders", new
        {
            currency = "đồng",
            lines = new[] { new { productCode = "", quantity = -1, unitPrice = 1 } },
        }, cancellation);
        using var refund = await Host.Client.PatchAsJsonAsync($"/api/v1/orders/{id}", new { state = "refunded" }, cancellation);

        await twice.IsProblem(HttpStatusCode.Conflict, "already_exists");
        foreach (var field in new[] { "currency", "lines[0].productCode", "lines[0].quantity" })
            await empty.IsProblem(HttpStatusCode.BadRequest, "invalid_input", field);
        await refund.IsProblem(HttpStatusCode.Conflict, "conflict");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_draft_can_be_edited_and_nothing_that_was_agreed_on(CancellationToken cancellation)
    {
        using var created = await Create("DH-3", cancellation, "draft");
        var draft = await HubHost.Json(created);
        var path = $"/api/v1/orders/{draft.GetProperty("id").GetString()}";
        var lines = new object[] { new { productCode = "GIAY", name = "Giày", quantity = 1, unitPrice = 400_000 } };
        using var nothing = await Host.Client.PatchAsJsonAsync(path, new { }, cancellation);
        using var wrong = await Host.Client.PatchAsJsonAsync(path, new { lines = new[] { new { productCode = "A", quantity = 0, unitPrice = 1 } } }, cancellation);
        using var edited = await Host.Client.PatchAsJsonAsync(path, new { lines, currency = "USD", state = "placed" }, cancellation);
        using var late = await Host.Client.PatchAsJsonAsync(path, new { lines }, cancellation);
        var order = await Host.Client.GetFromJsonAsync<JsonElement>(path, cancellation);

        await nothing.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "state");
        await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "lines[0].quantity");
        await late.IsProblem(HttpStatusCode.Conflict, "conflict");
        Assert.That((draft.GetProperty("canEdit").GetBoolean(), draft.GetProperty("next").GetRawText()), Is.EqualTo((true, """["placed","cancelled"]""")));
        Assert.That(await edited.Content.ReadAsStringAsync(cancellation), Does.Contain("GIAY"));
        Assert.That(
            (order.GetProperty("total").GetDecimal(), order.GetProperty("currency").GetString(), order.GetProperty("lines").GetArrayLength(), order.GetProperty("canEdit").GetBoolean()),
            Is.EqualTo((400_000m, "USD", 1, false)));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Orders_are_listed_with_their_contacts_by_state_time_and_contact(CancellationToken cancellation)
    {
        using (await Create("DH-4", cancellation, "draft", "2020-01-01T00:00:00Z"))
        using (await Create("DH-5", cancellation, "paid", "2020-01-02T00:00:00Z"))
        using (await Create("DH-6", cancellation, "placed", "2020-01-03T00:00:00Z"))
        {
            var old = await Host.Items("/api/v1/orders?from=2020-01-01T00:00:00Z&to=2020-01-03T00:00:00Z", 2, cancellation);
            var two = await Host.Items("/api/v1/orders?state=draft&state=paid&to=2021-01-01T00:00:00Z", 2, cancellation);
            var contact = old[0].GetProperty("contactId").GetString();
            var mine = await Host.Items($"/api/v1/orders?contactId={contact}&to=2021-01-01T00:00:00Z", 3, cancellation);
            var others = await Host.Client.GetStringAsync($"/api/v1/orders?contactId={Guid.NewGuid()}", cancellation);

            Assert.That(Numbers(await Host.Items("/api/v1/orders?q=dh-5", 1, cancellation)), Is.EqualTo(new[] { "DH-5" }).AsCollection);
            Assert.That(Numbers(old), Is.EqualTo(new[] { "DH-5", "DH-4" }).AsCollection);
            Assert.That(Numbers(two), Is.EqualTo(new[] { "DH-5", "DH-4" }).AsCollection);
            Assert.That(Numbers(mine), Is.EqualTo(new[] { "DH-6", "DH-5", "DH-4" }).AsCollection);
            Assert.That(others, Does.Contain("\"items\":[]"));
            Assert.That(old[0].GetProperty("contactName").GetString(), Is.EqualTo("Name of u1"));
            Assert.That(old[0].GetProperty("connectionId").GetString(), Is.Not.Null);
        }
    }

    private static IEnumerable<string?> Numbers(JsonElement[] items) => items.Select(item => item.GetProperty("number").GetString());

    private Task<HttpResponseMessage> Create(
        string number, CancellationToken cancellation, string? state = null, string? placedAt = null) =>
        Host.Client.PostAsJsonAsync($"/api/v1/conversations/{_conversation}/orders", new
        {
            number,
            state,
            placedAt,
            currency = "VND",
            lines = new object[] { new { productCode = "AO", quantity = 2, unitPrice = 100_000 }, new { productCode = "SHIP", quantity = 1, unitPrice = 50_000 } },
        }, cancellation);
}
