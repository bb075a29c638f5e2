using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Conversations;
using Hub.Core.Ingest.Applying;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>Asks the rules about what people, programs and time do with conversations, in the transaction that does it.</summary>
public sealed class HappeningRules(HubStore store, ConnectorRegistry connectors, ConnectionContexts contexts, RuleSets rules)
{
    /// <param name="connectionId">Of all these conversations; the transaction is serial for it.</param>
    internal async Task Follow(
        HubDb db, Guid workspace, Guid connectionId, IEnumerable<(Conversation Conversation, ConversationEvent Event)> happened,
        CancellationToken cancellation)
    {
        var items = happened.Select(item => Happening.Of(item.Conversation, item.Event, item.Event.At, [])).OfType<Happening>().ToList();
        if (items.Count == 0 || await rules.Find(db, workspace, cancellation) is not { HearsHappenings: true } set)
            return;
        var connection = await db.Connections.SingleAsync(row => row.WorkspaceId == workspace && row.Id == connectionId, cancellation);
        var peers = await Peers.Load(db, connectors, workspace, cancellation);
        var work = new Workset(db, connection, store);
        var signals = new SignalDetector(db, connection, peers, work.Owing, store.Ids, work.Now);
        await new RuleRun(work, set, store, contexts.Limits(connection), peers, signals, draft => Plan(connection, draft))
            .Carry([], new HashSet<Guid>(), items, cancellation);
        await signals.Write(cancellation);
        await work.Owing.Write(cancellation);
        db.Changes.Lanes.UnionWith(work.Owing.Lanes); // woken once it has committed
    }

    private SendPlan? Plan(Connection connection, OutboundDraft draft) =>
        connectors.As<ISend>(connection.ConnectorId)?.Plan(contexts.Open(connection), draft);
}
