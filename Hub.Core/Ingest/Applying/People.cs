using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Ingest.Applying;

/// <summary>Finds or makes the contact and the conversation of an event.</summary>
internal sealed class People(Workset set, Peers peers, bool asksNames)
{
    // The platform may tell later what it does not tell now, as after an answer.
    private static readonly TimeSpan AskAgain = TimeSpan.FromDays(1);

    // Before whatever a platform or a person tells. Of two numbers that were only written to it is either, but on every run the same.
    private static readonly DateTimeOffset NeverTold = DateTimeOffset.UnixEpoch;

    private readonly HashSet<Guid> _phonesLearnt = [];

    /// <summary>What the platform says is one person, to be merged before the batch goes on.</summary>
    public SamePerson? Merge { get; private set; }

    /// <param name="isWrittenTo">The business wrote to this address: that is no news of the number that the person has.</param>
    /// <param name="isQuiet">Whoever only commented has not come to the business yet: CRMs hear of them once there is a conversation.</param>
    public Who Contact(Participant participant, DateTimeOffset at, bool isWrittenTo = false, bool isQuiet = false)
    {
        var phoneAt = isWrittenTo ? NeverTold : at;
        var known = participant.Identities.Select(set.Identity).OfType<ContactIdentity>().ToList();
        var contact = known.Count > 0 ? set.Contact(known[0].ContactId) : NewContact(participant, at, phoneAt, isQuiet);
        var origin = known.Count > 0 ? known[0].Origin : contact.Id;
        if (known.Find(identity => identity.Origin != origin) is { } other)
            Merge = Order(known[0], other);
        foreach (var identity in participant.Identities.Where(identity => set.Identity(identity) is null))
            set.Add(new ContactIdentity
            {
                WorkspaceId = set.WorkspaceId,
                ConnectionId = set.Connection.Id,
                Scheme = identity.Scheme,
                Value = identity.Value,
                ContactId = contact.Id,
                OriginId = origin == contact.Id ? null : origin,
            });
        Learn(contact, participant, at, phoneAt, isItself: origin == contact.Id, isQuiet && !set.HasMet(contact.Id));
        return new Who(contact, origin);
    }

    public Conversation Conversation(ChannelEvent item, Who who)
    {
        var key = item.ConversationKey ?? Conversations.Conversation.KeyOfContact(who.Origin);
        var conversation = set.Conversation(key) ?? Named(key, who);
        if (conversation is null)
        {
            if (set.TakesComments)
                OweToCrms(who.Contact);
            conversation = new Conversation
            {
                WorkspaceId = set.WorkspaceId,
                Id = set.Ids.Next(),
                ConnectionId = set.Connection.Id,
                ContactId = who.Contact.Id,
                TeamId = set.Connection.TeamId,
                OriginId = who.Origin == who.Contact.Id ? null : who.Origin,
                Key = key,
                StartedAt = item.OccurredAt,
                LastActivityAt = DateTimeOffset.UnixEpoch, // raised by messages and arrivals only; a receipt is no activity
            };
            set.Add(conversation);
        }

        conversation.HasPhone |= who.Contact.Phone is not null;

        if (item.OccurredAt < conversation.StartedAt)
            conversation.StartedAt = item.OccurredAt;
        return conversation;
    }

    // The answer to a comment has opened it, and this is the first that the platform tells of it.
    private Conversation? Named(string key, Who who)
    {
        if (!set.TakesComments || set.Conversation(Conversations.Conversation.KeyOfComment(who.Origin)) is not { } opened)
            return null;
        set.Rename(opened, key);
        return opened;
    }

    /// <summary>A phone learnt late belongs to all conversations of its contact, also those that no event of the batch was about.</summary>
    public async Task FlagPhones(CancellationToken cancellation)
    {
        var contacts = _phonesLearnt.ToList();
        if (contacts.Count > 0)
            await set.Db.Conversations
                .Where(row => row.WorkspaceId == set.WorkspaceId && contacts.Contains(row.ContactId) && !row.HasPhone)
                .ExecuteUpdateAsync(row => row.SetProperty(conversation => conversation.HasPhone, true), cancellation);
    }

    private Contact NewContact(Participant participant, DateTimeOffset at, DateTimeOffset phoneAt, bool isQuiet)
    {
        var contact = new Contact
        {
            WorkspaceId = set.WorkspaceId,
            Id = set.Ids.Next(),
            Channel = set.Connection.ConnectorId,
            FirstSeenAt = at,
            LastSeenAt = at,
            Phone = participant.Phone,
            PhoneAt = participant.Phone is null ? null : phoneAt,
        };
        set.Add(contact);
        if (!isQuiet)
            OweToCrms(contact);
        if (participant.DisplayName is null)
            AskName(contact);
        return contact;
    }

    // Name and phone of another that a person has merged in are not this one's: they would stay after an unmerge.
    private void Learn(Contact contact, Participant participant, DateTimeOffset at, DateTimeOffset phoneAt, bool isItself, bool isQuiet)
    {
        if (at < contact.FirstSeenAt)
            contact.FirstSeenAt = at;
        if (isItself && contact.NamedAt is null && participant.DisplayName is null && at > contact.LastSeenAt + AskAgain)
            AskName(contact);
        if (at > contact.LastSeenAt)
            contact.LastSeenAt = at;
        if (!isItself)
            return;
        if (participant.Phone is { } phone && IsNews(contact, phone, phoneAt))
            Phone(contact, phone, phoneAt);
        if (participant.DisplayName is { } name && !(at <= contact.NamedAt))
            Name(contact, SafeText.Clean(name), at, isQuiet);
    }

    // Who changes their number has the new one from then on, whatever arrives first. Two of one time: either, but on every run the same.
    private static bool IsNews(Contact contact, string phone, DateTimeOffset at) => contact.PhoneAt is { } told
        ? at > told || (at == told && string.CompareOrdinal(phone, contact.Phone) > 0)
        : contact.Phone is null;

    private void Phone(Contact contact, string phone, DateTimeOffset at)
    {
        contact.PhoneAt = at;
        if (contact.Phone == phone)
            return;
        if (contact.Phone is null)
            _phonesLearnt.Add(contact.Id);
        contact.Phone = phone;
        OweToCrms(contact);
    }

    private void Name(Contact contact, string name, DateTimeOffset at, bool isQuiet)
    {
        contact.NamedAt = at;
        if (contact.DisplayName == name)
            return;
        contact.DisplayName = name;
        if (!isQuiet)
            OweToCrms(contact);
    }

    private void AskName(Contact contact)
    {
        if (asksNames)
            set.Owing.Owe(set.Lane(DeliveryKind.LearnName), contact.Id);
    }

    private void OweToCrms(Contact contact)
    {
        foreach (var lane in peers.Contacts)
            set.Owing.Owe(lane, contact.Id);
    }

    private SamePerson Order(ContactIdentity one, ContactIdentity other)
    {
        var (first, second) = (set.Contact(one.ContactId), set.Contact(other.ContactId));
        var isOneFirst = one.ContactId == other.ContactId
            ? one.OriginId is null || (other.OriginId is not null && one.Origin.CompareTo(other.Origin) < 0)
            : (first.FirstSeenAt, first.Id).CompareTo((second.FirstSeenAt, second.Id)) <= 0;
        return isOneFirst
            ? new SamePerson(one.ContactId, one.Origin, other.ContactId, other.Origin)
            : new SamePerson(other.ContactId, other.Origin, one.ContactId, one.Origin);
    }
}

/// <param name="Origin">The contact as the platform knows it; another one only where a person has merged contacts.</param>
internal readonly record struct Who(Contact Contact, Guid Origin);
