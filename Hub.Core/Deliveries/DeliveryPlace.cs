using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Deliveries;

/// <summary>Where people find what a delivery is about: by ids, and never by words.</summary>
public sealed record DeliveryPlace(Guid? ConversationId, Guid? ContactId, Guid? OrderId, Guid? BookingId)
{
    public static DeliveryPlace None { get; } = new(null, null, null, null);

    /// <returns>By id of the delivery; those that stand nowhere, or whose subject is gone, are not in it.</returns>
    public static async Task<IReadOnlyDictionary<Guid, DeliveryPlace>> Of(
        HubDb db, Guid workspace, IReadOnlyCollection<Delivery> rows, CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, DeliveryPlace>();
        foreach (var kind in rows.GroupBy(row => row.Kind))
        {
            var places = await Of(db, workspace, kind.Key, [.. kind.Select(row => row.SubjectId)], cancellation);
            foreach (var row in kind)
                if (places.GetValueOrDefault(row.SubjectId) is { } place)
                    found[row.Id] = place;
        }

        return await WithContacts(db, workspace, found, cancellation);
    }

    private static async Task<Dictionary<Guid, DeliveryPlace>> Of(
        HubDb db, Guid workspace, DeliveryKind kind, List<Guid> ids, CancellationToken cancellation)
    {
        if (kind is DeliveryKind.SyncContact or DeliveryKind.LearnName)
            return ids.Distinct().ToDictionary(id => id, id => new DeliveryPlace(null, id, null, null));
        if (kind == DeliveryKind.MarkRead)
            return ids.Distinct().ToDictionary(id => id, id => new DeliveryPlace(id, null, null, null));
        var rows = kind switch
        {
            DeliveryKind.SendMessage => db.Messages.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id))
                .Select(row => new Found(row.Id, new DeliveryPlace(row.ConversationId, null, null, null))),
            DeliveryKind.FetchAttachment => db.Attachments.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id))
                .Join(db.Messages.Where(row => row.WorkspaceId == workspace), row => row.MessageId, message => message.Id,
                    (row, message) => new Found(row.Id, new DeliveryPlace(message.ConversationId, null, null, null))),
            DeliveryKind.ReportSignal => db.Signals.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id))
                .Select(row => new Found(row.Id, new DeliveryPlace(row.ConversationId, null, row.OrderId, row.BookingId))),
            DeliveryKind.SyncOrder => db.Orders.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id))
                .Select(row => new Found(row.Id, new DeliveryPlace(row.ConversationId, row.ContactId, row.Id, null))),
            DeliveryKind.SyncBooking => db.Bookings.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id))
                .Select(row => new Found(row.Id, new DeliveryPlace(row.ConversationId, row.ContactId, null, row.Id))),
            _ => null,
        };
        return rows is null ? [] : await rows.ToDictionaryAsync(row => row.Id, row => row.Place, cancellation);
    }

    private static async Task<Dictionary<Guid, DeliveryPlace>> WithContacts(
        HubDb db, Guid workspace, Dictionary<Guid, DeliveryPlace> places, CancellationToken cancellation)
    {
        var threads = places.Values.Select(place => place.ConversationId).OfType<Guid>().Distinct().ToList();
        var contacts = await db.Conversations.Where(row => row.WorkspaceId == workspace && threads.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.ContactId, cancellation);
        return places.ToDictionary(entry => entry.Key, entry => entry.Value.ConversationId is not { } thread ? entry.Value
            // A conversation that was erased is none that a link could lead to.
            : contacts.TryGetValue(thread, out var contact) ? entry.Value with { ContactId = contact } : entry.Value with { ConversationId = null });
    }

    private sealed record Found(Guid Id, DeliveryPlace Place);
}
