using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts;

/// <summary>What a change of contacts owes to CRMs, in the transaction of the change.</summary>
internal static class ContactDebts
{
    /// <param name="dealings">Whose contact is another one now, so another record there.</param>
    /// <param name="told">The CRM that the change came from: it need not hear of it.</param>
    /// <returns>Lanes to be woken once the transaction has committed.</returns>
    public static async Task<IReadOnlyCollection<LaneKey>> Owe(
        HubDb db, HubStore store, Peers peers, IReadOnlyCollection<Guid> contacts, ContactDealings dealings, CancellationToken cancellation,
        Guid? told = null)
    {
        var owing = new Owing(db, store.Ids, store.Now);
        foreach (var lane in peers.Contacts.Where(lane => lane.ConnectionId != told))
            foreach (var contact in contacts)
                owing.Owe(lane, contact);
        foreach (var lane in peers.Orders)
            foreach (var order in dealings.Orders)
                owing.Owe(lane, order);
        foreach (var lane in peers.Bookings)
            foreach (var booking in dealings.Bookings)
                owing.Owe(lane, booking);
        await owing.Write(cancellation);
        return owing.Lanes;
    }

    /// <summary>Orders and bookings of a contact that CRMs know.</summary>
    public static async Task<ContactDealings> Dealings(HubDb db, Guid workspace, Guid contact, CancellationToken cancellation) => new(
        await db.Orders.Where(row => row.WorkspaceId == workspace && row.ContactId == contact && row.State != OrderState.Draft)
            .Select(row => row.Id).ToListAsync(cancellation),
        await db.Bookings.Where(row => row.WorkspaceId == workspace && row.ContactId == contact).Select(row => row.Id).ToListAsync(cancellation));
}

/// <summary>What a contact has to do with the business, by id.</summary>
internal sealed record ContactDealings(IReadOnlyCollection<Guid> Orders, IReadOnlyCollection<Guid> Bookings)
{
    public static ContactDealings None { get; } = new([], []);
}
