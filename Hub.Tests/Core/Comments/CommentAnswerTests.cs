using Hub.Connectors.Abstractions;
using Hub.Core.Comments;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Feed;
using Hub.Core.Storage;
using Hub.Tests.Core.Automation;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Comments;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class CommentAnswerTests(StorageKind kind) : LabTest(kind)
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task An_answer_opens_the_conversation_that_the_platform_names_later(bool echoFirst)
    {
        var answers = new List<(string Comment, string? Thread, string? Text)>();
        var comment = await Lab.Commented();
        await Lab.Apply(Lab.Comment("c1", "lan"));
        Assert.That(await Lab.Read(db => db.Comments.CountAsync()), Is.EqualTo(1), "told twice");
        Assert.That(await Lab.Read(db => db.Conversations.CountAsync()), Is.Zero);
        Assert.That(await Lab.OwedToCrm(), Is.Zero, "a comment alone makes nobody a customer");
        Lab.Connector.OnAnswer = async (key, part) =>
        {
            answers.Add((key, part.To.ConversationKey, part.Content.Text));
            if (echoFirst)
                await Lab.Apply(Lab.Echo("m1", "Dạ 100k ạ"));
            return echoFirst ? new Outcome.Unknown(new Reason("lab/no-answer")) : new Outcome.Accepted("m1");
        };

        Assert.That(await Lab.Answer(comment, "Dạ 100k ạ"), Is.InstanceOf<CommentAnswer.Queued>());
        Assert.That(await Lab.Answer(comment, "again"), Is.EqualTo(new CommentAnswer.NotAllowed(CommentCondition.NotAnswered)));
        await Lab.Run(DeliveryKind.SendMessage);
        if (!echoFirst)
            await Lab.Apply(Lab.Echo("m1", "Dạ 100k ạ"));
        await Lab.Apply(Lab.Said("m2", "cảm ơn shop"));

        Assert.That(answers, Is.EqualTo(new[] { ("c1", (string?)null, (string?)"Dạ 100k ạ") }));
        var thread = await Lab.Read(db => db.Conversations.SingleAsync());
        Assert.That(thread.Key, Is.EqualTo("thread-lan"));
        var messages = await Lab.Read(db => db.Messages.OrderBy(row => row.Key).ToListAsync());
        Assert.That(messages.Select(row => (row.Key, row.Status, row.ConversationId)), Is.EqualTo(new[]
        {
            ("m1", MessageStatus.Sent, thread.Id), ("m2", MessageStatus.Sent, thread.Id),
        }));
        Assert.That(await Lab.OwedToCrm(), Is.EqualTo(1));
        Assert.That(await Lab.Keys(CommentShelf.Answered), Is.EqualTo(new[] { "c1" }));
    }

    [Test]
    public async Task A_refusal_of_the_platform_puts_the_comment_back_into_the_queue_with_its_reason()
    {
        var comment = await Lab.Commented();
        Lab.Connector.OnAnswer = (_, _) => Task.FromResult<Outcome>(new Outcome.Rejected(new Reason("lab/too-young")));

        await Lab.Answer(comment, "first");
        Assert.That(await Lab.Keys(CommentShelf.Waiting), Is.Empty);
        await Lab.Run(DeliveryKind.SendMessage);

        var waiting = (await Lab.Page(CommentShelf.Waiting)).Single();
        Assert.That((waiting.View.Answer!.StatusCode, waiting.MayBeAnswered), Is.EqualTo(("lab/too-young", true)));
        Lab.Connector.OnAnswer = (_, _) => Task.FromResult<Outcome>(new Outcome.Accepted("m1"));
        Assert.That(await Lab.Answer(comment, "second"), Is.InstanceOf<CommentAnswer.Queued>());
        await Lab.Run(DeliveryKind.SendMessage);
        Assert.That(await Lab.Keys(CommentShelf.Answered), Is.EqualTo(new[] { "c1" }));
        Assert.That(await Lab.Read(db => db.Conversations.CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task Time_runs_out_in_the_queue_and_on_the_way()
    {
        var (comment, asked) = (await Lab.Commented(), 0);
        Lab.Connector.OnAnswer = (_, _) => Task.FromResult<Outcome>(++asked == 1 ? new Outcome.Transient(new Reason("lab/later")) : new Outcome.Accepted("m1"));
        await Lab.Answer(comment, "too slow");
        await Lab.Run(DeliveryKind.SendMessage);

        Lab.Clock.Advance(TimeSpan.FromHours(48));
        await Lab.Run(DeliveryKind.SendMessage);

        Assert.That(asked, Is.EqualTo(1), "what is too late does not leave");
        var closed = (await Lab.Page(CommentShelf.Closed)).Single();
        Assert.That(closed.View.Answer!.StatusOutcome, Is.EqualTo(nameof(Outcome.WindowClosed)));
        Assert.That(await Lab.Answer(comment, "still"), Is.EqualTo(new CommentAnswer.NotAllowed(CommentCondition.InTime)));
    }

    [Test]
    public async Task Whoever_has_a_conversation_is_answered_in_it_once_it_has_been_quiet_for_a_day()
    {
        await Lab.Apply(Lab.Said("m1", "hello"));
        var comment = await Lab.Commented();
        Assert.That(await Lab.Answer(comment, "hi"), Is.EqualTo(new CommentAnswer.NotAllowed(CommentCondition.NoRecentMessage)));

        Lab.Clock.Advance(TimeSpan.FromHours(25));

        Assert.That(await Lab.Answer(comment, "hi"), Is.InstanceOf<CommentAnswer.Queued>());
        Assert.That(await Lab.Read(db => db.Conversations.CountAsync()), Is.EqualTo(1));
        Assert.That(
            await Lab.Get<CommentDesk>().Dismiss(Lab.Owner(), comment, CancellationToken.None), Is.EqualTo(DismissAnswer.Answered), "and it is said");
        Assert.That(await Lab.Keys(CommentShelf.Answered), Is.EqualTo(new[] { "c1" }), "what is answered is not set aside");
    }

    [Test]
    public async Task A_failed_answer_never_leaves_once_the_comment_has_another()
    {
        var (comment, plain) = (await Lab.Commented(), 0);
        Lab.Connector.OnAnswer = (_, part) => Task.FromResult<Outcome>(
            part.Content.Text == "first" ? new Outcome.Rejected(new Reason("lab/no")) : new Outcome.Accepted("m2"));
        Lab.Connector.OnSend = (_, _) => Task.FromResult<Outcome>(new Outcome.Accepted($"plain-{++plain}"));
        await Lab.Answer(comment, "first");
        await Lab.Run(DeliveryKind.SendMessage);
        var first = await Lab.Read(db => db.Deliveries.SingleAsync(row => row.State == DeliveryState.Dead));
        await Lab.Answer(comment, "second");
        await Lab.Run(DeliveryKind.SendMessage);
        await Lab.Apply(Lab.Echo("m2", "second"), Lab.Said("m3", "cảm ơn shop"));
        var replay = new DeliveryReplay(Lab.Store, Lab.Get<LaneBell>());

        var one = await replay.One(Lab.Workspace, first.Id, evenInDoubt: true, "member:1", CancellationToken.None);
        var all = await replay.Dead(new FailureCause(Lab.Lane(DeliveryKind.SendMessage)), ReplayPace.Usual, "member:1", CancellationToken.None);
        await Lab.Run(DeliveryKind.SendMessage);

        Assert.That((one, all.Count, plain), Is.EqualTo((ReplayAnswer.NotDead, 0, 0)));
        var message = await Lab.Read(db => db.Messages.SingleAsync(row => row.Id == first.SubjectId));
        Assert.That((message.Status, message.StatusOutcome), Is.EqualTo((MessageStatus.Failed, CommentSends.Replaced)));
    }

    [Test]
    public async Task Whoever_looks_at_the_queue_hears_when_an_answer_is_set_aside_replayed_or_switched_off()
    {
        var comment = await Lab.Commented();
        await Lab.Answer(comment, "hi");
        var told = new List<FeedEvent>();
        Lab.Store.Committed += told.AddRange;
        var delivery = await Lab.Read(db => db.Deliveries.SingleAsync(row => row.Kind == DeliveryKind.SendMessage));

        await Hears(() => new DeliverySkip(Lab.Store).One(Lab.Workspace, delivery.Id, "no", "member:1", CancellationToken.None));
        await Hears(() => new DeliveryReplay(Lab.Store, Lab.Get<LaneBell>()).One(Lab.Workspace, delivery.Id, false, "member:1", CancellationToken.None));
        await Hears(() => Lab.Store.Write(null, Lab.Connection.Id, async db =>
        {
            var row = await db.Connections.SingleAsync(found => found.Id == Lab.Connection.Id);
            row.State = ConnectionState.Disabled;
            await SwitchedOff.Cancel(db, row, Lab.Store.Now, CancellationToken.None);
        }, CancellationToken.None));

        var waiting = (await Lab.Page(CommentShelf.Waiting)).Single();
        Assert.That((waiting.View.Answer!.Status, waiting.MayBeAnswered), Is.EqualTo((MessageStatus.Failed, false)), "the account is off");

        async Task Hears(Func<Task> work)
        {
            told.Clear();
            await work();
            Assert.That(told, Does.Contain(new FeedEvent(Lab.Workspace, FeedEventType.CommentChanged, ConnectionId: Lab.Connection.Id)));
        }
    }
}
