using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Webhooks;

/// <summary>Writes events and owes them to the endpoints that hear them, in the transaction of the facts.</summary>
internal static class HubEventOutbox
{
    /// <returns>Lanes to be woken once the transaction has committed.</returns>
    public static async Task<IReadOnlyCollection<LaneKey>> Write(
        HubDb db, HubStore store, IReadOnlyCollection<HubEventDraft> drafts, CancellationToken cancellation)
    {
        var lanes = new HashSet<LaneKey>();
        foreach (var group in drafts.GroupBy(draft => draft.WorkspaceId))
        {
            var endpoints = await Listening(db, group.Key, cancellation);
            foreach (var draft in group)
                lanes.UnionWith(Add(db, store, draft, endpoints));
        }

        return lanes;
    }

    // A paused endpoint counts: what is owed to it waits until a person has seen to it, or is forgotten with its event.
    private static Task<List<WebhookEndpoint>> Listening(HubDb db, Guid workspace, CancellationToken cancellation) => db.WebhookEndpoints
        .Where(row => row.WorkspaceId == workspace && db.Connections.Any(connection => connection.WorkspaceId == workspace
            && connection.Id == row.Id && connection.State != ConnectionState.Disabled))
        .AsNoTracking().ToListAsync(cancellation);

    private static IEnumerable<LaneKey> Add(HubDb db, HubStore store, HubEventDraft draft, List<WebhookEndpoint> endpoints)
    {
        var hearers = endpoints.FindAll(row => draft.Endpoints?.Contains(row.Id) ?? row.Hears(draft.Type));
        if (hearers.Count == 0)
            yield break;
        var now = store.Now;
        var item = draft.Data.ToEvent(draft.WorkspaceId, store.Ids.Next(), draft.Type, draft.SubjectId, now);
        db.HubEvents.Add(item);
        foreach (var hearer in hearers)
        {
            db.Deliveries.Add(new Delivery
            {
                WorkspaceId = draft.WorkspaceId,
                Id = store.Ids.Next(),
                ConnectionId = hearer.Id,
                Kind = DeliveryKind.CallWebhook,
                SubjectId = item.Id,
                State = DeliveryState.Owed,
                OwedAt = now,
                DueAt = now,
                Trace = HubTrace.Current,
            });
            yield return new LaneKey(draft.WorkspaceId, hearer.Id, DeliveryKind.CallWebhook);
        }
    }
}
