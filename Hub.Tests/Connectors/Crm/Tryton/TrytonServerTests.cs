using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using static Hub.Tests.Connectors.Crm.Tryton.TrytonFixture;

namespace Hub.Tests.Connectors.Crm.Tryton;

/// <summary>Against a real Tryton server.</summary>
public sealed class TrytonServerTests
{
    private TrytonServer _server = null!;
    private TrytonFixture _hub = null!;

    [OneTimeSetUp]
    public async Task StartServer()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        _server = await TrytonServer.Start(limit.Token);
        _hub = new TrytonFixture(_server.Address);
    }

    [OneTimeTearDown]
    public async Task StopServer()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_contact_becomes_a_party_with_its_phone_and_address(CancellationToken cancellation)
    {
        var id = Id((await _hub.Write(cancellation, Contact("made", email: "b@example.vn")))[0]);

        var party = (await _server.Read("party.party", new object[] { new object[] { "id", "=", int.Parse(id) } }, "name", "code"))[0];
        Assert.That(Text(party, "name"), Is.EqualTo("Trần Thị B"));
        Assert.That(Text(party, "code"), Is.EqualTo("made"));
        Assert.That(await Reached(id), Is.EquivalentTo(new[] { "phone +84901234567", "email b@example.vn" }));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Six_tries_at_once_make_one_party(CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _hub.Write(cancellation, Contact("once"))));

        Assert.That(answers.Select(answer => Id(answer[0])).Distinct().ToList(), Has.Count.EqualTo(1));
        Assert.That(await _server.Read("party.party", new object[] { new[] { "code", "=", "once" } }, "id"), Has.Length.EqualTo(1));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_change_reaches_what_is_the_hubs_and_leaves_what_people_added(CancellationToken cancellation)
    {
        var id = Id((await _hub.Write(cancellation, Contact("changed")))[0]);
        await _server.Create("party.contact_mechanism", new { party = int.Parse(id), type = "phone", value = "024 3825 1234" });

        await _hub.Write(cancellation, Contact("changed", "Trần Thị Bưởi", "+84907654321", "buoi@example.vn", id));

        var party = (await _server.Read("party.party", new object[] { new[] { "code", "=", "changed" } }, "name"))[0];
        Assert.That(Text(party, "name"), Is.EqualTo("Trần Thị Bưởi"));
        Assert.That(await Reached(id), Is.EquivalentTo(new[] { "phone +84907654321", "phone 024 3825 1234", "email buoi@example.vn" }));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_party_that_somebody_archived_is_still_the_contacts(CancellationToken cancellation)
    {
        var id = Id((await _hub.Write(cancellation, Contact("archived")))[0]);
        await _server.Call("model.party.party.write", new[] { int.Parse(id) }, new { active = false }, new { });

        Assert.That(Id((await _hub.Write(cancellation, Contact("archived", "Khác")))[0]), Is.EqualTo(id));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_party_that_is_gone_is_not_found_and_the_rest_of_the_batch_is_written(CancellationToken cancellation)
    {
        var answers = await _hub.Write(cancellation, Contact("lost", remote: "987654"), Contact("beside"));

        Assert.That(answers[0], Is.TypeOf<Outcome.NotFound>());
        Assert.That(answers[1], Is.TypeOf<Outcome.Accepted>());
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task One_bad_contact_holds_back_no_other_though_Tryton_saves_a_list_whole_or_not_at_all(CancellationToken cancellation)
    {
        var answers = await _hub.Write(cancellation, Contact("good-1"), Contact("bad", email: new string('x', 10) + "\n@"), Contact("good-2"));

        Assert.That(answers.Select(answer => answer.GetType()), Is.EqualTo(new[] { typeof(Outcome.Accepted), typeof(Outcome.Rejected), typeof(Outcome.Accepted) }));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_order_becomes_a_draft_sale_that_comes_to_the_same_sum(CancellationToken cancellation)
    {
        var party = Id((await _hub.Write(cancellation, Contact("buyer")))[0]);
        var order = Order("sum", party, lines: [new(TrytonServer.Product, "Áo dài", 2, 1_250_000), new("LA", "Lụa (mét)", 0.5m, 100_000)]);

        var id = Id((await _hub.Write(cancellation, order))[0]);

        var sale = await Sale("sum");
        Assert.That(sale.GetProperty("id").GetInt32(), Is.EqualTo(int.Parse(id)));
        Assert.That((Text(sale, "state"), Text(sale, "reference"), Text(sale, "description")), Is.EqualTo(("draft", "DH-sum", "Hub · Placed")));
        Assert.That(Text(sale.GetProperty("total_amount"), "decimal"), Is.EqualTo("2530000"));
        Assert.That(sale.GetProperty("lines").GetArrayLength(), Is.EqualTo(3), "a product, a line of words, and what is taken off");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Discount_tax_and_shipping_are_lines_of_the_sale_and_it_comes_to_the_orders_total(CancellationToken cancellation)
    {
        var party = Id((await _hub.Write(cancellation, Contact("parts")))[0]);
        var order = Order("parts", party, total: 375_702, lines: [new(TrytonServer.Product, "Áo dài", 2, 150_000), new("LA", "Lụa (mét)", 1.5m, 35_001)]);

        await _hub.Write(cancellation, order with { Value = order.Value with { Amounts = new CrmOrderAmounts(352_502, 30_000, 23_200, 30_000) } });

        var sale = await Sale("parts");
        Assert.That(Text(sale.GetProperty("total_amount"), "decimal"), Is.EqualTo("375702"));
        var lines = await _server.Read(
            "sale.line", new object[] { new object[] { "sale", "=", sale.GetProperty("id").GetInt32() } }, "description", "amount");
        Assert.That(
            lines.Select(line => (Text(line, "description"), Text(line.GetProperty("amount"), "decimal"))).Where(line => line.Item1?.Length is > 0 and < 9),
            Is.EquivalentTo(new[] { ("Discount", "-30000"), ("Tax", "23200"), ("Shipping", "30000") }));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Four_tries_at_once_and_a_change_later_make_one_sale(CancellationToken cancellation)
    {
        var party = Id((await _hub.Write(cancellation, Contact("busy")))[0]);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _hub.Write(cancellation, Order("one", party))));
        await _hub.Write(cancellation, Order("one", party, OrderState.Paid, 1_250_000, lines: [new(TrytonServer.Product, null, 1, 1_250_000)]));

        Assert.That(answers.Select(answer => Id(answer[0])).Distinct().ToList(), Has.Count.EqualTo(1));
        var sale = await Sale("one");
        Assert.That(Text(sale.GetProperty("total_amount"), "decimal"), Is.EqualTo("1250000"));
        Assert.That((sale.GetProperty("lines").GetArrayLength(), Text(sale, "description")), Is.EqualTo((1, "Hub · Paid")));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_sale_that_somebody_quoted_keeps_its_lines_and_a_cancelled_order_cancels_it(CancellationToken cancellation)
    {
        var party = Id((await _hub.Write(cancellation, Contact("quoted")))[0]);
        var id = int.Parse(Id((await _hub.Write(cancellation, Order("quoted", party)))[0]));
        var address = await _server.Create("party.address", new { party = int.Parse(party), street = "12 Hàng Bài" });
        await _server.Call("model.sale.sale.write", new[] { id }, new { invoice_address = address, shipment_address = address }, new { company = 1 });
        await _server.Call("model.sale.sale.quote", new[] { id }, new { company = 1 });

        await _hub.Write(cancellation, Order("quoted", party, OrderState.Paid, 1, lines: [new("X", null, 1, 1)]));
        var kept = await Sale("quoted");
        await _hub.Write(cancellation, Order("quoted", party, OrderState.Cancelled));

        Assert.That((Text(kept, "state"), Text(kept, "description")), Is.EqualTo(("quotation", "Hub · Paid")));
        Assert.That(Text(kept.GetProperty("total_amount"), "decimal"), Is.EqualTo("2530000"));
        Assert.That(Text(await Sale("quoted"), "state"), Is.EqualTo("cancelled"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Orders_without_a_customer_or_in_a_currency_that_Tryton_lacks_say_so_and_stop_no_other(CancellationToken cancellation)
    {
        var party = Id((await _hub.Write(cancellation, Contact("mixed")))[0]);

        var answers = await _hub.Write(
            cancellation, Order("no-one", null), Order("gone", "987654"), Order("dollars", party, currency: "XTS"), Order("fine", party));

        Assert.That(answers.Take(3).Select(answer => answer.Because?.Code), Is.EqualTo(new[] { "tryton/no-party", "tryton/no-party", "tryton/no-currency" }));
        Assert.That(answers[3], Is.TypeOf<Outcome.Accepted>());
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_check_tells_whose_database_it_is_and_that_a_shop_is_missing(CancellationToken cancellation)
    {
        Assert.That(await _hub.Connector.Verify(Connection(), cancellation), Is.EqualTo(new Outcome.Accepted("crm/1")));
        var missing = await _hub.Connector.Verify(Connection("Nowhere"), cancellation);
        Assert.That(missing, Is.TypeOf<Outcome.Misconfigured>());
        Assert.That(missing.Because!.Detail, Does.Contain("Nowhere"));
    }

    private async Task<JsonElement> Sale(string key) => (await _server.Read(
        "sale.sale", new object[] { new[] { "web_id", "=", key } }, "state", "reference", "description", "total_amount", "lines"))[0];

    private async Task<string[]> Reached(string party) => [.. (await _server.Read(
        "party.contact_mechanism", new object[] { new object[] { "party", "=", int.Parse(party) } }, "type", "value"))
        .Select(row => $"{Text(row, "type")} {Text(row, "value")}")];

    private static string? Text(JsonElement row, string field) => row.GetProperty(field).GetString();
}
