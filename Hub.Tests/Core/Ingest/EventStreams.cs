using Hub.Connectors.Abstractions;

namespace Hub.Tests.Core.Ingest;

/// <summary>Streams of events about a few people, as a platform might send them.</summary>
internal static class EventStreams
{
    private const int Facts = 60;
    private const int People = 3;
    private const int MessagesEach = 4;
    private static readonly MessageStatus[] Statuses = [MessageStatus.Delivered, MessageStatus.Read, MessageStatus.Failed];
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 7, 0, 0, TimeSpan.Zero);

    /// <summary>Facts in the order in which they happened; each has its own key and time.</summary>
    public static ChannelEvent[] Story(Random random) =>
    [
        .. Enumerable.Range(0, Facts)
            .Select(i => Make(random.Next(10), random.Next(People), random.Next(MessagesEach))(Start.AddSeconds(i * 7)))
            .DistinctBy(item => item.EventKey),
    ];

    /// <summary>The same facts shuffled, some repeated, cut into batches.</summary>
    public static ChannelEvent[][] Mangled(ChannelEvent[] story, Random random)
    {
        var all = story.Concat(story.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(all);
        return [.. all.Chunk(random.Next(1, 10))];
    }

    private static Func<DateTimeOffset, ChannelEvent> Make(int kind, int person, int number)
    {
        var inbound = $"in-{person}-{number}";
        var outbound = $"out-{person}-{number}";
        return kind switch
        {
            0 or 1 => at => new MessageEvent
            {
                EventKey = "msg:" + inbound,
                OccurredAt = at,
                Contact = Person(person, number, at),
                MessageKey = inbound,
                Direction = MessageDirection.Inbound,
                Content = Content(person, number),
            },
            2 => at => new MessageEvent
            {
                EventKey = "msg:" + outbound,
                OccurredAt = at,
                Contact = Person(person, number, null),
                MessageKey = outbound,
                Direction = MessageDirection.Outbound,
                Content = MessageContent.OfText("trả lời"),
            },
            3 => at => new StatusEvent
            {
                EventKey = $"status:{outbound}:{number % 3}",
                OccurredAt = at,
                MessageKey = outbound,
                Status = Statuses[number % 3],
                Failure = number % 3 == 2 ? new Outcome.Rejected(new Reason("lab/refused")) : null,
            },
            4 => at => new WatermarkEvent
            {
                EventKey = $"read:{person}:{at.ToUnixTimeSeconds()}",
                OccurredAt = at,
                Contact = Person(person, number, null),
                Status = MessageStatus.Read,
                UpTo = at.AddSeconds(-20),
            },
            5 => at => new EditEvent
            {
                EventKey = $"edit:{inbound}:{at.ToUnixTimeSeconds()}",
                OccurredAt = at,
                Contact = Person(person, number, null),
                MessageKey = inbound,
                Content = MessageContent.OfText($"sửa lúc {at.ToUnixTimeSeconds()}"),
            },
            6 => at => new DeletionEvent { EventKey = $"del:{inbound}", OccurredAt = at, MessageKey = inbound },
            7 => at => new ReactionEvent
            {
                EventKey = $"react:{inbound}:{at.ToUnixTimeSeconds()}",
                OccurredAt = at,
                MessageKey = inbound,
                ActorKey = "business",
                Emoji = number == 0 ? null : "👍",
            },
            8 => at => new ReferralEvent
            {
                EventKey = $"ref:{person}:{number}",
                OccurredAt = at,
                Contact = Person(person, number, null),
                Referral = new Referral { Source = ReferralSource.Ad, AdId = $"ad-{number}", TrackingId = $"click-{person}-{number}" },
            },
            _ => at => new IdentityEvent { EventKey = $"id:{person}", OccurredAt = at, Contact = Both(person) },
        };
    }

    private static MessageContent Content(int person, int number) => number switch
    {
        3 => new MessageContent
        {
            Kind = MessageKind.Order,
            Order = new ChatOrder("catalog", [new ChatOrderLine("AO-DAI", 2, 1_250_000)], "VND"),
        },
        2 => MessageContent.OfText($"gọi em 0912 345 67{person} nhé"),
        _ => MessageContent.OfText($"giá bao nhiêu {person}"),
    };

    // Some events know a person by phone, some by the newer id, and some say that both are one.
    private static Participant Person(int person, int number, DateTimeOffset? namedAt) => new(
        [number % 2 == 0 ? new Identity("bsuid", $"B{person}") : new Identity("wa_id", $"W{person}")],
        namedAt is { } at ? $"Tên {at.ToUnixTimeSeconds()}" : null);

    private static Participant Both(int person) => new([new Identity("bsuid", $"B{person}"), new Identity("wa_id", $"W{person}")]);
}
