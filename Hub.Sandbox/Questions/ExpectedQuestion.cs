using Hub.Sandbox.Webhooks;

namespace Hub.Sandbox.Questions;

/// <summary><c>GET /_sandbox/expected</c>: what the hub should hold, told by the webhooks that it answered 200.</summary>
sealed class ExpectedQuestion(WebhookLedger webhooks)
{
    public object Answer() => webhooks.Read(channels => new
    {
        Channels = channels.ToDictionary(c => c.Key, c => Of(c.Value)),
        Orders = channels.SelectMany(c => c.Value.Facts.Where(f => f.Order.Count > 0)
            .DistinctBy(f => f.MessageId).Select(f => Order(c.Key, f))).ToArray(),
        Forbidden = channels.SelectMany(c => c.Value.Forbidden).ToArray(),
    });

    static object Of(ChannelTally tally) => new
    {
        Messages = Kind(tally, FactKind.Message),
        Echoes = Kind(tally, FactKind.Echo),
        Reactions = Kind(tally, FactKind.Reaction),
        Edits = Kind(tally, FactKind.Edit),
        Revokes = Kind(tally, FactKind.Revoke),
        Polled = Kind(tally, FactKind.Ping),
        Reads = tally.Facts.Count(f => f is { Kind: FactKind.Receipt, Type: "read" }),
        Referrals = tally.Facts.Where(f => f.Referral is not null).Select(f => new { f.Conversation, f.MessageId, f.Referral }).ToArray(),
        Conversations = tally.Conversations.Order(StringComparer.Ordinal).ToArray(),
    };

    static object[] Kind(ChannelTally tally, FactKind kind) =>
        [.. tally.Facts.Where(f => f.Kind == kind).DistinctBy(f => f.MessageId ?? f.Original + f.At)
            .Select(f => new { Id = f.MessageId, f.Conversation, f.Type, f.Original, f.Keyword, f.At })];

    static object Order(string channel, Fact fact) => new
    {
        Channel = channel,
        fact.MessageId,
        fact.Conversation,
        fact.Catalog,
        Total = fact.Order.Sum(l => l.Price * l.Quantity),
        fact.Order[0].Currency,
        Lines = fact.Order,
    };
}
