using Hub.Connectors.Abstractions;
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

    private static async Task Say(Lab lab) => await SendingTests.Say(lab, (await SendingTests.Conversations(lab, 1)).Single(), "chị ơi");

    private static Task<Message> Outbound(Lab lab) => lab.Read(db => db.Messages.SingleAsync(row => row.Direction == MessageDirection.Outbound));
}
