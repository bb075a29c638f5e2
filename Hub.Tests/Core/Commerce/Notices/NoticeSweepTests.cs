using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Notices;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Core.Sending;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Core.Commerce.Notices;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class NoticeSweepTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task A_customer_is_told_once_of_each_state_that_is_switched_on_whoever_sweeps()
    {
        await Tell(new NoticeRule(OrderState.Placed, true, TextVi: "Đơn {number} hết {total}"), new NoticeRule(OrderState.Paid, false));
        var order = await Placed();
        await using var beside = Lab.Beside();
        await Task.WhenAll(Sweep(Lab), Sweep(beside), Sweep(Lab));
        await Desk.Change(Lab.Workspace, order.Id, new OrderChange(OrderState.Paid), "test", CancellationToken.None);
        await Sweep(Lab);

        Assert.That((await Sent()).Select(row => (row.Text, row.Origin)), Is.EqualTo(new[] { ($"Đơn {order.Number} hết 100.000 VND", MessageOrigin.Automatic) }));
    }

    [Test]
    public async Task While_a_connection_is_parked_nobody_is_told_what_may_be_untrue_by_then()
    {
        await Tell(new NoticeRule(OrderState.Placed, true), new NoticeRule(OrderState.Paid, true));
        await Lab.Get<Parking>().Park(Lab.Workspace, Lab.Connection.Id, "moving", "test", CancellationToken.None);
        var order = await Placed();
        await Sweep(Lab);
        await Desk.Change(Lab.Workspace, order.Id, new OrderChange(OrderState.Paid), "test", CancellationToken.None);
        Assert.That(await Lab.Read(db => db.OrderNotices.Select(row => row.State).ToListAsync()), Is.All.EqualTo(NoticeState.Waiting));

        await Lab.Get<Parking>().Resume(Lab.Workspace, Lab.Connection.Id, "test", CancellationToken.None);
        await Sweep(Lab);

        var told = await Lab.Read(db => db.OrderNotices.ToDictionaryAsync(row => row.OrderState, row => row.State));
        Assert.That((told[OrderState.Placed], told[OrderState.Paid]), Is.EqualTo((NoticeState.Skipped, NoticeState.Sent)));
    }

    [Test]
    public async Task What_cannot_leave_holds_up_no_state_and_says_why_in_the_conversation()
    {
        await Tell(new NoticeRule(OrderState.Placed, true));
        await Lab.Change(db => db.Connections.ExecuteUpdateAsync(set => set.SetProperty(row => row.State, ConnectionState.Disabled)));
        var order = await Placed();
        await Sweep(Lab);
        await Sweep(Lab);

        var notice = await Lab.Read(db => db.OrderNotices.SingleAsync());
        Assert.That((order.State, notice.State, notice.ReasonCode), Is.EqualTo((OrderState.Placed, NoticeState.Refused, "connection_not_active")));
        var notes = await Lab.Read(db => db.Notes.Select(row => row.Text).ToListAsync());
        Assert.That(notes.Single(), Does.StartWith($"Khách chưa được báo đơn {order.Number} đã đặt: "));
        Assert.That(await Sent(), Is.Empty);
    }

    [Test]
    public async Task A_draft_that_is_cancelled_is_told_to_nobody_and_an_order_that_moved_on_only_as_it_stands()
    {
        await Tell(new NoticeRule(OrderState.Placed, true), new NoticeRule(OrderState.Cancelled, true, TextVi: "hủy {number}"));
        var draft = await Placed(OrderState.Draft);
        await Desk.Change(Lab.Workspace, draft.Id, new OrderChange(OrderState.Cancelled), "test", CancellationToken.None);
        Assert.That(await Lab.Read(db => db.OrderNotices.CountAsync()), Is.Zero);
        Assert.That(await Lab.Deliveries(DeliveryKind.SyncOrder), Is.Empty, "and goes to no CRM");

        var order = await Placed();
        await Desk.Change(Lab.Workspace, order.Id, new OrderChange(OrderState.Cancelled), "test", CancellationToken.None);
        await Sweep(Lab);
        Assert.That((await Sent()).Select(row => row.Text), Is.EqualTo(new[] { $"hủy {order.Number}" }));
    }

    private OrderDesk Desk => new(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<LaneBell>());

    private async Task<Order> Placed(OrderState state = OrderState.Placed) => ((OrderAnswer.Done)await Desk.Create(
        Lab.Workspace, (await Lab.Conversations(1))[0],
        new NewOrder(null, CurrencyCode.From("VND")!.Value, state, null, [new NewOrderLine("A", null, 1, 100_000)]), "test", CancellationToken.None)).Order;

    private Task Tell(params NoticeRule[] rules) => Lab.Change(db =>
    {
        db.OrderSettings.Add(new OrderSettings { WorkspaceId = Lab.Workspace, NumberPrefix = "DH-", Notices = new NoticeRules(rules).ToJson() });
        return db.SaveChangesAsync();
    });

    private static Task Sweep(Lab lab) => new NoticeSweep(lab.Store, lab.Get<MessageSender>(), new SendPlanner(lab.Store, lab.Get<ConnectorRegistry>(), lab.Get<ConnectionContexts>()), NullLogger<NoticeSweep>.Instance)
        .Run(CancellationToken.None);

    private Task<List<Message>> Sent() => Lab.Read(db => db.Messages.Where(row => row.Direction == MessageDirection.Outbound).ToListAsync());
}
