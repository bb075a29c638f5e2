using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.AutoMessages;

/// <summary>Tells those who write automatic messages how a review has ended: it takes longer than anybody waits.</summary>
internal static class AutoMessageVerdicts
{
    /// <summary>In the transaction that applies the event, which is serial for the connection. The same or an older verdict is no news.</summary>
    public static async Task Apply(HubDb db, Connection connection, AutoMessageEvent item, CancellationToken cancellation)
    {
        if (item is not { MessageKey: { } key, Review: AutoMessageReview.Approved or AutoMessageReview.Rejected })
            return;
        var row = db.AutoMessageVerdicts.Local.FirstOrDefault(found => found.ConnectionId == connection.Id && found.Key == key)
            ?? await db.AutoMessageVerdicts.FirstOrDefaultAsync(
                found => found.WorkspaceId == connection.WorkspaceId && found.ConnectionId == connection.Id && found.Key == key, cancellation);
        if (row is not null && row.At >= item.OccurredAt)
            return;
        if (row is null)
            db.AutoMessageVerdicts.Add(row = new AutoMessageVerdict
            {
                WorkspaceId = connection.WorkspaceId,
                Id = db.Store.Ids.Next(),
                ConnectionId = connection.Id,
                Key = key,
            });
        (row.Review, row.At) = (item.Review.Value, item.OccurredAt);
        if (!connection.IsOff)
            await Tell(db, connection, item, cancellation);
    }

    private static async Task Tell(HubDb db, Connection connection, AutoMessageEvent item, CancellationToken cancellation)
    {
        var kind = item.Review == AutoMessageReview.Rejected ? NotificationKind.AutoMessageRejected : NotificationKind.AutoMessageApproved;
        db.Changes.Tell(await ConnectionNotices.Add(db, connection, kind, cancellation));
        db.Changes.Happened(new HubEventDraft(connection.WorkspaceId, HubEventTypes.ConnectionAutoMessageReviewed, connection.Id, new HubEventData
        {
            ConnectionId = connection.Id,
            Kind = item.MessageKind,
            State = item.Review,
            OccurredAt = item.OccurredAt,
        }));
    }
}
