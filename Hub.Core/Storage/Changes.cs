using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Feed;
using Hub.Core.Search;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Hub.Core.Storage;

/// <summary>
/// What a transaction changes that others have to keep up with. Filled from what is tracked whenever the context saves, so that no way of
/// writing a message can forget its conversation; what is written past the tracker is noted by hand.
/// </summary>
public sealed class Changes
{
    private readonly HashSet<(Guid Workspace, Guid Conversation)> _uncounted = [];
    private readonly HashSet<(Guid Workspace, Guid Id)> _contacts = [];
    private readonly HashSet<(Guid Workspace, Guid Message)> _attached = [];
    private readonly HashSet<(Guid Workspace, Guid Connection, string Message)> _reacted = [];
    private readonly HashSet<FeedEvent> _events = [];
    private readonly HashSet<(Guid Workspace, Guid Id)> _orders = [];
    private readonly HashSet<(Guid Workspace, Guid Conversation)> _sold = [];
    private readonly List<HubEventDraft> _happened = [];
    private readonly List<Connection> _paused = [];

    /// <summary>What to tell those who listen, once it has committed: of each conversation once, with whose it was when that changed.</summary>
    internal IReadOnlyCollection<FeedEvent> Events
    {
        get
        {
            var moved = _events.Where(happened => happened.Was is not null).Select(happened => happened.ConversationId).ToHashSet();
            return [.. _events.Where(happened => happened.Type != FeedEventType.ConversationChanged || happened.Was is not null
                || !moved.Contains(happened.ConversationId))];
        }
    }

    /// <summary>Lanes that are owed events by this transaction.</summary>
    internal HashSet<LaneKey> Lanes { get; } = [];

    /// <summary>The conversation's messages have changed past the tracker.</summary>
    public void Recount(Guid workspace, Guid conversation)
    {
        _uncounted.Add((workspace, conversation));
        _events.Add(new FeedEvent(workspace, FeedEventType.MessageChanged, conversation));
        _events.Add(new FeedEvent(workspace, FeedEventType.ConversationChanged, conversation));
    }

    /// <summary>More has changed past the tracker.</summary>
    public void Tell(params IEnumerable<FeedEvent> events) => _events.UnionWith(events);

    /// <summary>Something for webhook endpoints has happened past the tracker.</summary>
    public void Happened(params IEnumerable<HubEventDraft> drafts) => _happened.AddRange(drafts);

    /// <summary>The contact's name, phone or address has changed past the tracker.</summary>
    public void Reindex(Guid workspace, Guid contact) => _contacts.Add((workspace, contact));

    /// <summary>To be called before the context saves, when it has looked for changes.</summary>
    internal void Gather(ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries().Where(entry => entry.State is not (EntityState.Unchanged or EntityState.Detached)))
        {
            _events.UnionWith(FeedNotes.Of(entry));
            if (HubEventNotes.Of(entry) is { } draft)
                _happened.Add(draft);
        }

