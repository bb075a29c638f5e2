using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Core.Sending;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Sync;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ReadCrmTests(StorageKind kind) : LabTest(kind)
{
    private static readonly LocalizedText Done = new("Done", "Hoàn tất"), Cancelled = new("Cancelled", "Đã hủy"), Draft = new("Draft", "Nháp");

    [Test]
    public async Task What_is_corrected_in_the_crm_is_so_here_and_is_not_sent_back()
    {
        var contact = await Known("Lan");

        await Read(Contact(contact, "Nguyễn Thị Lan", "0901 234 567", "Lan@Example.vn"));

        var now = await Now(contact);
        Assert.That((now.DisplayName, now.Phone, now.Email), Is.EqualTo(("Nguyễn Thị Lan", "+84901234567", "lan@example.vn")));
        Assert.That(now.NamedAt, Is.EqualTo(Hub.Core.Contacts.Contact.ByHand), "no platform writes over it");
        Assert.That(await Owed(DeliveryKind.SyncContact), Is.Zero);
        Assert.That(await Lab.Read(db => db.Audit.Where(row => row.Subject == contact.ToString("N") && row.Action == "contact.changed").Select(row => row.Actor).SingleAsync()),
            Is.EqualTo($"connection:{Lab.Connection.Id:N}"));
    }

    [Test]
    public async Task What_both_sides_changed_stays_here_and_what_only_one_changed_holds()
    {
        var contact = await Known("Lan");
        await Read(Contact(contact, "Lan", "0901234567"));
        await Lab.Store.Write(null, null, db => db.Contacts.ExecuteUpdateAsync(set => set.SetProperty(row => row.DisplayName, "Chị Lan")), CancellationToken.None);

        await Read(Contact(contact, "Cô Lan", "0907654321"));

        var now = await Now(contact);
        Assert.That((now.DisplayName, now.Phone), Is.EqualTo(("Chị Lan", "+84907654321")));
        Assert.That(await Owed(DeliveryKind.SyncContact), Is.EqualTo(1), "its name goes there");
        Assert.That((await Reading()).Overruled, Is.EqualTo(1));
        var link = await Lab.Read(db => db.ExternalIds.SingleAsync(row => row.LocalId == contact));
        Assert.That((link.OverruledFields, link.OverruledAt), Is.EqualTo(((CrmContactField[])[CrmContactField.DisplayName], (DateTimeOffset?)Lab.Store.Now)));
    }

    [Test]
    public async Task What_the_crm_does_not_say_or_says_wrongly_takes_nothing_away()
    {
        var contact = await Known("Lan");
        await Read(Contact(contact, "Lan", "0901234567"));

        await Read(Contact(contact, "Lan", null), Contact(contact, "Lan", "hỏi chị Hoa"), Contact(contact, "  ", ""));

        var now = await Now(contact);
        Assert.That((now.DisplayName, now.Phone), Is.EqualTo(("Lan", "+84901234567")));
    }

    [Test]
    public async Task One_without_a_name_is_not_called_by_its_channel_because_it_goes_by_that_there()
    {
        var contact = await Known(null);

        await Read(Contact(contact, Lab.Connector.Manifest.Id, null));

        Assert.That((await Now(contact)).DisplayName, Is.Null);
    }

    [Test]
    public async Task A_read_whose_token_has_lapsed_is_made_with_a_fresh_one()
    {
        var contact = await Known("Lan");
        var asked = 0;
        Lab.Connector.OnRefresh = _ => Task.FromResult(new GrantAnswer(LabConnector.Ok, new Credentials("token-2", "refresh-2")));
        Lab.Connector.OnRead = _ => Task.FromResult(asked++ == 0
            ? new PollPage<CrmChange>(new Outcome.AuthExpired(new Reason("lab/401")), [])
            : new PollPage<CrmChange>(LabConnector.Ok, [Contact(contact, "Cô Lan", null)]));

        await Look();

        Assert.That((asked, (await Now(contact)).DisplayName), Is.EqualTo((2, "Cô Lan")));
    }

    [Test]
    public async Task A_change_that_is_told_again_after_a_crash_is_taken_over_once()
    {
        var contact = await Known("Lan");
        await Read(Contact(contact, "Cô Lan", null));
        await Lab.Store.Write(null, null, db => db.CrmReadings.ExecuteUpdateAsync(set => set.SetProperty(row => row.Cursor, (string?)null)), CancellationToken.None);

        await Read(Contact(contact, "Cô Lan", null));

        Assert.That((await Reading()).Followed, Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_told_twice_on_a_page_ends_as_it_was_told_last()
    {
        var contact = await Known("Lan");
        await Read(Contact(contact, "Lan", null));

        await Read(Contact(contact, "Cô Lan", null), Contact(contact, "Lan", null));

        Assert.That((await Now(contact)).DisplayName, Is.EqualTo("Lan"));
    }

    [Test]
    public async Task What_was_just_written_waits_and_holds_nothing_else_up()
    {
        var shipped = await Ordered(OrderState.Fulfilled);
        var buyer = await Lab.Read(db => db.Orders.Where(row => row.Id == shipped).Select(row => row.ContactId).SingleAsync());
        var before = await Now(buyer);
        await Read(Sale(shipped, null, Draft));
        Lab.Connector.OnRead = async _ =>
        {
            await Lab.Store.Write(null, null, db => db.ExternalIds.Where(row => row.LocalId == buyer || row.LocalId == shipped).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.WrittenAt, Lab.Store.Now)), CancellationToken.None);
            return new PollPage<CrmChange>(LabConnector.Ok, [Contact(buyer, "Cô Lan", null) with { Version = "old" }, Sale(shipped, OrderState.Completed, Done)], "after");
        };

        await Look();

        Assert.That((await Now(buyer)).DisplayName, Is.EqualTo(before.DisplayName).And.Not.EqualTo("Cô Lan"));
        Assert.That((await State(shipped), (await Reading()).Cursor), Is.EqualTo((OrderState.Completed, "next")));
    }

    [Test]
    public async Task What_was_read_by_a_node_that_has_lost_the_lane_meanwhile_is_not_written_down()
    {
        var shipped = await Ordered(OrderState.Fulfilled);
        var buyer = await Lab.Read(db => db.Orders.Where(row => row.Id == shipped).Select(row => row.ContactId).SingleAsync());
        await Read(Contact(buyer, "Lan", null), Sale(shipped, null, Draft));
        var before = await Now(buyer);
        foreach (var change in new CrmChange[] { Contact(buyer, "Cô Lan", null), Sale(shipped, OrderState.Completed, Done) })
        {
            Lab.Connector.OnRead = async _ =>
            {
                await Lab.Change(db => db.Lanes.Where(row => row.Kind == DeliveryKind.ReadCrm)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseToken, Guid.NewGuid())));
                return new PollPage<CrmChange>(LabConnector.Ok, [change], "after");
            };

            await Look();
        }

        Assert.That(((await Now(buyer)).DisplayName, await State(shipped), (await Reading()).Cursor), Is.EqualTo((before.DisplayName, OrderState.Fulfilled, "next")));
    }

    [Test]
    public async Task The_next_page_is_asked_for_at_once_with_the_cursor_of_the_last()
    {
        var asked = new List<string?>();
        Lab.Connector.OnRead = cursor =>
        {
            asked.Add(cursor);
            return Task.FromResult(new PollPage<CrmChange>(LabConnector.Ok, [], $"c{asked.Count}", More: asked.Count < 3));
        };

        await Look();
        await Look();

        Assert.That(asked, Is.EqualTo(new[] { null, "c1", "c2", "c3" }));
    }

    [Test]
    public async Task A_crm_that_does_not_answer_is_asked_again_from_where_it_was_and_its_page_says_why()
    {
        await Read();
        Lab.Connector.OnRead = _ => Task.FromResult(new PollPage<CrmChange>(new Outcome.Transient(new Reason("lab/away")), []));

        await Look();

        var reading = await Reading();
        Assert.That((reading.Cursor, reading.Code), Is.EqualTo(("next", "lab/away")));
        Assert.That(await Owed(DeliveryKind.ReadCrm), Is.EqualTo(1));
    }

    [Test]
    public async Task A_sale_that_is_done_completes_an_order_that_has_left_and_is_only_shown_at_one_that_has_not()
    {
        var (shipped, placed) = (await Ordered(OrderState.Fulfilled), await Ordered(OrderState.Placed));
        await Read(Sale(shipped, null, Draft), Sale(placed, null, Draft));

        await Read(Sale(shipped, OrderState.Completed, Done), Sale(placed, OrderState.Completed, Done));
        await Read(Sale(shipped, OrderState.Completed, Done), Sale(placed, OrderState.Completed, Done));

        Assert.That((await State(shipped), await State(placed)), Is.EqualTo((OrderState.Completed, OrderState.Placed)));
        var said = await Lab.Read(db => db.ExternalIds.Where(row => row.LocalId == placed).Select(row => new { row.SaidEn, row.SaidVi, row.SaidState }).SingleAsync());
        Assert.That((said.SaidEn, said.SaidVi, said.SaidState), Is.EqualTo(("Done", "Hoàn tất", OrderState.Completed)));
        Assert.That(((await Reading()).Followed, (await Reading()).Overruled), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_sale_that_is_cancelled_cancels_the_order_and_one_that_is_over_stays()
    {
        var (placed, completed) = (await Ordered(OrderState.Placed), await Ordered(OrderState.Completed));

        await Read(Sale(placed, OrderState.Cancelled, Cancelled), Sale(completed, OrderState.Cancelled, Cancelled));

        Assert.That((await State(placed), await State(completed)), Is.EqualTo((OrderState.Cancelled, OrderState.Completed)));
    }

    private async Task<Guid> Known(string? name)
    {
        await Lab.Apply(SendingTests.Inbound(0, "hello", Lab.Clock.GetUtcNow()));
        await Lab.Store.Write(null, null, db => db.Contacts.ExecuteUpdateAsync(set => set.SetProperty(row => row.DisplayName, name)), CancellationToken.None);
        await Lab.Run(DeliveryKind.SyncContact);
        return await Lab.Read(db => db.Contacts.Select(row => row.Id).SingleAsync());
    }

    private async Task<Guid> Ordered(OrderState state)
    {
        var number = await Lab.Read(db => db.Conversations.CountAsync());
        await Lab.Apply(SendingTests.Inbound(number, $"hello-{number}", Lab.Clock.GetUtcNow()));
        var thread = await Lab.Read(db => db.Conversations.OrderByDescending(row => row.Id).Select(row => row.Id).FirstAsync());
        var desk = new OrderDesk(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<LaneBell>());
        var order = ((OrderAnswer.Done)await desk.Create(
            Lab.Workspace, thread, new NewOrder(null, CurrencyCode.From("VND")!.Value, OrderState.Placed, null, [new NewOrderLine("AO", null, 1, 100_000)]), "member:x",
            CancellationToken.None)).Order.Id;
        foreach (var next in new[] { OrderState.Fulfilled, OrderState.Completed }.TakeWhile(_ => state != OrderState.Placed).Where(next => next <= state))
            await desk.Change(Lab.Workspace, order, new OrderChange(next), "member:x", CancellationToken.None);
        await Lab.Run(DeliveryKind.SyncContact);
        await Lab.Run(DeliveryKind.SyncOrder);
        Assert.That(await State(order), Is.EqualTo(state));
        return order;
    }

    private static CrmContactChange Contact(Guid id, string? name, string? phone, string? email = null) => new($"remote-{id:N}", name, phone, email);

    private static CrmOrderChange Sale(Guid id, OrderState? state, LocalizedText said) => new($"remote-{id:N}", state, said);

    private Task Read(params CrmChange[] changes)
    {
        Lab.Connector.OnRead = _ => Task.FromResult(new PollPage<CrmChange>(LabConnector.Ok, changes, "next"));
        return Look();
    }

    private async Task Look()
    {
        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Lab.Get<CrmWatch>().Run(CancellationToken.None);
        await Lab.Run(DeliveryKind.ReadCrm);
    }

    private Task<Contact> Now(Guid contact) => Lab.Read(db => db.Contacts.SingleAsync(row => row.Id == contact));

    private Task<OrderState> State(Guid order) => Lab.Read(db => db.Orders.Where(row => row.Id == order).Select(row => row.State).SingleAsync());

    private Task<CrmReading> Reading() => Lab.Read(db => db.CrmReadings.SingleAsync());

    private Task<int> Owed(DeliveryKind kind) => Lab.Read(db => db.Deliveries.CountAsync(row => row.Kind == kind && row.State == DeliveryState.Owed));
}
