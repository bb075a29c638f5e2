using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts;

/// <summary>Contacts that may be the same person, and what speaks for it. Whether they are, a person says.</summary>
public static class ContactDuplicates
{
    private const int Most = 20;

    /// <param name="contact">Not necessarily tracked.</param>
    public static async Task<List<Duplicate>> Find(HubDb db, Caller caller, Contact contact, CancellationToken cancellation)
    {
        var workspace = contact.WorkspaceId;
        var others = db.Contacts.VisibleTo(db, caller).Where(row => row.WorkspaceId == workspace && row.Id != contact.Id);
        var found = new Dictionary<Guid, Duplicate>();
        if (contact.Phone is { } phone)
            Note(found, await Take(others.Where(row => row.Phone == phone), cancellation), EvidenceKind.Phone, phone);
        if (contact.Email is { } email)
            Note(found, await Take(others.Where(row => row.Email == email), cancellation), EvidenceKind.Email, email);
        foreach (var identity in await Elsewhere(db, workspace, contact.Id, cancellation))
            Note(found, await Take(others.Where(row => row.Id == identity.ContactId), cancellation), EvidenceKind.Identity, identity.Value);
        return [.. found.Values.OrderByDescending(row => row.Evidence.Count).ThenBy(row => row.Contact.FirstSeenAt).Take(Most)];
    }

    // The same name under the same scheme on another account: two numbers of a shop know one customer.
    private static Task<List<ContactIdentity>> Elsewhere(HubDb db, Guid workspace, Guid contact, CancellationToken cancellation)
    {
        var mine = db.ContactIdentities.Where(row => row.WorkspaceId == workspace && row.ContactId == contact);
        var connections = db.Connections.Where(row => row.WorkspaceId == workspace).Select(row => row.Id);
        return db.ContactIdentities
            .Where(row => row.WorkspaceId == workspace && connections.Contains(row.ConnectionId) && row.ContactId != contact
                && mine.Any(own => own.Scheme == row.Scheme && own.Value == row.Value && own.ConnectionId != row.ConnectionId))
            .Take(Most).ToListAsync(cancellation);
    }

    private static Task<List<Contact>> Take(IQueryable<Contact> contacts, CancellationToken cancellation) =>
        contacts.OrderBy(row => row.Id).Take(Most).ToListAsync(cancellation);

    private static void Note(Dictionary<Guid, Duplicate> found, List<Contact> contacts, EvidenceKind kind, string value)
    {
        foreach (var contact in contacts)
        {
            if (!found.TryGetValue(contact.Id, out var duplicate))
                found[contact.Id] = duplicate = new Duplicate(contact, []);
            if (!duplicate.Evidence.Exists(known => known.Kind == kind))
                duplicate.Evidence.Add(new Evidence(kind, value));
        }
    }
}

public sealed record Duplicate(Contact Contact, List<Evidence> Evidence);

/// <param name="Value">What both have.</param>
public sealed record Evidence(EvidenceKind Kind, string Value);

public enum EvidenceKind
{
    Phone,
    Email,

    /// <summary>Two accounts of one channel call them the same.</summary>
    Identity,
}
