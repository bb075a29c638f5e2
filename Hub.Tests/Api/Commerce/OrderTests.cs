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

    private Task<HttpResponseMessage> Create(string number, CancellationToken cancellation) =>
        Host.Client.PostAsJsonAsync($"/api/v1/conversations/{_conversation}/orders", new
        {
            number,
            currency = "VND",
            lines = new object[] { new { productCode = "AO", quantity = 2, unitPrice = 100_000 }, new { productCode = "SHIP", quantity = 1, unitPrice = 50_000 } },
        }, cancellation);
}
