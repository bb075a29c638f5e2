using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Contacts;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Ingest.Applying;

/// <summary>Finds or makes the contact and the conversation of an event.</summary>
internal sealed class People(Workset set, Peers peers)
{
    private readonly HashSet<Guid> _phonesLearnt = [];

    /// <summary>Contacts that the platform says are one, to be merged before the batch goes on.</summary>
    public (Guid Keep, Guid Drop)? Merge { get; private set; }

    public Contact Contact(Participant participant, DateTimeOffset at)
    {
        var known = participant.Identities.Select(set.Identity).OfType<ContactIdentity>().ToList();
        var contact = known.Count > 0 ? set.Contact(known[0].ContactId) : NewContact(participant, at);
        if (known.Find(identity => identity.ContactId != contact.Id) is { } other)
            Merge = Order(contact, set.Contact(other.ContactId));
        foreach (var identity in participant.Identities.Where(identity => set.Identity(identity) is null))
            set.Add(new ContactIdentity
            {
                WorkspaceId = set.WorkspaceId,
                ConnectionId = set.Connection.Id,
                Scheme = identity.Scheme,
                Value = identity.Value,
                ContactId = contact.Id,
            });
        Learn(contact, participant, at);
        return contact;
    }

    public Conversation Conversation(ChannelEvent item, Contact contact)
    {
        var key = item.ConversationKey ?? Conversations.Conversation.KeyOfContact(contact.Id);
        var conversation = set.Conversation(key);
        if (conversation is null)
        {
            conversation = new Conversation
            {
                WorkspaceId = set.WorkspaceId,
                Id = set.Ids.Next(),
                ConnectionId = set.Connection.Id,
                ContactId = contact.Id,
                Key = key,
                StartedAt = item.OccurredAt,
                LastActivityAt = DateTimeOffset.UnixEpoch, // raised by messages and arrivals only; a receipt is no activity
            };
            set.Add(conversation);
        }

        conversation.HasPhone |= contact.Phone is not null;

        if (item.OccurredAt < conversation.StartedAt)
            conversation.StartedAt = item.OccurredAt;
        return conversation;
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

    private Contact NewContact(Participant participant, DateTimeOffset at)
    {
        var contact = new Contact
        {
            WorkspaceId = set.WorkspaceId,
            Id = set.Ids.Next(),
            Channel = set.Connection.ConnectorId,
            FirstSeenAt = at,
            LastSeenAt = at,
            Phone = participant.Phone,
        };
        set.Add(contact);
        OweToCrms(contact);
        return contact;
    }

    private void Learn(Contact contact, Participant participant, DateTimeOffset at)
    {
        if (at < contact.FirstSeenAt)
            contact.FirstSeenAt = at;
        if (at > contact.LastSeenAt)
            contact.LastSeenAt = at;
        if (participant.Phone is not null && contact.Phone is null)
        {
            contact.Phone = participant.Phone;
            _phonesLearnt.Add(contact.Id);
            OweToCrms(contact);
        }

        if (participant.DisplayName is { } name && !(at <= contact.NamedAt))
            Name(contact, SafeText.Clean(name), at);
    }

    private void Name(Contact contact, string name, DateTimeOffset at)
    {
        contact.NamedAt = at;
        if (contact.DisplayName == name)
            return;
        contact.DisplayName = name;
        OweToCrms(contact);
    }

    private void OweToCrms(Contact contact)
    {
        foreach (var lane in peers.Contacts)
            set.Owing.Owe(lane, contact.Id);
    }

    private static (Guid Keep, Guid Drop) Order(Contact one, Contact other) =>
        (one.FirstSeenAt, one.Id).CompareTo((other.FirstSeenAt, other.Id)) <= 0 ? (one.Id, other.Id) : (other.Id, one.Id);
}
