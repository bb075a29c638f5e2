using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Commerce;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Automation;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class FilterAndRuleTests(StorageKind kind) : LabTest(kind)
{
    private static readonly RuleAction Bin = new() { Type = RuleActionType.Bin };

    [Test]
    public async Task Spam_goes_to_the_bin_stays_there_and_comes_back_for_good()
    {
        await Lab.Rule(RuleKind.Filter, new RuleDraft { Conditions = new RuleConditions { HasLink = true }, Actions = [Bin] });
        await Lab.KeywordReply("vay", "199k");
        await Lab.Apply(Lab.Says("m1", "vay tiền tại vay.top nhé"), Lab.Says("m2", "vay đi"));
        await Lab.Apply(Lab.Says("m3", "vay nữa"));

        var thread = await Lab.Thread();
        Assert.That(thread.Status, Is.EqualTo(ConversationStatus.Spam), "what is written there does not open it");
        Assert.That(await Lab.Automatic(), Is.Empty, "nothing answers spam");
        Assert.That((await Lab.Entries()).Single(), Has.Property("Code").EqualTo("Bin"));

        await Lab.Get<ConversationDesk>().Change(
            Lab.Owner(), [thread.Id], new ConversationChange { Status = ConversationStatus.Open }, CancellationToken.None);
        await Lab.Apply(Lab.Says("m4", "xem ở vay.top"));

        Assert.That(await Lab.Thread(), Has.Property("Status").EqualTo(ConversationStatus.Open).And.Property("NotSpam").True);
        Assert.That((await Lab.Entries())[^2].Code, Is.EqualTo(HeldCodes.NotSpam));
    }

    [Test]
    public async Task A_contact_whom_somebody_has_answered_is_no_spam_and_a_pass_ends_the_filters()
    {
        await Lab.Rule(RuleKind.Filter, new RuleDraft
        {
            Position = 1,
            Conditions = new RuleConditions { Any = ["đơn hàng"] },
            Actions = [new RuleAction { Type = RuleActionType.Pass }],
        });
        await Lab.Rule(RuleKind.Filter, new RuleDraft { Position = 2, Conditions = new RuleConditions { HasLink = true }, Actions = [Bin] });
        await Lab.Apply(Lab.Says("m1", "đơn hàng ở shop.vn đâu rồi"));
        await Lab.Apply(Lab.Says("e1", "Dạ", 1) with { Direction = MessageDirection.Outbound });
        await Lab.Apply(Lab.Says("m2", "xem shop.vn", 1));

        Assert.That((await Lab.Thread()).Status, Is.EqualTo(ConversationStatus.Open), "passed");
        Assert.That((await Lab.Thread(1)).Status, Is.EqualTo(ConversationStatus.Open), "known");
        Assert.That((await Lab.Entries()).Select(entry => entry.Code), Is.EqualTo(new[] { "Pass", HeldCodes.KnownContact }));
    }

    [Test]
    public async Task Whom_the_shop_answers_in_the_same_batch_is_no_spam_either()
    {
        await Lab.Rule(RuleKind.Filter, new RuleDraft { Conditions = new RuleConditions { HasLink = true }, Actions = [Bin] });

        await Lab.Apply(Lab.Says("e1", "Dạ") with { Direction = MessageDirection.Outbound }, Lab.Says("m1", "xem shop.vn"));

        Assert.That((await Lab.Thread()).Status, Is.EqualTo(ConversationStatus.Open));
    }

    [Test]
    public async Task History_is_labelled_and_otherwise_left_alone()
    {
        var label = await Label("Hỏi giá");
        await Lab.Rule(RuleKind.Rule, new RuleDraft
        {
            Conditions = new RuleConditions { Any = ["giá"] },
            Actions =
            [
                new RuleAction { Type = RuleActionType.AddLabel, LabelId = label },
                new RuleAction { Type = RuleActionType.SetPriority, Priority = ConversationPriority.High },
            ],
        });

        await Lab.Apply(Lab.Says("m1", "giá", 0, Lab.Store.Now.AddDays(-2)));

        Assert.That((await Lab.Thread()).Priority, Is.EqualTo(ConversationPriority.None));
        Assert.That(await Lab.Read(db => db.ConversationLabels.CountAsync()), Is.EqualTo(1));
        Assert.That((await Lab.Entries()).Select(entry => entry.Code), Is.EqualTo(new[] { "AddLabel", HeldCodes.TooOld }));
    }

    [Test]
    public async Task A_rule_labels_routes_notes_and_reports_once_whatever_is_repeated()
    {
        var (label, team) = (await Label("Hỏi giá"), await Lab.Team("Bán hàng", null));
        var rule = await Lab.Rule(RuleKind.Rule, new RuleDraft
        {
            Conditions = new RuleConditions { Any = ["giá"] },
            Actions =
            [
                new RuleAction { Type = RuleActionType.AddLabel, LabelId = label },
                new RuleAction { Type = RuleActionType.Route, TeamId = team },
                new RuleAction { Type = RuleActionType.SetPriority, Priority = ConversationPriority.High },
                new RuleAction { Type = RuleActionType.Note, Text = "Khách hỏi giá" },
                new RuleAction { Type = RuleActionType.ReportLead },
            ],
        });
        await Lab.Rule(RuleKind.Rule, new RuleDraft
        {
            Conditions = new RuleConditions { Any = ["áo"] },
            Actions = [new RuleAction { Type = RuleActionType.AddLabel, LabelId = label }],
        });
        await Lab.Apply(Lab.Says("m1", "giá áo"), Lab.Says("m2", "giá"), Lab.Says("m3", "giá", 1));
        await Lab.Apply(Lab.Says("m1", "giá áo"));

        var thread = await Lab.Thread();
        Assert.That((thread.TeamId, thread.Priority), Is.EqualTo((team, ConversationPriority.High)));
        Assert.That(await Lab.Read(db => db.ConversationLabels.CountAsync()), Is.EqualTo(2), "one a conversation");
        Assert.That(await Lab.Read(db => db.Notes.CountAsync()), Is.EqualTo(3), "one a message");
        Assert.That(
            await Lab.Read(db => db.Signals.CountAsync(row => row.Kind == SignalKind.LeadQualified)), Is.EqualTo(2), "one a conversation");
        Assert.That(
            await Lab.Read(db => db.ConversationEvents.Where(row => row.Kind == ConversationEventKind.Labelled).Select(row => row.Actor).Distinct().ToListAsync()),
            Is.EqualTo(new[] { ConversationEvent.ByRule(rule.Id) }), "the thread tells which rule it was");
    }

    [Test]
    public async Task A_rule_whose_label_is_gone_is_written_down_and_holds_up_nothing()
    {
        var label = await Label("Tạm");
        await Lab.Rule(RuleKind.Rule, new RuleDraft
        {
            Position = 1,
            Stops = true,
            Actions = [new RuleAction { Type = RuleActionType.AddLabel, LabelId = label }],
        });
        await Lab.Rule(RuleKind.Rule, new RuleDraft { Position = 2, Actions = [new RuleAction { Type = RuleActionType.Note, Text = "x" }] });
        await Lab.Apply(Lab.Says("m1", "một"));
        await new Labels(Lab.Store).Delete(Lab.Owner(), label, CancellationToken.None);
        await Lab.Apply(Lab.Says("m2", "hai"));

        Assert.That((await Lab.Entries()).Select(entry => (entry.Result, entry.Code)), Is.EqualTo(new[]
        {
            (RuleResult.Done, "AddLabel"), (RuleResult.Held, HeldCodes.TargetGone), (RuleResult.Done, "Note"),
        }), "a rule that stops ends its kind, one that did nothing does not");
        Assert.That(await Lab.Read(db => db.Messages.CountAsync()), Is.EqualTo(2));
    }

    [Test]
    public async Task A_rule_of_a_later_version_holds_up_nothing()
    {
        var rule = await Lab.KeywordReply("giá", "199k");
        await Lab.KeywordReply("ship", "30k");
        await Lab.Change(async db =>
        {
            await db.Rules.Where(row => row.Id == rule.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Actions, """[{"type":"teleport"}]"""));
            await db.AutomationSettings.ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version + 1));
        });
        await Lab.Apply(Lab.Says("m1", "giá ship"));
        Assert.That((await Lab.Automatic()).Select(row => row.Text), Is.EqualTo(new[] { "30k" }));
        Assert.That((await new RuleDesk(Lab.Store).All(Lab.Workspace, null, rule.Id, CancellationToken.None)).Single().IsBroken, Is.True, "and is shown");
    }

    [Test]
    public async Task A_back_test_counts_what_a_rule_would_have_met_page_by_page()
    {
        await Lab.Apply([.. Enumerable.Range(0, 40).Select(i => Lab.Says($"m{i}", i % 4 == 0 ? "giá bn" : "alo", i % 5, Lab.Store.Now.AddHours(-i)))]);
        await Lab.Apply(new ReferralEvent
        {
            EventKey = "ref-0",
            OccurredAt = Lab.Store.Now.AddHours(-100),
            ConversationKey = "thread-0",
            Contact = Lab.Says("x", "").Contact,
            Referral = new Referral { Source = ReferralSource.Ad, AdId = "ad-7" },
        });
        var draft = new RuleDraft { Conditions = new RuleConditions { Any = ["giá"] } };
        var page = await new BackTests(Lab.Store).Run(
            Lab.Owner(), RuleKind.KeywordReply, draft, BackTestMarks.None, Lab.Store.Now.AddDays(-30), null, CancellationToken.None);

        Assert.That((page.Read, page.Hits, page.Next), Is.EqualTo((40, 10, (Guid?)null)));
        Assert.That(page.Samples, Has.Count.EqualTo(10));
        Assert.That(page.Days.Sum(day => day.Hits), Is.EqualTo(10));
        Assert.That(page.Ads, Is.EquivalentTo(new[] { new BackTestAd(null, 8, 0), new BackTestAd("ad-7", 2, 0) }));
        Assert.That(await Lab.Read(db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SendMessage)), Is.Zero, "nothing is done");
    }

    [Test]
    public async Task A_back_test_marks_the_hits_that_a_label_or_an_outcome_calls_false()
    {
        await Lab.Apply([.. Enumerable.Range(0, 6).Select(i => Lab.Says($"m{i}", "giá", i % 3))]);
        var joking = await Label("Hỏi cho vui");
        await Lab.Get<ConversationDesk>().Change(
            Lab.Owner(), [(await Lab.Thread(1)).Id], new ConversationChange { AddLabels = [joking] }, CancellationToken.None);
        await Lab.Apply(Lab.Says("e1", "Dạ 199k", 2) with { Direction = MessageDirection.Outbound });

        Assert.That(await False(new BackTestMarks([joking], [])), Is.EqualTo((6, 2)));
        Assert.That(await False(new BackTestMarks([], [BackTestOutcome.Answered])), Is.EqualTo((6, 2)));
        Assert.That(await False(new BackTestMarks([joking], [BackTestOutcome.Answered])), Is.EqualTo((6, 4)));
        Assert.That(await False(new BackTestMarks([], [BackTestOutcome.NotOrdered])), Is.EqualTo((6, 6)));
        Assert.That(await False(new BackTestMarks([], [BackTestOutcome.Ordered, BackTestOutcome.Spam])), Is.EqualTo((6, 0)));

        foreach (var (person, state) in new[] { (0, OrderState.Placed), (1, OrderState.Draft), (2, OrderState.Cancelled) })
            await new OrderDesk(Lab.Store, Lab.Get<ConnectorRegistry>(), Lab.Get<LaneBell>()).Create(
                Lab.Workspace, (await Lab.Thread(person)).Id,
                new NewOrder(null, CurrencyCode.From("VND")!.Value, state, null, [new NewOrderLine("A", null, 1, 100_000)]), "test", CancellationToken.None);
        Assert.That(await False(new BackTestMarks([], [BackTestOutcome.NotOrdered])), Is.EqualTo((6, 4)), "a draft and what was cancelled are no orders");

        async Task<(int Hits, int False)> False(BackTestMarks marks)
        {
            var page = await new BackTests(Lab.Store).Run(
                Lab.Owner(), RuleKind.KeywordReply, new RuleDraft { Conditions = new RuleConditions { Any = ["giá"] } }, marks,
                Lab.Store.Now.AddDays(-1), null, CancellationToken.None);
            Assert.That(
                new[] { page.Samples.Count(sample => sample.IsFalse), page.Days.Sum(day => day.FalseHits), page.Ads.Sum(ad => ad.FalseHits) },
                Is.All.EqualTo(page.FalseHits));
            return (page.Hits, page.FalseHits);
        }
    }

    [Test]
    public async Task Who_is_blocked_goes_to_the_bin_known_or_not_and_comes_back_when_nobody_is_blocked_any_more()
    {
        await Lab.Rule(RuleKind.Filter, new RuleDraft { Name = "Khách bị chặn", Conditions = new RuleConditions { HasLink = true }, Actions = [Bin] });
        var list = new BlockList(Lab.Store, new RuleDesk(Lab.Store));
        await Lab.Apply(Lab.Says("m1", "alo"), Lab.Says("m2", "alo", 1));
        await Lab.Apply(Lab.Says("e1", "Dạ") with { Direction = MessageDirection.Outbound });
        var (known, other) = ((await Lab.Thread()).ContactId, (await Lab.Thread(1)).ContactId);
        Assert.That(await list.Block(Lab.Owner(), Guid.NewGuid(), CancellationToken.None), Is.TypeOf<RuleAnswer.NotFound>());

        foreach (var contact in new[] { known, other, known })
            Assert.That(await list.Block(Lab.Owner(), contact, CancellationToken.None), Is.TypeOf<RuleAnswer.Done>());
        await Lab.Apply(Lab.Says("m3", "alo"));
        Assert.That((await Lab.Thread()).Status, Is.EqualTo(ConversationStatus.Spam), "somebody has answered, and somebody has blocked");
        Assert.That(await Filters(), Is.EqualTo(new[] { 0, 2 }), "one filter names both");
        Assert.That(await Lab.Read(db => BlockList.Has(db, Lab.Workspace, other, CancellationToken.None)), Is.True);

        foreach (var contact in new[] { known, other })
            Assert.That(await list.Unblock(Lab.Owner(), contact, CancellationToken.None), Is.TypeOf<RuleAnswer.Done>());
        Assert.That(await list.Unblock(Lab.Owner(), other, CancellationToken.None), Is.TypeOf<RuleAnswer.NotFound>());
        Assert.That(await Filters(), Is.EqualTo(new[] { 0 }), "a filter that names nobody would be one for everybody");
        await Lab.Apply(Lab.Says("m4", "alo", 1));
        Assert.That((await Lab.Thread(1)).Status, Is.EqualTo(ConversationStatus.Open));

        async Task<IEnumerable<int>> Filters() =>
            (await new RuleDesk(Lab.Store).All(Lab.Workspace, RuleKind.Filter, null, CancellationToken.None))
            .Select(card => card.Conditions.ContactIds.Count).Order();
    }

    private async Task<Guid> Label(string name) =>
        (await new Labels(Lab.Store).Create(Lab.Owner(), name, "#112233", CancellationToken.None))!.Id;
}
