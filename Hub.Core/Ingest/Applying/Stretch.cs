using Hub.Connectors.Abstractions;
using Hub.Core.AutoMessages;
using Hub.Core.Automation;
using Hub.Core.Comments;
using Hub.Core.Commerce;
using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Feed;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Ingest.Applying;

/// <summary>
/// A run of events over one <see cref="Workset"/>. It ends early where two contacts turn out to be one: after the merge everything that
/// was loaded is stale.
/// </summary>
internal sealed class Stretch(Workset set, Peers peers, KeywordMatcher? keywords, bool fetchesMedia, bool asksNames)
{
    private readonly People _people = new(set, peers, asksNames);
    private readonly Messages _messages = new(set, fetchesMedia);
    private readonly SignalDetector _signals = new(set.Db, set.Connection, peers, set.Owing, set.Ids, set.Now);
    private readonly HashSet<Conversation> _watermarks = [];
    private readonly List<(Guid Order, Guid Contact)> _carts = [];
    private AutomationRun? _automation;

    public int Unknown { get; private set; }

    public SamePerson? Merge => _people.Merge;

    /// <summary>The account's owner has taken the hub's permission away: nothing that came before its connection means it.</summary>
    public bool IsAccessRemoved { get; private set; }

    /// <summary>Has the workspace's rules asked about each new message.</summary>
    public void Ask(RuleSet rules, HubStore store, ConnectorLimits limits, Func<OutboundDraft, SendPlan?> plan)
    {
        _automation = new AutomationRun(set, rules, store, limits, peers, _signals, plan);
        _messages.Reopened = _automation.Reopened;
    }

    /// <returns>The index after the last event applied.</returns>
    public async Task<int> Apply(IReadOnlyList<ChannelEvent> events, int from, CancellationToken cancellation)
    {
        for (var i = from; i < events.Count; i++)
        {
            await Apply(events[i], cancellation);
            if (Merge is not null)
                return i + 1;
        }

        return events.Count;
    }

    public async Task Finish(CancellationToken cancellation)
    {
        if (_automation is not null)
            await _automation.Finish(cancellation);
        await OrderDebts.Sync(set.Db, peers, set.Owing, set.WorkspaceId, _carts, cancellation);
        await _signals.Write(cancellation);
        await set.Owing.Write(cancellation);
        await set.Db.SaveChangesAsync(cancellation);
        await _people.FlagPhones(cancellation);
        await AttachmentRemoval.Of(set.Db, set.WorkspaceId, _messages.TakenBack, cancellation);
        foreach (var conversation in _watermarks)
            await Watermarks.Reach(set.Db, conversation, cancellation); // those of this batch were told when they were added
    }

    private Task Apply(ChannelEvent item, CancellationToken cancellation)
    {
        switch (item)
        {
            case MessageEvent message when Place(message) is { } conversation:
                return Message(message, conversation, cancellation);
            case StatusEvent status:
                return _messages.Apply(status, cancellation);
            case WatermarkEvent watermark when Place(watermark) is { } conversation:
                Messages.Apply(watermark, conversation);
                _watermarks.Add(conversation);
                break;
            case EditEvent edit:
                _messages.Apply(edit);
                break;
            case DeletionEvent deletion:
                _messages.Apply(deletion);
                break;
            case ReactionEvent reaction:
                _messages.Apply(reaction);
                break;
            case ReferralEvent referral when Place(referral) is { } conversation:
                Arrived(referral, referral.Referral, conversation);
                break;
            case CommentEvent { IsAnswerable: true, Contact: { } author } comment when set.TakesComments:
                Commented(comment, _people.Contact(author, comment.OccurredAt, isQuiet: true));
                break;
            case AutoMessageEvent automatic:
                set.Db.Changes.Tell(new FeedEvent(set.WorkspaceId, FeedEventType.ConnectionChanged, ConnectionId: set.Connection.Id));
                return AutoMessageVerdicts.Apply(set.Db, set.Connection, automatic, cancellation);
            case IdentityEvent { Contact: { } contact }:
                _people.Contact(contact, item.OccurredAt);
                break;
            case PollRequestedEvent:
                set.Owing.Owe(set.Lane(DeliveryKind.Poll), set.Connection.Id);
                break;
            case AuthorizationRemovedEvent:
                IsAccessRemoved |= item.OccurredAt >= (set.Connection.ReconnectedAt ?? set.Connection.CreatedAt);
                break;
            default:
                Unknown++;
                break;
        }

        return Task.CompletedTask;
    }

