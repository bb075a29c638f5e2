using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sending;

/// <summary>How a conversation's contact is called on its channel.</summary>
internal static class Recipients
{
    public static async Task<Recipient> Of(HubDb db, Conversation conversation, CancellationToken cancellation)
    {
        var identities = await db.ContactIdentities
            .Where(row => row.ContactId == conversation.ContactId && row.ConnectionId == conversation.ConnectionId
                && row.OriginId == conversation.OriginId) // of merged contacts the one that the thread is with
            .OrderBy(row => row.Scheme).ThenBy(row => row.Value)
            .Select(row => new Identity(row.Scheme, row.Value)).ToListAsync(cancellation);
        var phone = await db.Contacts.Where(row => row.Id == conversation.ContactId).Select(row => row.Phone).FirstOrDefaultAsync(cancellation);
        return new Recipient(conversation.PlatformKey, identities) { Phone = phone };
    }
}