        foreach (var entry in tracker.Entries<Connection>().Where(entry => entry.State == EntityState.Modified))
            if (WantsSomebody(entry.Entity) && entry.Property(row => row.State).OriginalValue != entry.Entity.State)
                _paused.Add(entry.Entity);
        foreach (var entry in tracker.Entries<Attachment>().Where(entry => entry.State == EntityState.Modified))
            _attached.Add((entry.Entity.WorkspaceId, entry.Entity.MessageId));
        foreach (var entry in tracker.Entries<Reaction>().Where(entry => entry.State != EntityState.Unchanged))
            _reacted.Add((entry.Entity.WorkspaceId, entry.Entity.ConnectionId, entry.Entity.MessageKey));
        GatherMessages(tracker);
        foreach (var entry in tracker.Entries<Contact>().Where(WordsChanged))
            _contacts.Add((entry.Entity.WorkspaceId, entry.Entity.Id));
        foreach (var entry in tracker.Entries<Order>().Where(entry => entry.State is EntityState.Added or EntityState.Deleted))
            _orders.Add((entry.Entity.WorkspaceId, entry.Entity.Id));
        foreach (var entry in tracker.Entries<Order>().Where(entry => entry.State is EntityState.Added or EntityState.Deleted
            || entry.Property(row => row.State).IsModified))
            _sold.Add((entry.Entity.WorkspaceId, entry.Entity.ConversationId));
        foreach (var entry in tracker.Entries<OrderLine>().Where(entry => entry.State != EntityState.Unchanged))
            _orders.Add((entry.Entity.WorkspaceId, entry.Entity.OrderId));
    }

    /// <summary>To be called after the context has saved.</summary>
    /// <returns>Whether that changed something that has to be saved too.</returns>
    internal async Task<bool> Settle(HubDb db, CancellationToken cancellation)
    {
        foreach (var messages in _attached.GroupBy(row => row.Workspace, row => row.Message))
            await NoteAttached(db, messages.Key, [.. messages], cancellation);
        _attached.Clear();
        foreach (var messages in _reacted.GroupBy(row => (row.Workspace, row.Connection), row => row.Message))
            await NoteReactions(db, messages.Key.Workspace, messages.Key.Connection, [.. messages], cancellation);
        _reacted.Clear();
        foreach (var orders in _sold.GroupBy(row => row.Workspace, row => row.Conversation))
            await NoteSold(db, orders.Key, [.. orders], cancellation);
        _sold.Clear();
        if (_uncounted.Count + _contacts.Count + _orders.Count + _happened.Count + _paused.Count == 0)
            return false;
        Lanes.UnionWith(await HubEventOutbox.Write(db, db.Store, [.. _happened], cancellation));
        _happened.Clear();
        foreach (var connection in _paused)
            _events.UnionWith(await ConnectionNotices.Add(
                db, connection, connection.IsOff ? NotificationKind.ConnectionRemoved : NotificationKind.ConnectionPaused, cancellation));
        _paused.Clear();
        foreach (var (workspace, conversation) in _uncounted)
            await ConversationTally.Recount(db, workspace, conversation, cancellation);
        foreach (var contacts in _contacts.GroupBy(row => row.Workspace, row => row.Id))
            await Reindexing.Contacts(db, contacts.Key, [.. contacts], cancellation);
        foreach (var orders in _orders.GroupBy(row => row.Workspace, row => row.Id))
            await Reindexing.Orders(db, orders.Key, [.. orders], cancellation);
        _uncounted.Clear();
        _contacts.Clear();
        _orders.Clear();
        return true;
    }

    // A picture that has come, or could not: its message looks different.
    private async Task NoteAttached(HubDb db, Guid workspace, List<Guid> messages, CancellationToken cancellation)
    {
        var rows = await db.Messages.Where(row => row.WorkspaceId == workspace && messages.Contains(row.Id))
            .Select(row => new { row.Id, row.ConversationId }).ToListAsync(cancellation);
        _events.UnionWith(rows.Select(row => new FeedEvent(workspace, FeedEventType.MessageChanged, row.ConversationId, row.Id)));
    }

    private async Task NoteReactions(HubDb db, Guid workspace, Guid connection, List<string> messages, CancellationToken cancellation)
    {
        var rows = await db.Messages
            .Where(row => row.WorkspaceId == workspace && row.ConnectionId == connection && row.Key != null && messages.Contains(row.Key))
            .Select(row => new { row.Id, row.ConversationId }).ToListAsync(cancellation);
        _events.UnionWith(rows.Select(row => new FeedEvent(workspace, FeedEventType.MessageChanged, row.ConversationId, row.Id)));
    }

    // What was ordered where somebody came by a short link counts for that link.
    private async Task NoteSold(HubDb db, Guid workspace, List<Guid> conversations, CancellationToken cancellation)
    {
        var connections = await db.Referrals
            .Where(row => row.WorkspaceId == workspace && conversations.Contains(row.ConversationId) && row.Source == ReferralSource.ShortLink)
            .Select(row => row.ConnectionId).Distinct().ToListAsync(cancellation);
        _events.UnionWith(connections.Select(id => new FeedEvent(workspace, FeedEventType.ShortLinkChanged, ConnectionId: id)));
    }

    private void GatherMessages(ChangeTracker tracker)
    {
        var messages = tracker.Entries<Message>().Where(entry => entry.State != EntityState.Unchanged).ToList();
        if (messages.Count == 0)
            return;
        var conversations = tracker.Entries<Conversation>().Where(entry => entry.State != EntityState.Deleted)
            .ToDictionary(entry => entry.Entity.Id);
        foreach (var message in messages)
            if (!Tally(message, conversations.GetValueOrDefault(message.Entity.ConversationId)?.Entity))
                Recount(message.Entity.WorkspaceId, message.Entity.ConversationId);
        foreach (var id in messages.Select(message => message.Entity.ConversationId).Distinct())
            conversations.GetValueOrDefault(id)?.DetectChanges();
    }

    // Whoever disconnects an account here knows it.
    private static bool WantsSomebody(Connection connection) => connection.State == ConnectionState.Paused
        || connection is { State: ConnectionState.Disconnected, StateCode: Connection.AccessRemoved };

    private static bool WordsChanged(EntityEntry<Contact> entry) => entry.State switch
    {
        EntityState.Added or EntityState.Deleted => true,
        EntityState.Modified => entry.Property(row => row.DisplayName).IsModified || entry.Property(row => row.Phone).IsModified
            || entry.Property(row => row.Email).IsModified,
        _ => false,
    };

    private static bool Tally(EntityEntry<Message> entry, Conversation? conversation) => entry.State switch
    {
        EntityState.Added => conversation is not null && ConversationTally.Add(conversation, entry.Entity),
        EntityState.Modified => !Matters(entry),
        EntityState.Deleted => false,
        _ => true,
    };

    private static bool Matters(EntityEntry<Message> entry)
    {
        var (now, was) = (entry.Entity, entry.Property(message => message.Status).OriginalValue);
        return entry.Property(message => message.OccurredAt).IsModified || entry.Property(message => message.ConversationId).IsModified
            || ConversationTally.IsAnswer(now.Direction, now.Origin, now.Status) != ConversationTally.IsAnswer(now.Direction, now.Origin, was)
            || ConversationTally.IsFailure(now.Direction, now.Status) != ConversationTally.IsFailure(now.Direction, was);
    }
}
