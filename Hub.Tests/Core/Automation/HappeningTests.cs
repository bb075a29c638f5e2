using Hub.Core.Automation;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Automation;

/// <summary>Rules that go by labels and statuses, whoever gives them.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class HappeningTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task A_label_from_anybody_and_a_status_set_off_their_rules_and_only_those_that_were_asked_for()
    {
        var (hot, cold) = (await Label("Nóng"), await Label("Nguội"));
        var labelled = await Rule(RuleTrigger.LabelAdded, new RuleConditions { LabelIds = [hot], Any = ["áo"] }, Reply("Dạ em gửi bảng giá ạ"), Note("hot"));
        var resolved = await Rule(RuleTrigger.StatusChanged, new RuleConditions { Statuses = [ConversationStatus.Resolved] }, Note("done"));
        var dry = await Lab.Rule(RuleKind.Rule, new RuleDraft
        {
            Trigger = RuleTrigger.StatusChanged,
            State = RuleState.DryRun,
            Actions = [Note("dry")],
        });
        await Lab.Apply(Lab.Says("m1", "cho hỏi áo"), Lab.Says("m2", "alo", 1));
        var (first, second) = (await Lab.Thread(), await Lab.Thread(1));
        await Lab.Apply(Lab.Says("e1", "Dạ") with { Direction = Hub.Connectors.Abstractions.MessageDirection.Outbound });

        await Change(new ConversationChange { AddLabels = [hot] }, first, second);
        await Change(new ConversationChange { AddLabels = [hot, cold] }, first, second);
        await Change(new ConversationChange { Status = ConversationStatus.Pending }, first);
        await Change(new ConversationChange { Status = ConversationStatus.Resolved }, first);
        Lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Lab.Apply(Lab.Says("m3", "cảm ơn shop"));

        Assert.That((await Lab.Automatic()).Select(row => row.Text), Is.EqualTo(new[] { "Dạ em gửi bảng giá ạ" }), "though a person has just written");
        var entries = await Lab.Entries();
        Assert.That(entries.Where(entry => entry.RuleId == labelled.Id).Select(entry => (entry.Code, entry.ConversationId)),
            Is.EqualTo(new[] { ("Reply Note", first.Id) }), "a label that is there is not added; words are those of the newest message");
        Assert.That(entries.Where(entry => entry.RuleId == resolved.Id).Select(entry => entry.Code), Is.EqualTo(new[] { "Note" }));
        Assert.That(entries.Where(entry => entry.RuleId == dry.Id).Select(entry => (entry.Code, entry.Dry)),
            Is.EqualTo(new[] { ("Note", true), ("Note", true), ("Note", true) }), "set pending, resolved, and opened again by the contact");
        Assert.That(await Lab.Read(db => db.Notes.Select(row => row.Text).OrderBy(text => text).ToListAsync()), Is.EqualTo(new[] { "done", "hot" }));

        var page = await new BackTests(Lab.Store).Run(Lab.Owner(), RuleKind.Rule, new RuleDraft
        {
            Trigger = RuleTrigger.StatusChanged,
            Conditions = new RuleConditions { Statuses = [ConversationStatus.Resolved, ConversationStatus.Open] },
        }, BackTestMarks.None, Lab.Store.Now.AddDays(-1), null, CancellationToken.None);
        Assert.That((page.Read, page.Hits), Is.EqualTo((3, 2)));
        Assert.That(page.Samples.Select(sample => sample.MessageId), Is.All.Not.Null, "there to be opened");
        var words = await new BackTests(Lab.Store).Run(Lab.Owner(), RuleKind.Rule, new RuleDraft
        {
            Trigger = RuleTrigger.LabelAdded,
            Conditions = new RuleConditions { LabelIds = [hot], Any = ["áo"] },
        }, BackTestMarks.None, Lab.Store.Now.AddDays(-1), null, CancellationToken.None);
        Assert.That((words.Read, words.Hits), Is.EqualTo((4, 1)));
    }

    [Test]
    public async Task Rules_that_set_off_one_another_end_and_the_thread_and_the_log_say_so()
    {
        var (ping, pong) = (await Label("ping"), await Label("pong"));
        var opener = await Rule(RuleTrigger.Message, new RuleConditions { Any = ["giá"] }, Add(ping), Reply("199k"));
        var first = await Rule(RuleTrigger.LabelAdded, new RuleConditions { LabelIds = [ping] }, Add(pong), Remove(ping), Reply("hai"));
        var second = await Rule(RuleTrigger.LabelAdded, new RuleConditions { LabelIds = [pong] }, Add(ping), Remove(pong));

        await Lab.Apply(Lab.Says("m1", "giá"));

        var entries = await Lab.Entries();
        Assert.That(entries.Select(entry => (entry.RuleId, entry.Result, entry.Code)), Is.EqualTo(new[]
        {
            (opener.Id, RuleResult.Done, "AddLabel Reply"),
            (first.Id, RuleResult.Done, "AddLabel RemoveLabel"), (first.Id, RuleResult.Held, HeldCodes.AlreadyAnswered),
            (second.Id, RuleResult.Done, "AddLabel RemoveLabel"),
            (first.Id, RuleResult.Held, HeldCodes.ChainGuard),
        }));
        Assert.That(await Lab.Automatic(), Has.Count.EqualTo(1), "what follows from one message is answered once");
        Assert.That(await Lab.Read(db => db.ConversationEvents.CountAsync(row => row.Kind == ConversationEventKind.RulesCut)), Is.EqualTo(1));

        var labels = new List<Guid>();
        for (var i = 0; i < 6; i++)
            labels.Add(await Label($"bước {i}"));
        for (var i = 0; i < 5; i++)
            await Rule(RuleTrigger.LabelAdded, new RuleConditions { LabelIds = [labels[i]] }, Add(labels[i + 1]));
        await Lab.Apply(Lab.Says("m2", "alo", 1));
        await Change(new ConversationChange { AddLabels = [labels[0]] }, await Lab.Thread(1));
        var thread = (await Lab.Thread(1)).Id;
        Assert.That(
            await Lab.Read(db => db.ConversationLabels.CountAsync(row => row.ConversationId == thread)), Is.EqualTo(4), "a person's, and three rules'");
    }

    [Test]
    public async Task A_program_that_sets_off_what_it_is_told_of_is_ended_seen_and_goes_on_when_somebody_says_so()
    {
        var hot = await Label("Nóng");
        await Lab.Policy(policy => policy with { LoopTurns = 3 });
        var rule = await Rule(RuleTrigger.LabelAdded, new RuleConditions { LabelIds = [hot] }, Note("program"), Reply("Dạ"));
        await Lab.Apply(Lab.Says("m1", "alo"));
        var thread = await Lab.Thread();

        for (var turn = 0; turn < 5; turn++)
            await Again(Lab.Owner());
        Assert.That((await Lab.Thread()).AutomationStoppedAt, Is.Not.Null);
        Assert.That(await Lab.Read(db => db.ConversationEvents.CountAsync(row => row.Kind == ConversationEventKind.AutomationStopped)), Is.EqualTo(1));
        Assert.That((await Lab.Entries()).Where(entry => entry.RuleId == rule.Id && entry.Result == RuleResult.Held).Select(entry => entry.Code),
            Is.EqualTo(new[] { HeldCodes.LoopGuard, HeldCodes.Stopped }));
        Assert.That(await Notes(), Is.EqualTo(3), "put on, and twice taken off and put on again, are three turns");

        await Again(new Caller(Lab.Workspace, CallerKind.Member, Guid.NewGuid(), [Permissions.All], VisibilityScope.All, []));
        Assert.That(await Notes(), Is.EqualTo(4), "people are no loop");
        Assert.That(await new AutomationStops(Lab.Store).Set(Lab.Owner(), thread.Id, false, CancellationToken.None), Is.True);
        Lab.Clock.Advance(TimeSpan.FromSeconds(1));
        await Again(Lab.Owner());
        Assert.That(await Notes(), Is.EqualTo(5));

        async Task Again(Caller caller)
        {
            await Lab.Get<ConversationDesk>().Change(caller, [thread.Id], new ConversationChange { RemoveLabels = [hot] }, CancellationToken.None);
            Lab.Clock.Advance(TimeSpan.FromSeconds(5));
            await Lab.Get<ConversationDesk>().Change(caller, [thread.Id], new ConversationChange { AddLabels = [hot] }, CancellationToken.None);
        }

        Task<int> Notes() => Lab.Read(db => db.Notes.CountAsync());
    }

    [Test]
    public async Task History_that_is_labelled_stays_history_and_a_condition_that_is_never_asked_is_refused()
    {
        var label = await Label("Cũ");
        await Rule(RuleTrigger.Message, new RuleConditions { Any = ["giá"] }, Add(label));
        await Rule(RuleTrigger.LabelAdded, new RuleConditions(), Reply("199k"), Note("x"));

        await Lab.Apply(Lab.Says("m1", "giá", 0, Lab.Store.Now.AddDays(-2)));

        Assert.That((await Lab.Entries()).Select(entry => entry.Code), Is.EqualTo(new[] { "AddLabel", HeldCodes.TooOld }));
        Assert.That(await Lab.Read(db => db.Notes.CountAsync()), Is.Zero);
        var desk = new RuleDesk(Lab.Store);
        foreach (var (trigger, conditions, field) in new[]
        {
            (RuleTrigger.Message, new RuleConditions { LabelIds = [label] }, "conditions.labelIds"),
            (RuleTrigger.LabelAdded, new RuleConditions { Statuses = [ConversationStatus.Open] }, "conditions.statuses"),
        })
            Assert.That(await desk.Create(Lab.Owner(), RuleKind.Rule, new RuleDraft { Name = "x", Trigger = trigger, Conditions = conditions, Actions = [Note("x")] }, default),
                Is.EqualTo(new RuleAnswer.Misfit(field)));
    }

    private static RuleAction Reply(string text) => new() { Type = RuleActionType.Reply, Text = text };

    private static RuleAction Note(string text) => new() { Type = RuleActionType.Note, Text = text };

    private static RuleAction Add(Guid label) => new() { Type = RuleActionType.AddLabel, LabelId = label };

    private static RuleAction Remove(Guid label) => new() { Type = RuleActionType.RemoveLabel, LabelId = label };

    private Task<Rule> Rule(RuleTrigger trigger, RuleConditions conditions, params RuleAction[] actions) =>
        Lab.Rule(RuleKind.Rule, new RuleDraft { Trigger = trigger, Conditions = conditions, Actions = actions });

    private Task Change(ConversationChange change, params Conversation[] threads) =>
        Lab.Get<ConversationDesk>().Change(Lab.Owner(), [.. threads.Select(thread => thread.Id)], change, CancellationToken.None);

    private async Task<Guid> Label(string name) =>
        (await new Labels(Lab.Store).Create(Lab.Owner(), name, "#112233", CancellationToken.None))!.Id;
}
