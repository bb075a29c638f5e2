using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Commerce.Products;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Core.Webhooks;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Automation;

/// <summary>Orders, bookings and webhooks that rules begin. Nothing of it is agreed on before a person says so.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class RuleDraftTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task An_order_is_drafted_once_with_what_the_contact_wrote_and_anew_when_there_is_a_new_one()
    {
        await Product("AO-01", "Áo thun trơn", 199_000);
        var rule = await Rule("chốt", new RuleAction { Type = RuleActionType.DraftOrder });
        await Lab.Apply(Lab.Says("m1", "lấy 2 AO-01 với ABC-99 nhé"), Lab.Says("m2", "chốt nha shop, sđt 0912345678"), Lab.Says("m3", "chốt chưa shop"));
        await Lab.Apply(Lab.Says("m4", "chốt đi", 1));

        var order = await Lab.Read(db => db.Orders.Include(row => row.Lines).SingleAsync());
        Assert.That((order.State, order.Total, order.Currency, order.SourceMessageId), Is.EqualTo((OrderState.Draft, 398_000m, "VND", (Guid?)null)));
        Assert.That(order.Phone, Does.Contain("912345678"));
        Assert.That(order.Number, Does.StartWith("DH-"));
        Assert.That((await Lab.Thread()).HasOrder, Is.True);
        Assert.That((await Lab.Entries()).Select(entry => entry.Code), Is.EqualTo(new[] { "DraftOrder", HeldCodes.DraftExists, HeldCodes.NothingRead }));
        Assert.That(await Lab.Read(db => db.Audit.Where(row => row.Action == "order.created").Select(row => row.Actor).ToListAsync()),
            Is.EqualTo(new[] { ConversationEvent.ByRule(rule.Id) }));
        Assert.That(await Lab.Read(db => db.Signals.CountAsync(row => row.OrderId != null)), Is.Zero, "nobody outside hears of a draft");
        Assert.That(await Lab.Read(db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncOrder)), Is.Zero);

        var desk = new OrderDesk(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<LaneBell>());
        await desk.Change(Lab.Workspace, order.Id, new OrderChange(OrderState.Placed), "test", default);
        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Lab.Apply(Lab.Says("m5", "chốt rồi nhé"));
        Assert.That(await Lab.Read(db => db.Orders.CountAsync()), Is.EqualTo(1), "what was said is the order that was placed");
        await Lab.Apply(Lab.Says("m6", "chốt thêm 1 AO-01"));
        Assert.That(await Lab.Read(db => db.Orders.OrderBy(row => row.Id).Select(row => row.Total).ToListAsync()), Is.EqualTo(new[] { 398_000m, 199_000m }));
    }

    [Test]
    public async Task A_booking_is_requested_at_the_time_that_was_said_and_nobody_outside_hears_before_it_is_confirmed()
    {
        var service = await Salon();
        await Rule("đặt lịch", new RuleAction { Type = RuleActionType.DraftBooking, ServiceId = service });
        await Lab.Apply(Lab.Says("m1", "đặt lịch 3h chiều mai nhé"), Lab.Says("m2", "đặt lịch được chưa"));
        await Lab.Apply(Lab.Says("m3", "đặt lịch 15h mai", 1), Lab.Says("m4", "đặt lịch hôm nào cũng được", 2));

        var booking = await Lab.Read(db => db.Bookings.SingleAsync());
        var local = TimeZoneInfo.ConvertTime(booking.StartsAt, TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh"));
        Assert.That((booking.State, local.Hour, local.Minute), Is.EqualTo((BookingState.Requested, 15, 0)));
        Assert.That((await Lab.Entries()).Select(entry => entry.Code),
            Is.EqualTo(new[] { "DraftBooking", HeldCodes.DraftExists, HeldCodes.TimeTaken, HeldCodes.NoTime }));
        Assert.That(await Lab.Read(db => db.Signals.CountAsync(row => row.BookingId != null)), Is.Zero);
        Assert.That(await Lab.Read(db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncBooking)), Is.Zero);

        var desk = new BookingDesk(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<LaneBell>());
        await desk.Change(Lab.Workspace, booking.Id, new BookingChange(BookingState.Cancelled), "test", default);
        Assert.That(await Lab.Read(db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncBooking)), Is.Zero, "turned down: nobody need hear");
    }

    [Test]
    public async Task A_rule_calls_the_endpoint_that_it_names_with_ids_and_no_word()
    {
        var (mine, other) = (await Endpoint(), await Endpoint());
        var rule = await Rule("giá", new RuleAction { Type = RuleActionType.CallWebhook, EndpointId = mine });
        await Lab.Apply(Lab.Says("m1", "giá canary77"));
        await Lab.Apply(Lab.Says("m1", "giá canary77"));

        var told = await Lab.Read(db => db.HubEvents.SingleAsync());
        Assert.That(told.Type, Is.EqualTo("rule.matched"));
        Assert.That(told.Payload, Does.Contain($"\"ruleId\":\"{rule.Id}\"").And.Contain($"{(await Lab.Thread()).Id}").And.Not.Contain("canary77"));
        Assert.That(await Lab.Read(db => db.Deliveries.Where(row => row.Kind == DeliveryKind.CallWebhook).Select(row => row.ConnectionId).ToListAsync()),
            Is.EqualTo(new[] { mine }));

        await Lab.Get<WebhookDesk>().Change(Lab.Owner(), mine, new WebhookForm(null, null, null, false), default);
        await Lab.Apply(Lab.Says("m2", "giá"));
        Assert.That((await Lab.Entries()).Select(entry => entry.Code), Is.EqualTo(new[] { "CallWebhook", HeldCodes.TargetGone }));
        Assert.That(await new RuleDesk(Lab.Store).Create(Lab.Owner(), RuleKind.Rule, new RuleDraft
        {
            Name = "x",
            Actions = [new RuleAction { Type = RuleActionType.CallWebhook, EndpointId = Lab.Connection.Id }],
        }, default), Is.EqualTo(new RuleAnswer.NoSuch("actions[0].endpointId")), "a channel is no endpoint");
    }

    [Test]
    public async Task A_program_that_answers_a_bot_is_not_called_for_ever()
    {
        var endpoint = await Endpoint();
        await Lab.Policy(policy => policy with { LoopTurns = 3 });
        await Rule("giá", new RuleAction { Type = RuleActionType.CallWebhook, EndpointId = endpoint });

        for (var turn = 0; turn < 6; turn++)
        {
            await Lab.Apply(Lab.Says($"m{turn}", "giá"));
            var thread = await Lab.Thread();
            Assert.That(await Lab.Get<MessageSender>().Send(
                Lab.Workspace, thread.Id, new OutboundDraft([MessageContent.OfText("giá nào ạ?")]), [], CancellationToken.None), Is.TypeOf<SendAnswer.Queued>());
            Lab.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.That((await Lab.Entries()).Select(entry => entry.Code), Is.EqualTo(new[]
        {
            "CallWebhook", "CallWebhook", "CallWebhook", "CallWebhook", HeldCodes.LoopGuard, HeldCodes.Stopped,
        }));
        Assert.That((await Lab.Thread()).AutomationStoppedAt, Is.Not.Null);
    }

    private Task<Rule> Rule(string word, RuleAction action) => Lab.Rule(
        RuleKind.Rule, new RuleDraft { Conditions = new RuleConditions { Any = [word] }, Actions = [action] });

    private async Task<Guid> Endpoint() => ((WebhookAnswer.Done)await Lab.Get<WebhookDesk>().Create(
        Lab.Owner(), new WebhookForm("https://93.184.215.14/hook", null, ["contact.deleted"], null), default)).Endpoint.Id;

    private Task Product(string code, string name, decimal price)
    {
        var product = new Product
        {
            WorkspaceId = Lab.Workspace,
            Id = Lab.Store.Ids.Next(),
            Code = "",
            CodeKey = "",
            Name = "",
            SearchText = "",
            Price = price,
            Currency = "VND",
            IsActive = true,
            CreatedAt = Lab.Store.Now,
        };
        product.Call(code, name);
        return Lab.Add([product]);
    }

    private async Task<Guid> Salon()
    {
        var service = new Service
        {
            WorkspaceId = Lab.Workspace,
            Id = Lab.Store.Ids.Next(),
            Name = "Cut",
            DurationMinutes = 30,
            StepMinutes = 30,
            Capacity = 1,
            IsActive = true,
        };
        var chair = new Resource { WorkspaceId = Lab.Workspace, Id = Lab.Store.Ids.Next(), Name = "chair", IsActive = true };
        await Lab.Add([service, chair, new ServiceResource { WorkspaceId = Lab.Workspace, ServiceId = service.Id, ResourceId = chair.Id }]);
        return service.Id;
    }
}
