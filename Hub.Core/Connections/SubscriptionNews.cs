using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Webhooks;

namespace Hub.Core.Connections;

/// <summary>Tells those who can mend it that a connection's webhook subscription cannot be had, or was lost and made anew.</summary>
internal static class SubscriptionNews
{
    // A platform that is away is back in minutes; whoever asks every hour hears twice of one that is not.
    private static readonly TimeSpan Passing = TimeSpan.FromHours(2);

    /// <summary>Once, until it stands again.</summary>
    public static async Task Failing(
        HubDb db, WebhookSubscription row, Connection connection, Outcome outcome, DateTimeOffset now, CancellationToken cancellation)
    {
        if (row.FailingTold is not null || !IsNews(outcome, now - (row.EnsuredAt ?? connection.ReconnectedAt ?? connection.CreatedAt)))
            return;
        row.FailingTold = now;
        await Tell(db, connection, NotificationKind.SubscriptionFailing, HubEventTypes.ConnectionSubscriptionFailing, new HubEventData
        {
            ConnectionId = connection.Id,
            Code = outcome.Because?.Code,
        }, cancellation);
    }

    /// <param name="from">When it was last seen standing: what happened since then may be missing.</param>
    public static Task Lost(HubDb db, Connection connection, DateTimeOffset from, CancellationToken cancellation) => Tell(
        db, connection, NotificationKind.SubscriptionLost, HubEventTypes.ConnectionSubscriptionLost, new HubEventData
        {
            ConnectionId = connection.Id,
            BlindFrom = from,
        }, cancellation);

    private static bool IsNews(Outcome outcome, TimeSpan since) => outcome switch
    {
        Outcome.AuthExpired or Outcome.AuthRevoked => false, // then the connection itself waits for somebody, who is told of that
        Outcome.Transient or Outcome.Throttled or Outcome.Unknown => since > Passing,
        _ => true,
    };

    private static async Task Tell(
        HubDb db, Connection connection, NotificationKind kind, string type, HubEventData data, CancellationToken cancellation)
    {
        db.Changes.Tell(await ConnectionNotices.Add(db, connection, kind, cancellation));
        db.Changes.Happened(new HubEventDraft(connection.WorkspaceId, type, connection.Id, data));
    }
}
