using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Notices;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Tests.Core.Automation;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Core.Commerce.Notices;

/// <summary>News of orders on a channel with a reply window.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class NoticeWindowTests(StorageKind kind)
{
    [Test]
    public async Task When_the_window_is_closed_the_connections_template_leaves_with_its_values_filled_in()
    {
        await using var lab = await Create();
        var template = new NoticeTemplate(lab.Connection.Id, "order_update", "vi", ["{name}", "đơn {number}", "{total}"]);
        await Tell(lab, new NoticeRule(OrderState.Placed, true, Templates: [template]), new NoticeRule(OrderState.Paid, true));
        var thread = await Thread(lab);
        lab.Clock.Advance(TimeSpan.FromHours(49));
        var order = await Place(lab, thread);
        await Sweep(lab);
        await Sweep(lab);

        var sent = (await Sent(lab)).Single();
        Assert.That((sent.Kind, sent.Origin), Is.EqualTo((MessageKind.Template, MessageOrigin.Automatic)));
        var content = MessageJson.Read(sent.Content).Template!;
        Assert.That((content.Name, content.Language), Is.EqualTo(("order_update", "vi")));
        Assert.That(content.Parameters, Is.EqualTo(new[] { "Khách 0", $"đơn {order.Number}", "100.000 VND" }));
        await Desk(lab).Change(lab.Workspace, order.Id, new OrderChange(OrderState.Paid), "test", CancellationToken.None);
        await Sweep(lab);
        Assert.That(await Sent(lab), Has.Count.EqualTo(1), "this state has no template");
        Assert.That(await lab.Read(db => db.OrderNotices.Select(row => row.Outcome).ToListAsync()), Does.Contain(nameof(Outcome.WindowClosed)));
    }

    [Test]
    public async Task What_is_left_of_a_window_for_people_is_not_spent_on_notices()
    {
        await using var lab = await Create();
        await Tell(lab, new NoticeRule(OrderState.Placed, true));
        await lab.Policy(policy => policy with
        {
            Budgets = new Dictionary<Guid, AutomationBudget> { [lab.Connection.Id] = new(50, 10) },
        });
        await Place(lab, await Thread(lab));
        await Sweep(lab);

        Assert.That(await Sent(lab), Is.Empty);
        var notice = await lab.Read(db => db.OrderNotices.SingleAsync());
        Assert.That((notice.State, notice.ReasonCode), Is.EqualTo((NoticeState.Refused, HeldCodes.Budget)));
        Assert.That(await lab.Read(db => db.Notes.CountAsync()), Is.EqualTo(1), "and people read why");
    }

    private Task<Lab> Create() => Lab.Create(kind, LabConnector.NewManifest("lab") with
    {
        Limits = new ConnectorLimits { WindowHours = 48, WindowMessages = 10, Concurrency = 16 },
    });

    private static OrderDesk Desk(Lab lab) => new(lab.Store, lab.Get<ConnectorRegistry>(), lab.Get<LaneBell>());

    private static async Task<Guid> Thread(Lab lab)
    {
        await lab.Apply(lab.Says("m1", "alo"));
        return (await lab.Thread()).Id;
    }

    private static async Task<Order> Place(Lab lab, Guid thread) => ((OrderAnswer.Done)await Desk(lab).Create(
        lab.Workspace, thread, new NewOrder(null, CurrencyCode.From("VND")!.Value, OrderState.Placed, null, [new NewOrderLine("A", null, 1, 100_000)]),
        "test", CancellationToken.None)).Order;

    private static Task Tell(Lab lab, params NoticeRule[] rules) => lab.Change(db =>
    {
        db.OrderSettings.Add(new OrderSettings { WorkspaceId = lab.Workspace, NumberPrefix = "DH-", Notices = new NoticeRules(rules).ToJson() });
        return db.SaveChangesAsync();
    });

    private static Task Sweep(Lab lab) => new NoticeSweep(
        lab.Store, lab.Get<MessageSender>(), new SendPlanner(lab.Store, lab.Get<ConnectorRegistry>(), lab.Get<ConnectionContexts>()),
        NullLogger<NoticeSweep>.Instance).Run(CancellationToken.None);

    private static Task<List<Message>> Sent(Lab lab) => lab.Read(db => db.Messages.Where(row => row.Direction == MessageDirection.Outbound).ToListAsync());
}