    private Conversation? Place(ChannelEvent item) =>
        item.Contact is { } contact
            ? _people.Conversation(item, _people.Contact(contact, item.OccurredAt, isWrittenTo: item is MessageEvent { Direction: MessageDirection.Outbound }))
            : item.ConversationKey is { } key ? set.Conversation(key) : null;

    private async Task Message(MessageEvent item, Conversation conversation, CancellationToken cancellation)
    {
        var isFirst = conversation.LastInboundAt is null;
        var added = await _messages.Apply(item, conversation, cancellation);
        if (item.Referral is { } referral)
            Arrived(item, referral, conversation);
        if (item.Direction == MessageDirection.Outbound)
        {
            _automation?.Spoke(conversation);
            return;
        }

        _signals.ConversationStarted(conversation, item.OccurredAt);
        if (item.Content.Text is { } text && keywords is not null)
            foreach (var hit in keywords.Match(SafeText.Clean(text)).DistinctBy(hit => hit.Keyword.Id))
                _signals.Keyword(conversation, hit.Keyword.Id, item.OccurredAt);
        if (added is not null && item.Content.Order is { } cart)
            Order(added, conversation, cart);
        if (added is not null)
            _automation?.Received(item, added, conversation, set.FindContact(conversation.ContactId)?.DisplayName, isFirst);
    }

    private void Order(Message message, Conversation conversation, ChatOrder cart)
    {
        var order = ChatOrders.Place(set.Db, set.Ids, message, conversation, cart);
        conversation.HasOrder = true;
        _signals.Order(conversation, order, SignalKind.OrderPlaced, message.OccurredAt);
        _carts.Add((order.Id, conversation.ContactId));
    }

    private void Commented(CommentEvent item, Who who)
    {
        if (!set.AddComment(item.CommentKey))
            return;
        set.Db.Comments.Add(new Comment
        {
            WorkspaceId = set.WorkspaceId,
            Id = set.Ids.Next(),
            ConnectionId = set.Connection.Id,
            ContactId = who.Contact.Id,
            OriginId = who.Origin == who.Contact.Id ? null : who.Origin,
            Key = item.CommentKey,
            Text = item.Text is null ? null : SafeText.Clean(item.Text),
            OccurredAt = item.OccurredAt,
        });
    }

    private void Arrived(ChannelEvent item, Referral referral, Conversation conversation)
    {
        if (!set.AddReferral(item.EventKey))
            return;
        _signals.Attributed(conversation);
        conversation.Active(item.OccurredAt);
        conversation.FromAd |= referral.Source == ReferralSource.Ad;
        set.Db.Referrals.Add(new ReferralRecord
        {
            WorkspaceId = set.WorkspaceId,
            Id = set.Ids.Next(),
            ConversationId = conversation.Id,
            ConnectionId = set.Connection.Id,
            EventKey = item.EventKey,
            OccurredAt = item.OccurredAt,
            Source = referral.Source,
            TrackingId = referral.TrackingId,
            AdId = referral.AdId,
            AdvertiserId = referral.AdvertiserId,
            Ref = referral.Ref,
            Platform = referral.Platform,
            Title = referral.Title is null ? null : SafeText.Clean(referral.Title),
            Url = referral.Url,
        });
    }
}
