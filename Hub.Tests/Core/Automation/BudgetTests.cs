using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Tests.Support;

namespace Hub.Tests.Core.Automation;

/// <summary>A channel that takes ten messages a window: rules leave people theirs.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class BudgetTests(StorageKind kind)
{
    [TestCase(5, 3, 5, TestName = "Rules use at most their share")]
    [TestCase(50, 4, 6, TestName = "Rules leave the last ones to people")]
    [TestCase(0, 0, 0, TestName = "Rules use none")]
    public async Task A_window_never_gets_more_than_its_messages(int most, int reserve, int automatic)
    {
        await using var lab = await Lab.Create(kind, LabConnector.NewManifest("lab") with
        {
            Limits = new ConnectorLimits { WindowHours = 48, WindowMessages = 10, Concurrency = 16 },
        });
        await lab.KeywordReply("giá", "199k");
        await lab.Policy(policy => policy with
        {
            LoopMessages = 100,
            QuietAfterPersonMinutes = 0,
            Budgets = new Dictionary<Guid, AutomationBudget> { [lab.Connection.Id] = new(most, reserve) },
        });

        await lab.Apply([.. Enumerable.Range(0, 15).Select(i => lab.Says($"m{i}", "giá", 0, lab.Store.Now.AddSeconds(i - 20)))]);
        Assert.That(await lab.Automatic(), Has.Count.EqualTo(automatic));
        for (var i = automatic; i < 10; i++)
            Assert.That(await Person(lab), Is.TypeOf<SendAnswer.Queued>(), $"message {i + 1} of the window is a person's");
        Assert.That(await Person(lab), Is.TypeOf<SendAnswer.Refused>(), "there is no eleventh");

        lab.Clock.Advance(TimeSpan.FromSeconds(5));
        await lab.Apply(lab.Says("meanwhile", "giá"));
        Assert.That(await lab.Automatic(), Has.Count.EqualTo(automatic), "what still waits will leave in this window");

        await lab.Run(DeliveryKind.SendMessage);
        lab.Clock.Advance(TimeSpan.FromSeconds(5));
        await lab.Apply(lab.Says("again", "giá"));
        Assert.That(await lab.Automatic(), Has.Count.EqualTo(automatic + (most > 0 ? 1 : 0)), "a new window has a new share");
    }

    [Test]
    public async Task An_answer_that_has_waited_for_long_still_counts()
    {
        await using var lab = await Lab.Create(kind, LabConnector.NewManifest("lab") with
        {
            Limits = new ConnectorLimits { WindowHours = 48, WindowMessages = 10, Concurrency = 16 },
        });
        await lab.KeywordReply("giá", "199k");
        await lab.Policy(policy => policy with
        {
            LoopMinutes = 1,
            QuietAfterPersonMinutes = 0,
            Budgets = new Dictionary<Guid, AutomationBudget> { [lab.Connection.Id] = new(2, 0) },
        });
        await lab.Apply(lab.Says("m1", "giá"), lab.Says("m2", "giá"));

        lab.Clock.Advance(TimeSpan.FromMinutes(20)); // the channel is away, and nothing has left
        await lab.Apply(lab.Says("m3", "giá"));

        Assert.That(await lab.Automatic(), Has.Count.EqualTo(2), "both will leave in the window that is open then");
        Assert.That((await lab.Entries())[^1].Code, Is.EqualTo(HeldCodes.Budget));
    }

    private static async Task<SendAnswer> Person(Lab lab) => await lab.Get<MessageSender>().Send(
        lab.Workspace, (await lab.Thread()).Id, new OutboundDraft([MessageContent.OfText("Dạ")]), [], CancellationToken.None);
}
