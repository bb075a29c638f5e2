using Hub.Sandbox.Faults;
using Hub.Sandbox.HubSpot;
using Hub.Sandbox.MetaConversions;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.TikTokEvents;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Questions;

/// <summary><c>GET /_sandbox/summary</c>: all counts at a glance.</summary>
sealed class SummaryQuestion(
    WebhookLedger webhooks, WebhookQueue queue, OutboundLedger outbound, EventStore signals, ConversionStore conversions, CrmQuestion crm, FaultBox faults,
    RequestLog requests, TrafficRunner traffic, TikTokTokens tikTok)
{
    public object Answer() => new
    {
        Traffic = traffic.Status,
        queue.Pending,
        Webhooks = webhooks.Read(channels => channels.ToDictionary(c => c.Key, c => Of(c.Value))),
        Outbound = outbound.Counts().ToDictionary(c => c.Key, c => new
        {
            c.Value.Received,
            Distinct = c.Value.Received - c.Value.Duplicates,
            c.Value.Duplicates,
        }),
        Signals = signals.Summary(),
        Conversions = conversions.Summary(),
        Crm = crm.Counts(),
        Requests = requests.Totals(),
        Faults = faults.Show().Injected,
        TokensRefreshed = tikTok.Refreshed,
    };

    static object Of(ChannelTally tally) => new
    {
        tally.Created,
        tally.Accepted,
        tally.Attempts,
        tally.Unreachable,
        Answers = new SortedDictionary<int, long>(tally.Answers),
        tally.DuplicatesAccepted,
        tally.CopiesAccepted,
        Forged = new { Sent = tally.ForgedSent, Refused = tally.ForgedRefused },
        Stale = new { Sent = tally.StaleSent, Refused = tally.StaleRefused },
        tally.MustRefuseButAccepted,
        Unexpected = new SortedDictionary<string, long>(tally.Unexpected),
        Messages = tally.MessageIds.Count,
        Echoes = tally.EchoIds.Count,
        Conversations = tally.Conversations.Count,
        ConversationsWithMessages = tally.MessageConversations.Count,
    };
}
