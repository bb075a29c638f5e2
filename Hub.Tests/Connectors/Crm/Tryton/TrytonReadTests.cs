using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using static Hub.Tests.Connectors.Crm.Tryton.TrytonFixture;

namespace Hub.Tests.Connectors.Crm.Tryton;

/// <summary>What people change in a real Tryton server.</summary>
public sealed class TrytonReadTests
{
    private readonly ManualTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private TrytonServer _server = null!;
    private TrytonFixture _hub = null!;

    [OneTimeSetUp]
    public async Task StartServer()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        _server = await TrytonServer.Start(limit.Token);
        _hub = new TrytonFixture(_server.Address) { Clock = _clock };
    }

    [OneTimeTearDown]
    public async Task StopServer()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_party_that_nobody_has_touched_comes_back_with_the_version_that_the_hub_was_given(CancellationToken cancellation)
    {
        var made = await Write(Contact(Key(), email: "b@example.vn"), cancellation);

        var told = await People(null, cancellation);

        Assert.That(told[Id(made.Outcome)], Is.EqualTo(
            new CrmContactChange(Id(made.Outcome), "Trần Thị B", "+84901234567", "b@example.vn") { Version = made.Version }));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_name_and_a_phone_that_are_corrected_are_told_and_peoples_own_parties_never(CancellationToken cancellation)
    {
        var (renamed, called) = (await Write(Contact(Key()), cancellation), await Write(Contact(Key()), cancellation));
        var cursor = (await Pull(null, cancellation)).Next;
        await Settle(cancellation);
        cursor = (await Pull(cursor, cancellation)).Next;
        await _server.Call("model.party.party.write", new[] { Number(renamed) }, new { name = "Trần Thị Bưởi" }, new { });
        var phone = (await _server.Read("party.contact_mechanism", new object[] { new object[] { "party", "=", Number(called) } }, "id"))[0];
        await _server.Call("model.party.contact_mechanism.write", new[] { phone.GetProperty("id").GetInt32() }, new { value = "0907 654 321" }, new { });
        await _server.Create("party.party", new { name = "Nhà cung cấp", code = "NCC-1" });

        var told = await People(cursor, cancellation);

        Assert.That(told.Keys, Is.EquivalentTo(new[] { Id(renamed.Outcome), Id(called.Outcome) }));
        Assert.That((told[Id(renamed.Outcome)].DisplayName, told[Id(called.Outcome)].Phone), Is.EqualTo(("Trần Thị Bưởi", "0907 654 321")));
        Assert.That(told[Id(called.Outcome)].Version, Is.Not.EqualTo(called.Version));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_party_that_somebody_has_touched_since_is_not_written_over_before_it_was_read(CancellationToken cancellation)
    {
        var key = Key();
        var made = await Write(Contact(key), cancellation);
        await _server.Call("model.party.party.write", new[] { Number(made) }, new { name = "Trần Thị Bưởi" }, new { });

        var answer = await Write(Contact(key, "Chị B", remote: Id(made.Outcome)) with { Version = made.Version }, cancellation);
        var read = (await People(null, cancellation))[Id(made.Outcome)];
        var again = await Write(Contact(key, "Chị B", remote: Id(made.Outcome)) with { Version = read.Version }, cancellation);

        Assert.That((answer.ChangedThere, answer.Outcome is Outcome.Transient, read.DisplayName), Is.EqualTo((true, true, "Trần Thị Bưởi")));
        Assert.That((again.ChangedThere, again.Outcome is Outcome.Accepted), Is.EqualTo((false, true)));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Hundreds_of_one_moment_are_told_page_by_page_and_once_it_is_quiet_not_again(CancellationToken cancellation)
    {
        var keys = Enumerable.Range(0, 450).Select(_ => Key()).ToList();
        var ids = (await _server.Call("model.party.party.create", keys.Select(key => new { name = "Khách", code = key }).ToArray(), new { }))
            .EnumerateArray().Select(id => id.GetInt32().ToString()).ToList();

        var (told, cursor, pages) = (new List<string>(), (string?)null, 0);
        do
        {
            var page = await Pull(cursor, cancellation, calls: 6);
            told.AddRange(page.Items.OfType<CrmContactChange>().Select(change => change.RemoteId));
            (cursor, pages) = (page.Next, pages + 1);
            Assert.That(page.More || pages >= 3, Is.True, "450 are three pages");
            if (!page.More)
                break;
        }
        while (true);

        Assert.That(told.Where(ids.Contains), Is.EquivalentTo(ids), "each once");
        Assert.That((await People(cursor, cancellation)).Count, Is.GreaterThanOrEqualTo(450), "what was seen late is looked for again");
        await Settle(cancellation);
        Assert.That(await People(cursor, cancellation), Is.Empty);
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_sale_that_is_processed_done_or_cancelled_says_so(CancellationToken cancellation)
    {
        var party = Id((await Write(Contact(Key()), cancellation)).Outcome);
        var address = await _server.Create("party.address", new { party = int.Parse(party), street = "12 Hàng Bài" });
        var sales = new List<int>();
        foreach (var _ in Enumerable.Range(0, 3))
            sales.Add(int.Parse(Id((await _hub.Write(cancellation, Order(Key(), party)))[0])));
        await _server.Call("model.sale.sale.write", sales, new
        {
            invoice_address = address,
            shipment_address = address,
            invoice_method = "manual",
            shipment_method = "manual",
        }, new { company = 1 });
        await _server.Call("model.sale.sale.quote", new[] { sales[0], sales[1] }, new { company = 1 });
        await _server.Call("model.sale.sale.confirm", new[] { sales[0] }, new { company = 1 });
        await _server.Call("model.sale.sale.cancel", new[] { sales[2] }, new { company = 1 });

        var told = (await Pull(null, cancellation)).Items.OfType<CrmOrderChange>().ToDictionary(change => int.Parse(change.RemoteId));

        Assert.That(told[sales[0]], Is.EqualTo(new CrmOrderChange($"{sales[0]}", OrderState.Completed, new LocalizedText("Done", "Hoàn tất"))));
        Assert.That(told[sales[1]], Is.EqualTo(new CrmOrderChange($"{sales[1]}", null, new LocalizedText("Quotation", "Báo giá"))));
        Assert.That(told[sales[2]], Is.EqualTo(new CrmOrderChange($"{sales[2]}", OrderState.Cancelled, new LocalizedText("Cancelled", "Đã hủy"))));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_phone_that_was_put_away_gives_way_to_the_one_that_is_used(CancellationToken cancellation)
    {
        var made = await Write(Contact(Key()), cancellation);
        var phone = (await _server.Read("party.contact_mechanism", new object[] { new object[] { "party", "=", Number(made) } }, "id"))[0];
        await _server.Call("model.party.contact_mechanism.write", new[] { phone.GetProperty("id").GetInt32() }, new { active = false }, new { });
        await _server.Create("party.contact_mechanism", new { party = Number(made), type = "phone", value = "0907 654 321" });

        var told = await People(null, cancellation);

        Assert.That(told[Id(made.Outcome)].Phone, Is.EqualTo("0907 654 321"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_party_that_somebody_has_corrected_is_not_written_over_before_the_hub_has_seen_that(CancellationToken cancellation)
    {
        var item = Contact(Key());
        var made = await Write(item, cancellation);
        await Task.Delay(1_100, cancellation); // Tryton's times are read in whole seconds by some of its databases
        await _server.Call("model.party.party.write", new[] { Number(made) }, new { name = "Trần Thị Bưởi" }, new { });

        var known = item with { RemoteId = Id(made.Outcome), Version = made.Version };
        var refused = await Write(known with { Value = known.Value with { DisplayName = "Chị Bê" } }, cancellation);
        var same = await Write(known with { Value = known.Value with { DisplayName = "Trần Thị Bưởi" } }, cancellation);

        Assert.That((refused.ChangedThere, ((CrmContactChange?)refused.There)?.DisplayName), Is.EqualTo((true, "Trần Thị Bưởi")));
        Assert.That(same.Outcome, Is.TypeOf<Outcome.Accepted>(), "there is nothing to write over");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_wrong_password_is_an_outcome_and_nothing_is_told(CancellationToken cancellation)
    {
        var page = await _hub.Connector.Pull(Connection(password: "wrong"), null, new PollBudget(20), cancellation);

        Assert.That((page.Outcome is Outcome.AuthRevoked, page.Items.Count, page.Next), Is.EqualTo((true, 0, (string?)null)));
    }

    private static string Key() => Guid.NewGuid().ToString("N");

    private static int Number(WriteResult made) => int.Parse(Id(made.Outcome));

    private async Task<WriteResult> Write(WriteItem<CrmContact> item, CancellationToken cancellation) =>
        (await _hub.Connector.Upsert(Connection(), [item], cancellation)).Results.Single();

    private Task<PollPage<CrmChange>> Pull(string? cursor, CancellationToken cancellation, int calls = 20) =>
        _hub.Connector.Pull(Connection(), cursor, new PollBudget(calls, TimeProvider.System.GetUtcNow()), cancellation);

    // All pages of one look.
    private async Task<Dictionary<string, CrmContactChange>> People(string? cursor, CancellationToken cancellation)
    {
        var told = new Dictionary<string, CrmContactChange>();
        while (true)
        {
            var page = await Pull(cursor, cancellation);
            foreach (var change in page.Items.OfType<CrmContactChange>())
                told[change.RemoteId] = change;
            if (!page.More)
                return told;
            cursor = page.Next;
        }
    }

    // Long enough for the slowest transaction to have shown.
    private Task Settle(CancellationToken cancellation)
    {
        _clock.Advance(TimeSpan.FromMinutes(30));
        return Task.Delay(20, cancellation);
    }
}
