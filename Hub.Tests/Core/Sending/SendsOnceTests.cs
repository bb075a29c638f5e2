using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Sending;

/// <summary>A channel that takes a message once, however often it is sent under one number: what got no answer is sent again.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class SendsOnceTests(StorageKind kind)
{
    [Test]
    public async Task A_send_without_an_answer_is_repeated_under_its_number_and_known_by_what_it_brought_then()
    {
        await using var lab = await Lab.Create(kind, LabConnector.NewManifest("lab") with { SendsOnce = true });
        var numbers = new List<string>();
        lab.Connector.OnSend = (_, part) =>
        {
            numbers.Add(part.CorrelationId);
            return Task.FromResult<Outcome>(numbers.Count == 1 ? new Outcome.Unknown(new Reason("lab/no-answer")) : new Outcome.Duplicate("theirs-1"));
        };
        await Say(lab);

        await lab.Run(DeliveryKind.SendMessage);
        var inDoubt = (await Outbound(lab)).Status;
        lab.Clock.Advance(TimeSpan.FromMinutes(1));
        await lab.Run(DeliveryKind.SendMessage);

        var sent = await Outbound(lab);
        Assert.Multiple(() =>
        {
            Assert.That(inDoubt, Is.EqualTo(MessageStatus.Unknown));
            Assert.That((sent.Status, sent.Key), Is.EqualTo((MessageStatus.Sent, "theirs-1")));
            Assert.That(numbers, Is.EqualTo(new[] { sent.Id.ToString("N"), sent.Id.ToString("N") }));
        });
        Assert.That((await lab.Read(db => db.Deliveries.SingleAsync(row => row.Kind == DeliveryKind.SendMessage))).State, Is.EqualTo(DeliveryState.Done));
    }

    [Test]
    public async Task One_that_is_never_answered_is_given_up_and_stays_in_doubt()
    {
        await using var lab = await Lab.Create(kind, LabConnector.NewManifest("lab") with { SendsOnce = true });
        lab.Connector.OnSend = (_, _) => Task.FromResult<Outcome>(new Outcome.Unknown(new Reason("lab/no-answer")));
        await Say(lab);

        while (await lab.Run(DeliveryKind.SendMessage) is { } next)
            lab.Clock.Set(next > lab.Clock.GetUtcNow() ? next : lab.Clock.GetUtcNow());

        Assert.That((await Outbound(lab)).Status, Is.EqualTo(MessageStatus.Unknown));
        Assert.That((await lab.Read(db => db.Deliveries.SingleAsync(row => row.Kind == DeliveryKind.SendMessage))).State, Is.EqualTo(DeliveryState.Unknown), "it is not replayed with the dead");
    }

    [TestCase(23, 2, MessageStatus.Sent, DeliveryState.Done)]
    [TestCase(24, 1, MessageStatus.Unknown, DeliveryState.Unknown)]
    public async Task One_in_doubt_that_waited_longer_than_the_platform_knows_it_is_left_to_a_person(
        int hours, int sends, MessageStatus status, DeliveryState state)
    {
        await using var lab = await Lab.Create(kind, ForADay());
        var numbers = new List<string>();
        lab.Connector.OnSend = (_, part) =>
        {
            numbers.Add(part.CorrelationId);
            return Task.FromResult<Outcome>(numbers.Count == 1 ? new Outcome.Unknown(new Reason("lab/no-answer")) : new Outcome.Duplicate("theirs-1"));
        };
        await Say(lab);
        await lab.Run(DeliveryKind.SendMessage);

        await Park(lab, TimeSpan.FromHours(hours));
        await lab.Run(DeliveryKind.SendMessage);

        Assert.That(numbers, Has.Count.EqualTo(sends));
        Assert.That((await Outbound(lab)).Status, Is.EqualTo(status));
        Assert.That((await Owed(lab)).State, Is.EqualTo(state));
    }

    [Test]
    public async Task One_that_left_when_its_node_died_is_not_sent_again_days_later()
    {
        await using var lab = await Lab.Create(kind, ForADay());
        var sends = 0;
        lab.Connector.OnSend = (_, _) => ++sends == 1 ? throw new OperationCanceledException() : Task.FromResult<Outcome>(new Outcome.Accepted("theirs-1"));
        await Say(lab);
        Assert.That(async () => await lab.Run(DeliveryKind.SendMessage), Throws.InstanceOf<OperationCanceledException>(), "as when the process ends in the middle");

        lab.Clock.Advance(TimeSpan.FromDays(2));
        await lab.Run(DeliveryKind.SendMessage);

        Assert.That(sends, Is.EqualTo(1));
        Assert.That((await Outbound(lab)).Status, Is.EqualTo(MessageStatus.Unknown));
        Assert.That(((await Owed(lab)).State, (await Owed(lab)).Code), Is.EqualTo((DeliveryState.Unknown, "in_doubt_too_long")));
    }

    [Test]
    public async Task One_that_was_surely_not_taken_may_wait_as_long_as_it_must()
    {
        await using var lab = await Lab.Create(kind, ForADay());
        var sends = 0;
        lab.Connector.OnSend = (_, _) => Task.FromResult<Outcome>(++sends == 1
            ? new Outcome.Throttled(TimeSpan.FromSeconds(1), ThrottleScope.Connection, new Reason("lab/slow"))
            : new Outcome.Accepted("theirs-1"));
        await Say(lab);
        await lab.Run(DeliveryKind.SendMessage);
        Assert.That((await Owed(lab)).InDoubtSince, Is.Null);

        await Park(lab, TimeSpan.FromDays(3));
        await lab.Run(DeliveryKind.SendMessage);

        Assert.That((sends, (await Outbound(lab)).Status), Is.EqualTo((2, MessageStatus.Sent)));
    }

    [Test]
    public async Task Whoever_replays_one_in_doubt_has_it_sent_however_old_it_is()
    {
        await using var lab = await Lab.Create(kind, ForADay());
        var sends = 0;
        lab.Connector.OnSend = (_, _) => Task.FromResult<Outcome>(++sends == 1 ? new Outcome.Unknown(new Reason("lab/no-answer")) : new Outcome.Accepted("theirs-1"));
        await Say(lab);
        await lab.Run(DeliveryKind.SendMessage);
        await Park(lab, TimeSpan.FromDays(2));
        await lab.Run(DeliveryKind.SendMessage);

        var owed = await Owed(lab);
        var answer = await new DeliveryReplay(lab.Store, lab.Get<LaneBell>()).One(lab.Workspace, owed.Id, evenInDoubt: true, "member:1", CancellationToken.None);
        await lab.Run(DeliveryKind.SendMessage);

        Assert.That((answer, sends, (await Outbound(lab)).Status), Is.EqualTo((ReplayAnswer.Replayed, 2, MessageStatus.Sent)));
    }

    [Test]
    public async Task One_that_may_have_been_taken_before_the_vendor_went_away_is_not_replayed_with_the_dead()
    {
        await using var lab = await Lab.Create(kind, ForADay());
        var sends = 0;
        lab.Connector.OnSend = (_, _) => Task.FromResult<Outcome>(
            ++sends == 1 ? new Outcome.Unknown(new Reason("lab/no-answer")) : new Outcome.Transient(new Reason("lab/away")));
        await Say(lab);

        while (await lab.Run(DeliveryKind.SendMessage) is { } next)
            lab.Clock.Set(next > lab.Clock.GetUtcNow() ? next : lab.Clock.GetUtcNow());

        Assert.That(sends, Is.GreaterThan(2));
        Assert.That((await Owed(lab)).State, Is.EqualTo(DeliveryState.Unknown));
    }

    private static ConnectorManifest ForADay() =>
        LabConnector.NewManifest("lab") with { SendsOnce = true, Limits = new ConnectorLimits { SendsOnceHours = 24 } };

    // Nothing leaves meanwhile, and what is owed then counts as owed anew.
    private static async Task Park(Lab lab, TimeSpan length)
    {
        await lab.Get<Parking>().Park(lab.Workspace, lab.Connection.Id, "holiday", "member:1", CancellationToken.None);
        lab.Clock.Advance(length);
        await lab.Get<Parking>().Resume(lab.Workspace, lab.Connection.Id, "member:1", CancellationToken.None);
    }

    private static Task<Delivery> Owed(Lab lab) => lab.Read(db => db.Deliveries.SingleAsync(row => row.Kind == DeliveryKind.SendMessage));

    private static async Task Say(Lab lab) => await SendingTests.Say(lab, (await SendingTests.Conversations(lab, 1)).Single(), "chị ơi");

    private static Task<Message> Outbound(Lab lab) => lab.Read(db => db.Messages.SingleAsync(row => row.Direction == MessageDirection.Outbound));
}
