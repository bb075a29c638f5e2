using Hub.Connectors.Abstractions;
using Hub.Core.Comments;
using Hub.Core.Deliveries;
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
        var comment = await Commented();
        await Lab.Apply(Comment("c1", "lan"));
        Assert.That(await Lab.Read(db => db.Comments.CountAsync()), Is.EqualTo(1), "told twice");
        Assert.That(await Lab.Read(db => db.Conversations.CountAsync()), Is.Zero);
        Assert.That(await OwedToCrm(), Is.Zero, "a comment alone makes nobody a customer");
        Lab.Connector.OnAnswer = async (key, part) =>
        {
            answers.Add((key, part.To.ConversationKey, part.Content.Text));
            if (echoFirst)
                await Lab.Apply(Echo("m1", "Dạ 100k ạ"));
            return echoFirst ? new Outcome.Unknown(new Reason("lab/no-answer")) : new Outcome.Accepted("m1");
        };

        Assert.That(await Answer(comment, "Dạ 100k ạ"), Is.InstanceOf<CommentAnswer.Queued>());
        Assert.That(await Answer(comment, "again"), Is.EqualTo(new CommentAnswer.NotAllowed(CommentCondition.NotAnswered)));
        await Lab.Run(DeliveryKind.SendMessage);
        if (!echoFirst)
            await Lab.Apply(Echo("m1", "Dạ 100k ạ"));
        await Lab.Apply(Said("m2", "cảm ơn shop"));

        Assert.That(answers, Is.EqualTo(new[] { ("c1", (string?)null, (string?)"Dạ 100k ạ") }));
        var thread = await Lab.Read(db => db.Conversations.SingleAsync());
        Assert.That(thread.Key, Is.EqualTo("thread-lan"));
        var messages = await Lab.Read(db => db.Messages.OrderBy(row => row.Key).ToListAsync());
        Assert.That(messages.Select(row => (row.Key, row.Status, row.ConversationId)), Is.EqualTo(new[]
        {
            ("m1", MessageStatus.Sent, thread.Id), ("m2", MessageStatus.Sent, thread.Id),
        }));
        Assert.That(await OwedToCrm(), Is.EqualTo(1));
        Assert.That(await Keys(CommentShelf.Answered), Is.EqualTo(new[] { "c1" }));
    }

    [Test]
    public async Task A_refusal_of_the_platform_puts_the_comment_back_into_the_queue_with_its_reason()
    {
        var comment = await Commented();
        Lab.Connector.OnAnswer = (_, _) => Task.FromResult<Outcome>(new Outcome.Rejected(new Reason("lab/too-young")));

        await Answer(comment, "first");
        Assert.That(await Keys(CommentShelf.Waiting), Is.Empty);
        await Lab.Run(DeliveryKind.SendMessage);

        var waiting = (await Page(CommentShelf.Waiting)).Single();
        Assert.That((waiting.View.Answer!.StatusCode, waiting.MayBeAnswered), Is.EqualTo(("lab/too-young", true)));
        Lab.Connector.OnAnswer = (_, _) => Task.FromResult<Outcome>(new Outcome.Accepted("m1"));
        Assert.That(await Answer(comment, "second"), Is.InstanceOf<CommentAnswer.Queued>());
        await Lab.Run(DeliveryKind.SendMessage);
        Assert.That(await Keys(CommentShelf.Answered), Is.EqualTo(new[] { "c1" }));
        Assert.That(await Lab.Read(db => db.Conversations.CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task Time_runs_out_in_the_queue_and_on_the_way()
    {
        var (comment, asked) = (await Commented(), 0);
        Lab.Connector.OnAnswer = (_, _) => Task.FromResult<Outcome>(++asked == 1 ? new Outcome.Transient(new Reason("lab/later")) : new Outcome.Accepted("m1"));
        await Answer(comment, "too slow");
        await Lab.Run(DeliveryKind.SendMessage);

        Lab.Clock.Advance(TimeSpan.FromHours(48));
        await Lab.Run(DeliveryKind.SendMessage);

        Assert.That(asked, Is.EqualTo(1), "what is too late does not leave");
        var closed = (await Page(CommentShelf.Closed)).Single();
        Assert.That(closed.View.Answer!.StatusOutcome, Is.EqualTo(nameof(Outcome.WindowClosed)));
        Assert.That(await Answer(comment, "still"), Is.EqualTo(new CommentAnswer.NotAllowed(CommentCondition.InTime)));
    }

    [Test]
    public async Task Whoever_has_a_conversation_is_answered_in_it_once_it_has_been_quiet_for_a_day()
    {
        await Lab.Apply(Said("m1", "hello"));
        var comment = await Commented();
        Assert.That(await Answer(comment, "hi"), Is.EqualTo(new CommentAnswer.NotAllowed(CommentCondition.NoRecentMessage)));

        Lab.Clock.Advance(TimeSpan.FromHours(25));

        Assert.That(await Answer(comment, "hi"), Is.InstanceOf<CommentAnswer.Queued>());
        Assert.That(await Lab.Read(db => db.Conversations.CountAsync()), Is.EqualTo(1));
        await Lab.Get<CommentDesk>().Dismiss(Lab.Owner(), comment, CancellationToken.None);
        Assert.That(await Keys(CommentShelf.Answered), Is.EqualTo(new[] { "c1" }), "what is answered is not set aside");
    }

    private async Task<Guid> Commented()
    {
        await Lab.Apply(Comment("c1", "lan"));
        return (await Page(CommentShelf.Waiting)).Single().View.Row.Id;
    }

    private Task<CommentAnswer> Answer(Guid comment, string text) =>
        Lab.Get<CommentDesk>().Answer(Lab.Owner(), comment, text, CancellationToken.None);

    private Task<IReadOnlyList<CommentStanding>> Page(CommentShelf shelf) =>
        Lab.Get<CommentList>().Page(Lab.Owner(), shelf, null, 50, CancellationToken.None);

    private async Task<IEnumerable<string>> Keys(CommentShelf shelf) => (await Page(shelf)).Select(row => row.View.Row.Key);

    private Task<int> OwedToCrm() => Lab.Read(db => db.Deliveries.CountAsync(row => row.Kind == DeliveryKind.SyncContact));

    private CommentEvent Comment(string key, string person) => new()
    {
        EventKey = "comment:" + key,
        OccurredAt = Lab.Clock.GetUtcNow(),
        CommentKey = key,
        Text = "Bao nhiêu vậy shop?",
        IsAnswerable = true,
        Contact = new Participant([new Identity("user", person)], person),
    };

    private MessageEvent Said(string key, string text) => new()
    {
        EventKey = key,
        MessageKey = key,
        OccurredAt = Lab.Clock.GetUtcNow(),
        Direction = MessageDirection.Inbound,
        ConversationKey = "thread-lan",
        Contact = new Participant([new Identity("user", "lan")], "lan"),
        Content = MessageContent.OfText(text),
    };

    private MessageEvent Echo(string key, string text) => Said(key, text) with { Direction = MessageDirection.Outbound, Origin = MessageOrigin.Api };
}
