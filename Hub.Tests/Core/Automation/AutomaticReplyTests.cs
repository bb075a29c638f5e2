using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Hours;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Automation;

/// <summary>Answers that the hub gives by itself: when, and above all when not.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class AutomaticReplyTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task An_ice_breaker_is_answered_by_its_code_whatever_its_title_says_and_words_look_at_the_title()
    {
        await Lab.Rule(RuleKind.KeywordReply, new RuleDraft
        {
            Conditions = new RuleConditions { ChoiceIds = ["PRICE_LIST"] },
            Actions = [new RuleAction { Type = RuleActionType.Reply, Text = "Bảng giá đây ạ" }],
        });
        await Lab.KeywordReply("mở cửa", "8h ạ");
        MessageEvent Taken(string key, string id, string title, int person) => Lab.Says(key, title, person) with
        {
            Content = new MessageContent { Kind = MessageKind.Choice, ChoiceId = id, Text = title },
        };

        await Lab.Apply(Taken("m1", "PRICE_LIST", "Xem giá", 0), Taken("m2", "price_list", "Xem giá", 1), Taken("m3", "HOURS", "Giờ mở cửa", 2), Lab.Says("m4", "PRICE_LIST", 3));

        Assert.That((await Lab.Automatic()).Select(row => row.Text), Is.EqualTo(new[] { "Bảng giá đây ạ", "8h ạ" }));
        var page = await new BackTests(Lab.Store).Run(Lab.Owner(), RuleKind.KeywordReply, new RuleDraft
        {
            Conditions = new RuleConditions { ChoiceIds = ["PRICE_LIST"] },
        }, BackTestMarks.None, Lab.Store.Now.AddDays(-1), null, CancellationToken.None);
        Assert.That((page.Read, page.Hits), Is.EqualTo((4, 1)));
    }

    [Test]
    public async Task A_keyword_is_answered_by_a_message_owed_like_any_other()
    {
        var rule = await Lab.KeywordReply("giá", "Chào {name}, áo 199k ạ");
        var sent = new List<string>();
        Lab.Connector.OnSend = (_, part) =>
        {
            sent.Add(part.Content.Text!);
            return Task.FromResult<Outcome>(new Outcome.Accepted("key-" + part.CorrelationId));
        };

        var applied = await Lab.Apply(Lab.Says("m1", "gia bn shop"));
        await Lab.SendAll();

        Assert.That(applied.Lanes, Does.Contain(Lab.Lane(DeliveryKind.SendMessage)), "the lane is woken");
        Assert.That(sent, Is.EqualTo(new[] { "Chào Khách 0, áo 199k ạ" }));
        var answer = (await Lab.Automatic()).Single();
        Assert.That((answer.RuleId, answer.Origin, answer.Status), Is.EqualTo((rule.Id, MessageOrigin.Automatic, MessageStatus.Sent)));
        var thread = await Lab.Thread();
        Assert.That((thread.Unread, thread.AnsweredAt), Is.EqualTo((1, (DateTimeOffset?)null)), "an automatic answer answers nobody: a person still has to look");
        var entry = (await Lab.Entries()).Single();
        Assert.That((entry.Result, entry.Code, entry.Replied), Is.EqualTo((RuleResult.Done, "Reply", true)));
    }

    [Test]
    public async Task Echoes_other_bots_old_messages_and_what_was_taken_back_are_not_answered()
    {
        await Lab.KeywordReply("giá", "199k");
        var now = Lab.Store.Now;
        await Lab.Apply(
            Lab.Says("echo", "giá", 1) with { Direction = MessageDirection.Outbound },
            Lab.Says("bot", "giá", 2) with { Origin = MessageOrigin.Automatic },
            Lab.Says("api", "giá", 3) with { Origin = MessageOrigin.Api },
            Lab.Says("old", "giá", 4, now.AddMinutes(-31)),
            new DeletionEvent { EventKey = "del:gone", OccurredAt = now, MessageKey = "gone" }, Lab.Says("gone", "giá", 5));

        Assert.That(await Lab.Automatic(), Is.Empty);
        Assert.That((await Lab.Entries()).Select(entry => entry.Code), Is.EqualTo(new[] { HeldCodes.TooOld }), "and it says why");
    }

    [Test]
    public async Task The_same_contact_is_not_answered_again_before_the_cool_down_is_over()
    {
        await Lab.KeywordReply("giá", "199k", new RuleDraft { CoolDownMinutes = 60 });
        await Lab.Apply(Lab.Says("m1", "giá"), Lab.Says("m2", "giá đi"), Lab.Says("m3", "giá", 1));
        await Lab.Apply(Lab.Says("m4", "giá???"));
        Assert.That(await Lab.Automatic(), Has.Count.EqualTo(2), "one a contact");

        Lab.Clock.Advance(TimeSpan.FromMinutes(61));
        await Lab.Apply(Lab.Says("m5", "giá"));

        Assert.That(await Lab.Automatic(), Has.Count.EqualTo(3));
        Assert.That((await Lab.Entries()).Count(entry => entry.Code == HeldCodes.CoolDown), Is.EqualTo(2));
    }

    [Test]
    public async Task A_message_gets_one_answer_the_first_that_may()
    {
        await Lab.KeywordReply("áo", "áo đẹp", new RuleDraft { Position = 2 });
        await Lab.KeywordReply("giá", "199k", new RuleDraft { Position = 1, CoolDownMinutes = 60 });
        await Lab.Rule(RuleKind.AutoReply, new RuleDraft
        {
            Trigger = RuleTrigger.FirstContact,
            Actions = [new RuleAction { Type = RuleActionType.Reply, Text = "Chào bạn" }],
        });

        await Lab.Apply(Lab.Says("m1", "giá áo"));
        await Lab.Apply(Lab.Says("m2", "giá áo?"));
        await Lab.Apply(Lab.Says("m3", "alo", 1));
        await Lab.Apply(Lab.Says("m4", "alo alo", 1));

        Assert.That(
            (await Lab.Automatic()).Select(row => row.Text), Is.EquivalentTo(new[] { "199k", "áo đẹp", "Chào bạn" }),
            "the second while the first cools down; the greeting only where nothing else answers, and once");
    }

    [Test]
    public async Task While_the_business_or_the_team_is_closed_the_contact_is_told_once()
    {
        var late = await Lab.Team("Đêm", null);
        var day = new Dictionary<string, IReadOnlyList<IntervalDraft>?> { ["sunday"] = [new("08:00", "17:00")], ["monday"] = [new("08:00", "17:00")] };
        await Lab.Policy(policy => policy with
        {
            Hours = new HoursDraft("Asia/Ho_Chi_Minh", day, [new ExceptionDraft("2026-11-23", Name: "Nghỉ lễ")]),
            TeamHours = new Dictionary<Guid, HoursDraft> { [late] = new("Asia/Ho_Chi_Minh", new Dictionary<string, IReadOnlyList<IntervalDraft>?> { ["sunday"] = [new("00:00", "24:00")] }) },
        });
        await Lab.Rule(RuleKind.AutoReply, new RuleDraft
        {
            Trigger = RuleTrigger.Closed,
            CoolDownMinutes = 240,
            Actions = [new RuleAction { Type = RuleActionType.Reply, Text = "Shop đã đóng cửa" }],
        });
        Lab.Clock.Set(new DateTimeOffset(2026, 11, 22, 9, 59, 0, TimeSpan.Zero)); // Sunday, 16:59 in Vietnam
        await Lab.Apply(Lab.Says("m1", "alo"));
        Assert.That(await Lab.Automatic(), Is.Empty, "open");

        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Lab.Apply(Lab.Says("m2", "alo"), Lab.Says("m3", "alo?"), Lab.Says("m4", "alo", 1));
        await Lab.Apply(Lab.Says("m5", "alo", 2));
        Assert.That(await Lab.Automatic(), Has.Count.EqualTo(3), "closed: once a contact");
        await Lab.Change(db => db.Conversations.ExecuteUpdateAsync(set => set.SetProperty(row => row.TeamId, late)));
        Lab.Clock.Advance(TimeSpan.FromHours(5));
        await Lab.Apply(Lab.Says("m6", "alo"));
        Assert.That(Lab.Store.Now.Hour, Is.EqualTo(15), "22:00 in Vietnam");
        Assert.That(await Lab.Automatic(), Has.Count.EqualTo(3), "the team has hours of its own");
    }

    [Test]
    public async Task Nobody_is_greeted_to_whom_the_shop_has_written_first()
    {
        await Lab.Rule(RuleKind.AutoReply, new RuleDraft
        {
            Trigger = RuleTrigger.FirstContact,
            Actions = [new RuleAction { Type = RuleActionType.Reply, Text = "Chào bạn" }],
        });
        await Lab.Policy(policy => policy with { QuietAfterPersonMinutes = 0 });
        await Lab.Apply(Lab.Says("e1", "Mình có hàng mới", 1) with { Direction = MessageDirection.Outbound }, Lab.Says("m1", "ok", 1));
        await Lab.Apply(Lab.Says("e2", "Mình có hàng mới", 2) with { Direction = MessageDirection.Outbound });
        await Lab.Apply(Lab.Says("m2", "ok", 2));
        Assert.That(await Lab.Automatic(), Is.Empty);
    }

    [Test]
    public async Task Automation_is_quiet_while_a_person_writes()
    {
        await Lab.KeywordReply("giá", "199k");
        await Lab.Apply(Lab.Says("m0", "shop ơi"));
        await Lab.Get<MessageSender>().Send(
            Lab.Workspace, (await Lab.Thread()).Id, new OutboundDraft([MessageContent.OfText("Dạ em đây")]), [], CancellationToken.None);
        await Lab.Apply(Lab.Says("m1", "giá"));
        Assert.That(await Lab.Automatic(), Is.Empty);

        Lab.Clock.Advance(TimeSpan.FromMinutes(11));
        await Lab.Apply(Lab.Says("m2", "giá"));
        Assert.That(await Lab.Automatic(), Has.Count.EqualTo(1));
        Assert.That((await Lab.Entries())[0].Code, Is.EqualTo(HeldCodes.PersonAnswering));
    }

    [Test]
    public async Task Too_many_answers_stop_automation_in_the_conversation_until_somebody_resumes_it()
    {
        await Lab.KeywordReply("giá", "199k");
        await Lab.Policy(policy => policy with { LoopMessages = 3, LoopMinutes = 10 });
        for (var i = 0; i < 6; i++)
            await Lab.Apply(Lab.Says($"m{i}", "giá"), Lab.Says($"other{i}", "giá", i + 1));

        var thread = await Lab.Thread();
        Assert.That(thread.AutomationStoppedAt, Is.Not.Null);
        Assert.That((await Lab.Automatic()).Count(row => row.ConversationId == thread.Id), Is.EqualTo(3));
        Assert.That(await Lab.Automatic(), Has.Count.EqualTo(9), "the others are answered");
        Assert.That(
            await Lab.Read(db => db.ConversationEvents.CountAsync(row => row.Kind == ConversationEventKind.AutomationStopped)), Is.EqualTo(1), "seen in the thread");
        Assert.That(
            (await Lab.Entries()).Where(row => row.Result == RuleResult.Held).Select(row => row.Code),
            Is.EqualTo(new[] { HeldCodes.LoopGuard, HeldCodes.Stopped, HeldCodes.Stopped }));

        Assert.That(await new AutomationStops(Lab.Store).Set(Lab.Owner(), thread.Id, stopped: false, CancellationToken.None), Is.True);
        Lab.Clock.Advance(TimeSpan.FromSeconds(1));
        await Lab.Apply(Lab.Says("again", "giá"));
        Assert.That((await Lab.Automatic()).Count(row => row.ConversationId == thread.Id), Is.EqualTo(4));
    }

    [Test]
    public async Task A_dry_run_says_what_it_would_do_and_does_nothing()
    {
        await Lab.KeywordReply("giá", "199k", new RuleDraft { State = RuleState.DryRun });
        await Lab.Apply(Lab.Says("m1", "giá"));
        Assert.That(await Lab.Automatic(), Is.Empty);
        Assert.That((await Lab.Entries()).Single(), Has.Property("Dry").True.And.Property("Replied").True);
        Assert.That(await Lab.Read(db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SendMessage)), Is.Zero);
    }

    [Test]
    public async Task A_dry_run_does_not_use_up_the_cool_down_of_the_rule_that_is_then_switched_on()
    {
        var rule = await Lab.KeywordReply("giá", "199k", new RuleDraft { State = RuleState.DryRun, CoolDownMinutes = 60 });
        await Lab.Apply(Lab.Says("m1", "giá"), Lab.Says("m2", "giá"));
        Assert.That((await Lab.Entries()).Select(entry => entry.Replied), Is.EqualTo(new[] { true, false }), "it shows the cool-down too");
        await new RuleDesk(Lab.Store).Change(Lab.Owner(), rule.Id, new RuleDraft { State = RuleState.On }, CancellationToken.None);

        await Lab.Apply(Lab.Says("m3", "giá"));

        Assert.That(await Lab.Automatic(), Has.Count.EqualTo(1));
    }

    [TestCase("old")]
    [TestCase("answered")]
    [TestCase("stopped")]
    public async Task An_answer_that_had_to_wait_does_not_leave_when_it_is_no_longer_right(string why)
    {
        await Lab.KeywordReply("giá", "199k");
        await Lab.Apply(Lab.Says("m1", "giá"));
        Lab.Clock.Advance(TimeSpan.FromMinutes(why == "old" ? 31 : 1));
        if (why == "answered")
            await Lab.Apply(Lab.Says("e1", "199k bạn nhé") with { Direction = MessageDirection.Outbound });
        if (why == "stopped")
            await new AutomationStops(Lab.Store).Set(Lab.Owner(), (await Lab.Thread()).Id, stopped: true, CancellationToken.None);

        await Lab.Run(DeliveryKind.SendMessage);

        Assert.That((await Lab.Automatic()).Single(), Has.Property("Status").EqualTo(MessageStatus.Failed).And.Property("StatusOutcome").EqualTo("Withheld")
            .And.Property("StatusCode").EqualTo("automatic_answer_late"));
        var delivery = await Lab.Read(db => db.Deliveries.SingleAsync(row => row.Kind == DeliveryKind.SendMessage));
        Assert.That((delivery.State, delivery.Outcome), Is.EqualTo((DeliveryState.Cancelled, "Withheld")), "nothing that anybody must see to");
        Assert.That(await Lab.Read(db => db.Attempts.Select(row => row.Outcome).SingleAsync()), Is.EqualTo("Withheld"));
        var thread = await Lab.Thread();
        Assert.That((thread.FailedSend, thread.WaitingSince is null), Is.EqualTo((false, why == "answered")), "and the contact waits for a person");

        var replay = new DeliveryReplay(Lab.Store, Lab.Get<LaneBell>());
        Assert.That(await replay.One(Lab.Workspace, delivery.Id, evenInDoubt: false, "somebody", CancellationToken.None), Is.EqualTo(ReplayAnswer.Replayed));
        await Lab.Run(DeliveryKind.SendMessage);
        Assert.That((await Lab.Automatic()).Single().Status, Is.EqualTo(MessageStatus.Sent), "unless somebody wants it sent all the same");
    }

    [Test]
    public async Task A_connector_that_cannot_plan_an_answer_keeps_no_message_from_being_applied()
    {
        await Lab.KeywordReply("giá", "199k");
        await Lab.Rule(RuleKind.Rule, new RuleDraft
        {
            Conditions = new RuleConditions { Any = ["giá"] },
            Actions = [new RuleAction { Type = RuleActionType.SetPriority, Priority = ConversationPriority.High }],
        });
        Lab.Connector.OnPlan = _ => throw new NotSupportedException("canary");

        await Lab.Apply(Lab.Says("m1", "giá"));

        Assert.That((await Lab.Thread()).Priority, Is.EqualTo(ConversationPriority.High), "the other rules go on");
        Assert.That((await Lab.Entries()).Select(entry => (entry.Result, entry.Code)), Does.Contain((RuleResult.Failed, nameof(NotSupportedException))));
    }

    [Test]
    public async Task A_changed_rule_counts_from_the_next_batch()
    {
        var rule = await Lab.KeywordReply("giá", "199k");
        await Lab.Apply(Lab.Says("m1", "giá"));
        await new RuleDesk(Lab.Store).Change(Lab.Owner(), rule.Id, new RuleDraft { State = RuleState.Off }, CancellationToken.None);
        await Lab.Apply(Lab.Says("m2", "giá"));
        Assert.That(await Lab.Automatic(), Has.Count.EqualTo(1));
    }
}
