using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Signals;
using Hub.Core.Signals.Tracking;
using Hub.Core.Storage;

namespace Hub.Core.Ingest.Applying;

/// <summary>
/// Applies a batch of one connection's events inside the caller's transaction. Idempotent and commutative: any batch, repeated, shuffled
/// or cut elsewhere, ends in the same contacts, conversations, messages and orders; what is older than the channel keeps stays out. What rules do is decided once, with the transaction that
/// adds their message: it depends on the moment, and is never decided again.
/// </summary>
public sealed class EventApplier(
    HubStore store, ConnectorRegistry connectors, ConnectionContexts contexts, KeywordIndex keywords, RuleSets rules,
    Disconnector disconnector)
{
    /// <param name="connection">Tracked by <paramref name="db"/>, in a transaction that is serial for this connection.</param>
    public async Task<Applied> Apply(
        HubDb db, Connection connection, IReadOnlyList<ChannelEvent> events, CancellationToken cancellation)
    {
        if (connection.RetentionDays is { } days)
            events = ChannelRetention.Kept(events, days, store.Now);
        if (TrackingRule.Of(connection.Tracking) is { } tracking)
            events = tracking.TakeOut(events);
        var peers = await Peers.Load(db, connectors, connection.WorkspaceId, cancellation);
        var matcher = await keywords.Find(db, connection.WorkspaceId, cancellation);
        var automation = await rules.Find(db, connection.WorkspaceId, cancellation);
        var fetchesMedia = connectors.Can<IFetchMedia>(connection.ConnectorId) && !connection.IsOff;
        var asksNames = connectors.Can<INamePeople>(connection.ConnectorId) && !connection.IsOff;
        var takesComments = connectors.Can<IAnswerComments>(connection.ConnectorId);
        var isAccessRemoved = false;
        var lanes = new HashSet<LaneKey>();
        var unknown = 0;
        for (var next = 0; next < events.Count;)
        {
            var set = new Workset(db, connection, store, takesComments);
            await set.Load(events, cancellation);
            var stretch = new Stretch(set, peers, matcher, fetchesMedia, asksNames);
            if (automation is not null)
                stretch.Ask(automation, store, contexts.Limits(connection), draft => Plan(connection, draft));
            next = await stretch.Apply(events, next, cancellation);
            await stretch.Finish(cancellation);
            lanes.UnionWith(set.Owing.Lanes);
            unknown += stretch.Unknown;
            isAccessRemoved |= stretch.IsAccessRemoved;
            db.ChangeTracker.Clear(); // all is saved; whoever saves next would compare it once more
            if (stretch.Merge is { } same)
            {
                lanes.UnionWith(await ContactMerge.Run(store, db, connection.WorkspaceId, same, peers, cancellation));
                await db.SaveChangesAsync(cancellation);
                db.ChangeTracker.Clear();
                if (automation is not null) // a rule may name another contact now
                    automation = await RuleSets.Compile(db, connection.WorkspaceId, cancellation);
            }

            db.Attach(connection);
        }

        if (isAccessRemoved && connection.State != ConnectionState.Disconnected)
            await disconnector.Begin(db, connection, DisconnectCause.AccessRemoved, Disconnector.Platform, cancellation);
        else
            isAccessRemoved = false;
        return new Applied(lanes, unknown, isAccessRemoved);
    }

    private SendPlan? Plan(Connection connection, OutboundDraft draft) =>
        connectors.As<ISend>(connection.ConnectorId)?.Plan(contexts.Open(connection), draft);
}

/// <param name="Lanes">To be woken once the transaction has committed.</param>
/// <param name="Unknown">Events of kinds that nothing here acts on.</param>
/// <param name="HasEnded">They have ended the connection.</param>
public sealed record Applied(IReadOnlyCollection<LaneKey> Lanes, int Unknown, bool HasEnded = false)
{
    public static Applied Nothing { get; } = new([], 0);
}
