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
    public async Task An_order_is_read_from_the_chat_with_its_evidence_and_nothing_is_made_of_it(CancellationToken cancellation)
    {
        using var product = await Host.Client.PostAsJsonAsync(
            "/api/v1/products", new { code = "AO-77", name = "Áo đọc chat", price = 120_000, currency = "VND" }, cancellation);
        await Host.Receive("shop", ("r1", "u1", "lấy 2 ao77 nha"), ("r2", "u1", "0912 345 678, 12 Lê Lợi, P. Bến Nghé, Q1, HCM"));
        var before = await Host.Store.Read(null, db => db.Orders.CountAsync(cancellation));
        var path = $"/api/v1/conversations/{_conversation}/order-draft";
        var draft = await HubHost.Until(
            () => Host.Client.GetFromJsonAsync<JsonElement>(path, cancellation), found => found.GetProperty("messages").GetArrayLength() == 2, cancellation);

        var item = draft.GetProperty("items")[0];
        var text = draft.GetProperty("messages").EnumerateArray().Single(row => row.GetProperty("id").GetGuid() == item.GetProperty("code").GetProperty("messageId").GetGuid());
        Assert.That(text.GetProperty("text").GetString(), Is.EqualTo("lấy 2 ao77 nha"));
        Assert.That((item.GetProperty("quantity").GetInt32(), item.GetProperty("price").GetDecimal()), Is.EqualTo((2, 120_000m)));
        Assert.That(
            (draft.GetProperty("phone").GetProperty("value").GetString(), draft.GetProperty("address").GetString()),
            Is.EqualTo(("0912345678", "12 Lê Lợi, P. Bến Nghé, Q1, Hồ Chí Minh")));
        Assert.That(await Host.Store.Read(null, db => db.Orders.CountAsync(cancellation)), Is.EqualTo(before));
        using var reader = await Host.ClientWithScopes("conversations.read", "orders.read");
        using var stranger = await Host.OtherWorkspace();
        Assert.That(await HubHost.Status(reader, path, cancellation), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await HubHost.Status(stranger, path, cancellation), Is.EqualTo(HttpStatusCode.NotFound));
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
    public async Task A_line_that_is_not_there_and_a_payment_of_another_century_are_named(CancellationToken cancellation)
    {
        using var created = await Create("DH-times", cancellation);
        var id = (await HubHost.Json(created)).GetProperty("id").GetString();

        using var nothing = await Host.Client.PostAsJsonAsync(
            $"/api/v1/conversations/{_conversation}/orders", new { currency = "VND", lines = new object?[] { null } }, cancellation);
        using var past = await Host.Client.PostAsJsonAsync($"/api/v1/orders/{id}/payments", new { amount = 1, at = "1020-01-01T00:00:00Z" }, cancellation);
        using var future = await Host.Client.PostAsJsonAsync($"/api/v1/orders/{id}/payments", new { amount = 1, at = "2099-01-01T00:00:00Z" }, cancellation);

        using var called = await Host.Client.PatchAsJsonAsync($"/api/v1/orders/{id}", new { phone = "abc" }, cancellation);
        using var written = await Host.Client.PatchAsJsonAsync($"/api/v1/orders/{id}", new { phone = "(+84) 912-345 678" }, cancellation);

        await called.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "phone");
        Assert.That(written.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await nothing.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "lines[0]");
        await past.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "at");
        await future.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "at");
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

    [Test]
    [CancelAfter(60_000)]
    public async Task Money_comes_and_goes_in_parts_and_each_refund_is_signalled_once(CancellationToken cancellation)
    {
        using var created = await Create("DH-7", cancellation);
        var id = (await HubHost.Json(created)).GetProperty("id").GetGuid();
        var path = $"/api/v1/orders/{id}";
        using var part = await Record(path, "payments", new { amount = 100_000, method = "bankTransfer", reference = "FT123" });
        using var much = await Record(path, "payments", new { amount = 150_001 });
        using var decimals = await Record(path, "payments", new { amount = 0.5 });
        using var rest = await Record(path, "payments", new { amount = 150_000, method = "cashOnDelivery" });
        using var back = await Record(path, "refunds", new { amount = 50_000 });
        using var all = await Record(path, "refunds", new { amount = 200_000 });
        using var more = await Record(path, "refunds", new { amount = 1 });

        await much.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "amount");
        await decimals.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "amount");
        await more.IsProblem(HttpStatusCode.Conflict, "conflict");
        Assert.That(await Standing(part), Is.EqualTo(("placed", "partlyPaid", 150_000m)));
        Assert.That(await Standing(rest), Is.EqualTo(("paid", "paid", 0m)));
        Assert.That(await Standing(back), Is.EqualTo(("paid", "partlyRefunded", 0m)));
        Assert.That(await Standing(all), Is.EqualTo(("refunded", "refunded", 0m)));
        var signals = await Host.Store.Read(null, db => db.Signals.Where(row => row.OrderId == id).OrderBy(row => row.Id)
            .Select(row => new { row.Kind, row.Value, row.Currency }).ToListAsync(cancellation));
        Assert.That(signals.Select(row => (row.Kind, row.Value, row.Currency)), Is.EqualTo(new (SignalKind, decimal?, string?)[]
        {
            (SignalKind.OrderPlaced, 250_000, "VND"), (SignalKind.OrderPaid, 250_000, "VND"),
            (SignalKind.OrderRefunded, 50_000, "VND"), (SignalKind.OrderRefunded, 200_000, "VND"),
        }));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_change_of_an_order_that_has_changed_since_is_refused_in_words(CancellationToken cancellation)
    {
        using var created = await Create("DH-8", cancellation);
        var order = await HubHost.Json(created);
        var path = $"/api/v1/orders/{order.GetProperty("id").GetString()}";
        var version = order.GetProperty("version").GetInt32();
        using var first = await Host.Client.PatchAsJsonAsync(path, new { address = "12 Lê Lợi, Huế", note = "Gọi trước", version }, cancellation);
        using var second = await Host.Client.PatchAsJsonAsync(path, new { state = "cancelled", version }, cancellation);
        using var same = await Host.Client.PatchAsJsonAsync(path, new { state = "placed" }, cancellation);

        var changed = await HubHost.Json(first);
        Assert.That((changed.GetProperty("version").GetInt32(), changed.GetProperty("address").GetString()), Is.EqualTo((version + 1, "12 Lê Lợi, Huế")));
        await second.IsProblem(HttpStatusCode.Conflict, "stale_version");
        Assert.That(await second.Content.ReadAsStringAsync(cancellation), Does.Contain("placed with a total of 250,000 VND"));
        Assert.That((await HubHost.Json(same)).GetProperty("version").GetInt32(), Is.EqualTo(version + 1), "what changes nothing is no change");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Orders_made_at_the_same_time_get_numbers_without_a_gap_and_the_prefix_is_a_setting(CancellationToken cancellation)
    {
        using var renamed = await Host.Client.PatchAsJsonAsync("/api/v1/order-settings", new { numberPrefix = "X/" }, cancellation);
        var next = (await HubHost.Json(renamed)).GetProperty("nextNumber").GetString()!;
        using var byHand = await Create($"X/{int.Parse(next[2..]) + 2:D6}", cancellation);
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Create(null, cancellation)));
        using var wrong = await Host.Client.PatchAsJsonAsync("/api/v1/order-settings", new { numberPrefix = "đơn " }, cancellation);

        var numbers = new List<string>();
        foreach (var answer in made)
            using (answer)
                numbers.Add((await HubHost.Json(answer)).GetProperty("number").GetString()!);
        Assert.That(numbers.Order(), Is.EqualTo(new[] { 0, 1, 3, 4, 5, 6 }.Select(step => $"X/{int.Parse(next[2..]) + step:D6}")).AsCollection);
        await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "numberPrefix");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Discount_tax_and_shipping_are_added_up_and_checked(CancellationToken cancellation)
    {
        var line = new { productCode = "AO", quantity = 2, unitPrice = 100_000, discount = 10_000, taxRate = 8 };
        using var created = await Host.Client.PostAsJsonAsync(
            $"/api/v1/conversations/{_conversation}/orders", new { currency = "VND", lines = new[] { line }, discount = 5_000, shipping = 30_000 }, cancellation);
        using var wrong = await Host.Client.PostAsJsonAsync(
            $"/api/v1/conversations/{_conversation}/orders", new { currency = "VND", lines = new[] { line }, discount = 190_001, shipping = 0.5 }, cancellation);

        var order = await HubHost.Json(created);
        Assert.That(
            (order.GetProperty("subtotal").GetDecimal(), order.GetProperty("tax").GetDecimal(), order.GetProperty("total").GetDecimal()),
            Is.EqualTo((190_000m, 15_200m, 230_200m)));
        await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "discount");
        await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "shipping");
    }

    private Task<HttpResponseMessage> Record(string path, string what, object body) => Host.Client.PostAsJsonAsync($"{path}/{what}", body);

    private static async Task<(string?, string?, decimal)> Standing(HttpResponseMessage answer)
    {
        var order = await HubHost.Json(answer);
        return (order.GetProperty("state").GetString(), order.GetProperty("paymentState").GetString(), order.GetProperty("due").GetDecimal());
    }

    private static IEnumerable<string?> Numbers(JsonElement[] items) => items.Select(item => item.GetProperty("number").GetString());

    private Task<HttpResponseMessage> Create(
        string? number, CancellationToken cancellation, string? state = null, string? placedAt = null) =>
        Host.Client.PostAsJsonAsync($"/api/v1/conversations/{_conversation}/orders", new
        {
            number,
            state,
            placedAt,
            currency = "VND",
            lines = new object[] { new { productCode = "AO", quantity = 2, unitPrice = 100_000 }, new { productCode = "SHIP", quantity = 1, unitPrice = 50_000 } },
        }, cancellation);
}
