using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Ingest.Applying;

/// <summary>
/// What a batch of one connection's events touches, loaded by a handful of queries before the first is applied, and kept up to date
/// while they are.
/// </summary>
internal sealed class Workset(HubDb db, Connection connection, HubStore store, bool takesComments = false)
{
    private readonly Dictionary<Identity, ContactIdentity> _identities = [];
    private readonly Dictionary<Guid, Contact> _contacts = [];
    private readonly Dictionary<string, Conversation> _conversations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Message> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Message> _ownMessages = [];
    private readonly Dictionary<string, List<MessageFact>> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Message, string Actor), Reaction> _reactions = [];
    private readonly HashSet<string> _referrals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _comments = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _met = [];

    public HubDb Db => db;

    public Connection Connection => connection;

    public Guid WorkspaceId => connection.WorkspaceId;

    public DateTimeOffset Now { get; } = store.Now;

    public Ids Ids => store.Ids;

    /// <summary>The connection answers comments: those are kept, and a thread may have begun with one.</summary>
    public bool TakesComments => takesComments;

    public Owing Owing { get; } = new(db, store.Ids, store.Now);

    public LaneKey Lane(DeliveryKind kind) => new(WorkspaceId, connection.Id, kind);

    public async Task Load(IReadOnlyList<ChannelEvent> events, CancellationToken cancellation)
    {
        await LoadContacts(events, cancellation);
        await LoadConversations(events, cancellation);
        await LoadMessages(events, cancellation);
        var referrals = events.Where(item => item is ReferralEvent or MessageEvent { Referral: not null }).Select(item => item.EventKey).ToList();
        if (referrals.Count > 0)
            _referrals.UnionWith(await db.Referrals.Where(Mine<Signals.ReferralRecord>()).Where(row => referrals.Contains(row.EventKey))
                .Select(row => row.EventKey).ToListAsync(cancellation));
        var comments = takesComments ? events.OfType<CommentEvent>().Select(item => item.CommentKey).Distinct().ToList() : [];
        if (comments.Count == 0)
            return;
        _comments.UnionWith(await db.Comments.Where(Mine<Comments.Comment>()).Where(row => comments.Contains(row.Key))
            .Select(row => row.Key).ToListAsync(cancellation));
        var authors = events.OfType<CommentEvent>().SelectMany(item => item.Contact?.Identities ?? []).Select(Identity).OfType<ContactIdentity>()
            .Select(row => row.ContactId).Distinct().ToList();
        _met.UnionWith(await db.Conversations.Where(row => row.WorkspaceId == WorkspaceId && authors.Contains(row.ContactId))
            .Select(row => row.ContactId).Distinct().ToListAsync(cancellation));
    }

    public ContactIdentity? Identity(Identity identity) => _identities.GetValueOrDefault(identity);

    public Contact Contact(Guid id) => _contacts[id];

    /// <returns>Null when no event of the batch is about the contact.</returns>
    public Contact? FindContact(Guid id) => _contacts.GetValueOrDefault(id);

    public Conversation? Conversation(string key) => _conversations.GetValueOrDefault(key);

    public Message? Message(string key) => _messages.GetValueOrDefault(key);

    public Message? OwnMessage(string? correlationId) =>
        Guid.TryParse(correlationId, out var id) ? _ownMessages.GetValueOrDefault(id) : null;

    public IReadOnlyList<MessageFact> Facts(string messageKey) => _facts.TryGetValue(messageKey, out var facts) ? facts : [];

    public Reaction? Reaction(string messageKey, string actorKey) => _reactions.GetValueOrDefault((messageKey, actorKey));

    public void Add(ContactIdentity identity)
    {
        _identities[new Identity(identity.Scheme, identity.Value)] = identity;
        db.ContactIdentities.Add(identity);
    }

    public void Add(Contact contact)
    {
        _contacts[contact.Id] = contact;
        db.Contacts.Add(contact);
    }

    public void Add(Conversation conversation)
    {
        _conversations[conversation.Key] = conversation;
        _met.Add(conversation.ContactId);
        db.Conversations.Add(conversation);
    }

    public void Add(Message message)
    {
        _messages[message.Key!] = message;
        db.Messages.Add(message);
    }

    public void Keyed(Message message) => _messages[message.Key!] = message;

    public void Add(MessageFact fact)
    {
        var facts = _facts.TryGetValue(fact.MessageKey, out var list) ? list : _facts[fact.MessageKey] = [];
        if (facts.Exists(known => known.EventKey == fact.EventKey))
            return;
        facts.Add(fact);
        db.MessageFacts.Add(fact);
    }

    public void Add(Reaction reaction)
    {
        _reactions[(reaction.MessageKey, reaction.ActorKey)] = reaction;
        db.Reactions.Add(reaction);
    }

    /// <returns>False when this referral is known already.</returns>
    public bool AddReferral(string eventKey) => _referrals.Add(eventKey);

    /// <summary>The platform has named a thread.</summary>
    public void Rename(Conversation conversation, string key)
    {
        _conversations.Remove(conversation.Key);
        conversation.Key = key;
        _conversations[key] = conversation;
    }

    /// <summary>There is a conversation with the author of a comment, on whatever connection.</summary>
    public bool HasMet(Guid contact) => _met.Contains(contact);

    /// <returns>False when this comment is known already.</returns>
    public bool AddComment(string key) => _comments.Add(key);

    /// <summary>Our messages that may have been sent, for echoes that carry no correlation.</summary>
    public Task<List<Message>> Unsettled(Guid conversationId, CancellationToken cancellation) => db.Messages
        .Where(row => row.WorkspaceId == WorkspaceId && row.ConversationId == conversationId && row.Key == null
            && row.Status == MessageStatus.Unknown)
        .OrderBy(row => row.Id).ToListAsync(cancellation);

    private async Task LoadContacts(IReadOnlyList<ChannelEvent> events, CancellationToken cancellation)
    {
        var schemes = events.SelectMany(item => item.Contact?.Identities ?? []).Distinct().GroupBy(identity => identity.Scheme, identity => identity.Value);
        var identities = new List<ContactIdentity>();
        foreach (var scheme in schemes) // one by one: the key has the scheme before the value, and would be read from end to end without it
        {
            var values = scheme.ToList();
            identities.AddRange(await db.ContactIdentities.Where(Mine<ContactIdentity>())
                .Where(row => row.Scheme == scheme.Key && values.Contains(row.Value)).ToListAsync(cancellation));
        }

        if (identities.Count == 0)
            return;
        foreach (var identity in identities)
            _identities[new Identity(identity.Scheme, identity.Value)] = identity;
        var contacts = identities.Select(identity => identity.ContactId).Distinct().ToList();
        foreach (var contact in await db.Contacts.Where(row => row.WorkspaceId == WorkspaceId && contacts.Contains(row.Id))
            .ToListAsync(cancellation))
            _contacts[contact.Id] = contact;
    }

    private async Task LoadConversations(IReadOnlyList<ChannelEvent> events, CancellationToken cancellation)
    {
        var origins = _identities.Values.Select(row => row.Origin).Distinct().ToList();
        var keys = events.Select(item => item.ConversationKey).OfType<string>().Concat(origins.Select(Conversations.Conversation.KeyOfContact))
            .Concat(takesComments ? origins.Select(Conversations.Conversation.KeyOfComment) : []).Distinct().ToList();
        foreach (var conversation in await db.Conversations.Where(Mine<Conversation>()).Where(row => keys.Contains(row.Key))
            .ToListAsync(cancellation))
            _conversations[conversation.Key] = conversation;
    }

    private async Task LoadMessages(IReadOnlyList<ChannelEvent> events, CancellationToken cancellation)
    {
        var keys = events.Select(MessageKey).OfType<string>().Distinct().ToList();
        var own = events.Select(CorrelationId).Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty).Distinct().ToList();
        if (keys.Count > 0)
        {
            foreach (var message in await db.Messages.Where(Mine<Message>()).Where(row => keys.Contains(row.Key!)).ToListAsync(cancellation))
                _messages[message.Key!] = message;
            foreach (var fact in await db.MessageFacts.Where(Mine<MessageFact>()).Where(row => keys.Contains(row.MessageKey))
                .ToListAsync(cancellation))
                (_facts.TryGetValue(fact.MessageKey, out var list) ? list : _facts[fact.MessageKey] = []).Add(fact);
        }

        if (own.Count > 0)
            foreach (var message in await db.Messages.Where(Mine<Message>()).Where(row => own.Contains(row.Id)).ToListAsync(cancellation))
                _ownMessages[message.Id] = message;
        var reacted = events.OfType<ReactionEvent>().Select(item => item.MessageKey).Distinct().ToList();
        if (reacted.Count > 0)
            foreach (var reaction in await db.Reactions.Where(Mine<Reaction>()).Where(row => reacted.Contains(row.MessageKey))
                .ToListAsync(cancellation))
                _reactions[(reaction.MessageKey, reaction.ActorKey)] = reaction;
    }

    private System.Linq.Expressions.Expression<Func<T, bool>> Mine<T>() where T : class =>
        row => EF.Property<Guid>(row, "WorkspaceId") == WorkspaceId && EF.Property<Guid>(row, "ConnectionId") == connection.Id;

    internal static string? MessageKey(ChannelEvent item) => item switch
    {
        MessageEvent message => message.MessageKey,
        StatusEvent status => status.MessageKey,
        EditEvent edit => edit.MessageKey,
        DeletionEvent deletion => deletion.MessageKey,
        _ => null,
    };

    private static string? CorrelationId(ChannelEvent item) => item switch
    {
        MessageEvent message => message.CorrelationId,
        StatusEvent status => status.CorrelationId,
        _ => null,
    };
}
