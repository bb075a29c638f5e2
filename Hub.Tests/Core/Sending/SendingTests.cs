using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Sending;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class SendingTests(StorageKind kind)
{
    [Test]
    public async Task Messages_of_a_conversation_leave_in_order_whatever_fails_in_between()
    {
        await using var lab = await Lab.Create(kind);
        var conversations = await Conversations(lab, 20);
        var left = new List<(string Conversation, string Text)>();
        var random = new Random(7);
        lab.Connector.OnSend = (_, part) =>
        {
            lock (left)
            {
                if (random.Next(4) == 0)
                    return Task.FromResult<Outcome>(new Outcome.Transient(new Reason("lab/again")));
                left.Add((part.To.ConversationKey!, part.Content.Text!));
                return Task.FromResult<Outcome>(new Outcome.Accepted("key-" + part.CorrelationId));
            }
        };
        for (var number = 0; number < 20; number++)
            foreach (var conversation in conversations)
                await Say(lab, conversation, $"{number:00}");

        while (await lab.Run(DeliveryKind.SendMessage) is { } next)
            lab.Clock.Set(next > lab.Clock.GetUtcNow() ? next : lab.Clock.GetUtcNow());

        Assert.That(left, Has.Count.EqualTo(400));
        foreach (var conversation in left.GroupBy(item => item.Conversation))
            Assert.That(conversation.Select(item => item.Text), Is.Ordered);
    }

    [Test]
    public async Task A_send_without_an_answer_is_never_repeated_and_settled_by_its_echo()
    {
        await using var lab = await Lab.Create(kind);
        var conversation = (await Conversations(lab, 1)).Single();
        var calls = 0;
        lab.Connector.OnSend = (_, _) =>
        {
            calls++;
            return Task.FromResult<Outcome>(new Outcome.Unknown(new Reason("lab/no-answer")));
        };
        await Say(lab, conversation, "chị ơi");

        await lab.Run(DeliveryKind.SendMessage);
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await lab.Run(DeliveryKind.SendMessage);
        var inDoubt = await Outbound(lab);
        await lab.Apply(Echo("thread-0", "echo-1", "chị ơi", lab.Clock.GetUtcNow()));
        var settled = await Outbound(lab);

        Assert.Multiple(() =>
        {
            Assert.That(calls, Is.EqualTo(1));
            Assert.That(inDoubt.Single().Status, Is.EqualTo(MessageStatus.Unknown));
            Assert.That(settled.Single().Status, Is.EqualTo(MessageStatus.Sent));
            Assert.That(settled.Single().Key, Is.EqualTo("echo-1"));
        });
        Assert.That((await Deliveries(lab)).Single().State, Is.EqualTo(DeliveryState.Done));
    }

    [Test]
    public async Task An_echo_that_beats_the_answer_does_not_make_a_second_message([Values] bool answered, [Values] bool read)
    {
        await using var lab = await Lab.Create(kind);
        var conversation = (await Conversations(lab, 1)).Single();
        lab.Connector.OnSend = async (_, _) =>
        {
            await lab.Apply(Echo("thread-0", "echo-1", "chị ơi", lab.Clock.GetUtcNow()) with { Origin = read ? MessageOrigin.Person : MessageOrigin.Api });
            return answered ? new Outcome.Accepted("echo-1") : new Outcome.Unknown(new Reason("lab/reset"));
        };
        await Say(lab, conversation, "chị ơi");

        await lab.Run(DeliveryKind.SendMessage);

        var message = (await Outbound(lab)).Single();
        Assert.Multiple(() =>
        {
            Assert.That(message.Key, Is.EqualTo("echo-1"));
            Assert.That(message.Status, Is.EqualTo(MessageStatus.Sent));
        });
        Assert.That((await Deliveries(lab)).Single().State, Is.EqualTo(DeliveryState.Done));
    }

    [Test]
    public async Task An_echo_that_comes_after_a_list_has_shown_it_finds_ours()
    {
        await using var lab = await Lab.Create(kind);
        var conversation = (await Conversations(lab, 1)).Single();
        lab.Connector.OnSend = async (_, _) =>
        {
            var own = (await Outbound(lab)).Single();
            await lab.Apply(Echo("thread-0", "echo-1", "chị ơi", lab.Clock.GetUtcNow()) with { Origin = MessageOrigin.Person });
            await lab.Apply(Echo("thread-0", "echo-1", "chị ơi", lab.Clock.GetUtcNow()) with { CorrelationId = own.Id.ToString("N") });
            return new Outcome.Unknown(new Reason("lab/reset"));
        };
        await Say(lab, conversation, "chị ơi");

        await lab.Run(DeliveryKind.SendMessage);

        var message = (await Outbound(lab)).Single();
        Assert.That((message.Key, message.Status), Is.EqualTo(("echo-1", MessageStatus.Sent)));
        Assert.That((await Deliveries(lab)).Single().State, Is.EqualTo(DeliveryState.Done));
    }

    [Test]
    public async Task The_same_words_that_a_person_wrote_before_are_not_ours()
    {
        await using var lab = await Lab.Create(kind);
        var conversation = (await Conversations(lab, 1)).Single();
        lab.Connector.OnSend = (_, _) => Task.FromResult<Outcome>(new Outcome.Unknown(new Reason("lab/reset")));
        await lab.Apply(Echo("thread-0", "phone-1", "Dạ", lab.Clock.GetUtcNow()) with { Origin = MessageOrigin.Person });
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await Say(lab, conversation, "Dạ");

        await lab.Run(DeliveryKind.SendMessage);

        Assert.That((await Outbound(lab)).Select(message => (message.Key, message.Status)), Is.EquivalentTo(
            new[] { ("phone-1", MessageStatus.Sent), ((string?)null, MessageStatus.Unknown) }));
    }

    [TestCase(0, 800)]
    [TestCase(800, 0)]
    public async Task A_time_in_whole_seconds_gives_way_to_a_finer_one_in_any_order(int first, int second)
    {
        await using var lab = await Lab.Create(kind);
        var second0 = DateTimeOffset.FromUnixTimeSeconds(lab.Clock.GetUtcNow().ToUnixTimeSeconds());

        await lab.Apply(Inbound(0, "hello", second0.AddMilliseconds(first)));
        await lab.Apply(Inbound(0, "hello", second0.AddMilliseconds(second)));

        Assert.That(await lab.Read(db => db.Messages.Select(row => row.OccurredAt).SingleAsync()), Is.EqualTo(second0.AddMilliseconds(800)));
    }

    [Test]
    public async Task A_status_that_returns_our_correlation_settles_a_send_in_doubt()
    {
        await using var lab = await Lab.Create(kind);
        var conversation = (await Conversations(lab, 1)).Single();
        lab.Connector.OnSend = (_, _) => Task.FromResult<Outcome>(new Outcome.Unknown(new Reason("lab/no-answer")));
        await Say(lab, conversation, "chị ơi");
        await lab.Run(DeliveryKind.SendMessage);
        var own = (await Outbound(lab)).Single();

        await lab.Apply(new StatusEvent
        {
            EventKey = "status:wamid:delivered",
            OccurredAt = lab.Clock.GetUtcNow(),
            MessageKey = "wamid",
            Status = MessageStatus.Delivered,
            CorrelationId = own.Id.ToString("N"),
        });

        var settled = (await Outbound(lab)).Single();
        Assert.That((settled.Key, settled.Status), Is.EqualTo(("wamid", MessageStatus.Delivered)));
    }

    [Test]
    public async Task A_connector_that_throws_leaves_the_message_in_doubt()
    {
        await using var lab = await Lab.Create(kind);
        var conversation = (await Conversations(lab, 1)).Single();
        var calls = 0;
        lab.Connector.OnSend = (_, _) =>
        {
            calls++;
            throw new InvalidOperationException("a bug in a plugin");
        };
        await Say(lab, conversation, "chị ơi");

        await lab.Run(DeliveryKind.SendMessage);
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await lab.Run(DeliveryKind.SendMessage);

        var message = (await Outbound(lab)).Single();
        Assert.That((calls, message.Status, message.StatusCode), Is.EqualTo((1, MessageStatus.Unknown, "connector_threw")));
    }

    [Test]
    public async Task A_refused_message_says_why()
    {
        await using var lab = await Lab.Create(kind);
        var conversation = (await Conversations(lab, 1)).Single();
        lab.Connector.OnSend = (_, _) => Task.FromResult<Outcome>(new Outcome.Rejected(new Reason("lab/blocked", "The user blocked you.")));
        await Say(lab, conversation, "chị ơi");

        await lab.Run(DeliveryKind.SendMessage);

        var message = (await Outbound(lab)).Single();
        Assert.That((message.Status, message.StatusOutcome, message.StatusCode), Is.EqualTo((MessageStatus.Failed, "Rejected", "lab/blocked")));
    }

    internal static MessageEvent Inbound(int person, string key, DateTimeOffset at, string text = "xin chào") => new()
    {
        EventKey = "msg:" + key,
        OccurredAt = at,
        ConversationKey = $"thread-{person}",
        Contact = new Participant([new Identity("user", $"u{person}")], $"Khách {person}"),
        MessageKey = key,
        Direction = MessageDirection.Inbound,
        Content = MessageContent.OfText(text),
    };

    internal static MessageEvent Echo(string thread, string key, string text, DateTimeOffset at) => new()
    {
        EventKey = "msg:" + key,
        OccurredAt = at,
        ConversationKey = thread,
        Contact = new Participant([new Identity("user", "u0")]),
        MessageKey = key,
        Direction = MessageDirection.Outbound,
        Origin = MessageOrigin.Api,
        Content = MessageContent.OfText(text),
    };

    [Test]
    public async Task A_channel_is_told_the_number_that_the_contact_has_now()
    {
        const string before = "84952753440", after = "84901597255";
        await using var lab = await Lab.Create(kind);
        var to = new List<Recipient>();
        lab.Connector.OnSend = (_, part) =>
        {
            to.Add(part.To);
            return Task.FromResult<Outcome>(new Outcome.Accepted("sent-1"));
        };
        var at = lab.Clock.GetUtcNow();
        await lab.Apply(Inbound(0, "hello", at) with { Contact = new Participant([new Identity("wa_id", before)], null, "+" + before) });
        await lab.Apply(new IdentityEvent
        {
            EventKey = "moved",
            OccurredAt = at.AddSeconds(1),
            Contact = new Participant([new Identity("wa_id", after), new Identity("wa_id", before)], null, "+" + after),
        });
        await Say(lab, (await lab.Read(db => db.Conversations.Select(row => row.Id).ToListAsync())).Single(), "chị ơi");

        await lab.Run(DeliveryKind.SendMessage);

        Assert.That(to.Single().Phone, Is.EqualTo("+" + after));
        Assert.That(to[0].Identities.Select(identity => identity.Value), Is.EquivalentTo(new[] { before, after }));
    }

    internal static async Task<List<Guid>> Conversations(Lab lab, int count)
    {
        await lab.Apply([.. Enumerable.Range(0, count).Select(i => Inbound(i, $"hello-{i}", lab.Clock.GetUtcNow()))]);
        return await lab.Read(db => db.Conversations.OrderBy(row => row.Key).Select(row => row.Id).ToListAsync());
    }

    internal static Task<SendAnswer> Say(Lab lab, Guid conversation, string text) => lab.Get<MessageSender>().Send(
        lab.Workspace, conversation, new OutboundDraft([MessageContent.OfText(text)]), [], CancellationToken.None);

    private static Task<List<Message>> Outbound(Lab lab) => lab.Read(db => db.Messages
        .Where(row => row.Direction == MessageDirection.Outbound).ToListAsync());

    private static Task<List<Delivery>> Deliveries(Lab lab) => lab.Read(db => db.Deliveries
        .Where(row => row.Kind == DeliveryKind.SendMessage).ToListAsync());
}
