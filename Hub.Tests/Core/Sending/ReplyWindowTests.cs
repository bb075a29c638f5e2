using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Tests.Core.Automation;
using Hub.Tests.Support;

namespace Hub.Tests.Core.Sending;

/// <summary>A channel that takes ten messages within 48 hours of the contact's last one.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ReplyWindowTests(StorageKind kind)
{
    [Test]
    public async Task The_quota_of_a_window_counts_what_waits_and_opens_again_with_the_contacts_next_message()
    {
        await using var lab = await TenMessages();
        var conversation = (await SendingTests.Conversations(lab, 1)).Single();
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 10; i++)
            Assert.That(await SendingTests.Say(lab, conversation, $"{i}"), Is.TypeOf<SendAnswer.Queued>());

        var eleventh = await SendingTests.Say(lab, conversation, "mười một");
        await lab.Run(DeliveryKind.SendMessage);
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await lab.Apply(SendingTests.Inbound(0, "again", lab.Clock.GetUtcNow()));
        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        var afterwards = await SendingTests.Say(lab, conversation, "mười hai");
        lab.Clock.Advance(TimeSpan.FromHours(49));
        var late = await SendingTests.Say(lab, conversation, "muộn");

        Assert.Multiple(() =>
        {
            Assert.That(eleventh, Is.EqualTo(new SendAnswer.Refused(new Outcome.QuotaSpent(new Reason("quota_spent")))));
            Assert.That(afterwards, Is.TypeOf<SendAnswer.Queued>());
            Assert.That(late, Is.EqualTo(new SendAnswer.Refused(new Outcome.WindowClosed(new Reason("window_closed")))));
        });
    }

    [Test]
    public async Task What_still_waits_when_the_contact_writes_again_counts_in_the_window_that_this_opens([Values] bool leaves)
    {
        await using var lab = await TenMessages();
        var conversation = (await SendingTests.Conversations(lab, 1)).Single();
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 4; i++)
            await SendingTests.Say(lab, conversation, $"{i}");
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await lab.Apply(SendingTests.Inbound(0, "again", lab.Clock.GetUtcNow()));
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        if (leaves)
            await lab.Run(DeliveryKind.SendMessage);

        var shown = await Left(lab, conversation);
        var answers = new List<SendAnswer>();
        for (var i = 0; i < 7; i++)
            answers.Add(await SendingTests.Say(lab, conversation, $"sau {i}"));

        Assert.That(shown, Is.EqualTo(6));
        Assert.That(answers[..6], Is.All.TypeOf<SendAnswer.Queued>());
        Assert.That(answers[6], Is.EqualTo(new SendAnswer.Refused(new Outcome.QuotaSpent(new Reason("quota_spent")))));
        Assert.That(await Left(lab, conversation), Is.Zero);
    }

    [Test]
    public async Task An_echo_says_better_than_our_clock_in_which_window_a_message_has_left()
    {
        await using var lab = await TenMessages();
        var conversation = (await SendingTests.Conversations(lab, 1)).Single();
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendingTests.Say(lab, conversation, "chị ơi");
        lab.Connector.OnSend = async (_, _) =>
        {
            await lab.Apply(SendingTests.Inbound(0, "again", lab.Clock.GetUtcNow().AddSeconds(2)));
            lab.Clock.Advance(TimeSpan.FromSeconds(4));
            await lab.Apply(SendingTests.Echo("thread-0", "echo-1", "chị ơi", lab.Clock.GetUtcNow().AddSeconds(-3)));
            return new Outcome.Accepted("echo-1");
        };

        await lab.Run(DeliveryKind.SendMessage);

        Assert.That(await Left(lab, conversation), Is.EqualTo(10));
    }

    private Task<Lab> TenMessages()
    {
        var manifest = LabConnector.NewManifest("lab");
        return Lab.Create(kind, manifest with { Limits = manifest.Limits with { WindowHours = 48, WindowMessages = 10 } });
    }

    private static async Task<int?> Left(Lab lab, Guid conversation)
    {
        var list = new ConversationList(lab.Store, lab.Get<ConnectionContexts>());
        return (await list.One(lab.Owner(), conversation, CancellationToken.None))!.Window.MessagesLeft;
    }
}
