using System.Globalization;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Core.Automation;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Ingest;

/// <summary>What a poll brings of a blind time, and what it marks as missing. Times are minutes; the account was connected at 0.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ThreadGapsTests(StorageKind kind) : LabTest(kind)
{
    [Test]
    public async Task Only_what_contacts_wrote_says_what_came_and_nothing_before_the_connection_is_asked_for()
    {
        Lab.Clock.Advance(TimeSpan.FromHours(3));
        await Lab.Apply(
            Lab.Says("before", "alo", 0, At(10)),
            Lab.Says("own", "dạ", 0, At(60)) with { Direction = MessageDirection.Outbound },
            Lab.Says("posted", "giá", 1, At(40)),
            new PollRequestedEvent { EventKey = "ping", OccurredAt = At(120) });
        await Lab.Change(db => db.Connections.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.BlindFrom, At(20)).SetProperty(row => row.BlindUntil, At(120))));
        Lab.Connector.OnPoll = cursor => cursor is null
            ? new PollPage<ChannelEvent>(
                LabConnector.Ok, [Lab.Says("shown", "còn không", 0, At(90)), Edge("shown", 0, 90), Edge("posted", 1, 40)], "1", More: true)
            : new PollPage<ChannelEvent>(LabConnector.Ok, [], "2");

        await Lab.Run(DeliveryKind.Poll);

        var mark = await Lab.Read(db => db.ConversationEvents.SingleAsync(row => row.Kind == ConversationEventKind.Gap));
        Assert.That((mark.ConversationId, DateTimeOffset.Parse(mark.Detail!, CultureInfo.InvariantCulture), mark.At),
            Is.EqualTo(((await Lab.Thread()).Id, At(20), At(90).AddMilliseconds(-1))));
        Assert.That(Lab.Connector.PolledSince, Is.EqualTo(new DateTimeOffset?[] { At(20), At(0) }));
    }

    [Test]
    public async Task A_platform_that_names_no_threads_has_its_holes_marked_too()
    {
        Lab.Clock.Advance(TimeSpan.FromHours(3));
        await Lab.Apply(
            Lab.Says("before", "alo", 0, At(10)) with { ConversationKey = null }, new PollRequestedEvent { EventKey = "ping", OccurredAt = At(120) });
        await Lab.Change(db => db.Connections.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.BlindFrom, At(20)).SetProperty(row => row.BlindUntil, At(120))));
        Lab.Connector.OnPoll = _ => new PollPage<ChannelEvent>(LabConnector.Ok,
            [Lab.Says("shown", "còn không", 0, At(90)) with { ConversationKey = null }, Edge("shown", 0, 90) with { ConversationKey = null }], "1");

        await Lab.Run(DeliveryKind.Poll);

        var mark = await Lab.Read(db => db.ConversationEvents.SingleAsync(row => row.Kind == ConversationEventKind.Gap));
        Assert.That((mark.ConversationId, mark.At), Is.EqualTo((await Lab.Read(db => db.Conversations.Select(row => row.Id).SingleAsync()), At(90).AddMilliseconds(-1))));
    }

    [Test]
    public async Task A_time_in_whole_seconds_takes_nothing_from_the_one_that_is_known()
    {
        var at = At(10).AddMilliseconds(345);
        var echo = Lab.Says("own", "dạ", 0, at) with { Direction = MessageDirection.Outbound };
        await Lab.Apply(Lab.Says("before", "alo", 0, At(9)), echo);

        await Lab.Apply(echo with { OccurredAt = At(10) });

        Assert.That((await Lab.Read(db => db.Messages.SingleAsync(row => row.Key == "own"))).OccurredAt, Is.EqualTo(at));
    }

    private HistoryEdgeEvent Edge(string message, int person, int minutes) => new()
    {
        EventKey = "edge:" + message,
        OccurredAt = At(minutes),
        ConversationKey = $"thread-{person}",
        MessageKey = message,
    };

    private DateTimeOffset At(int minutes) => Lab.Connection.CreatedAt.AddMinutes(minutes);
}
