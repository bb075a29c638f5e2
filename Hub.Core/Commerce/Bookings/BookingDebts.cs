using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce.Bookings;

/// <summary>What a booking owes as it stands: to CRMs itself, to ad platforms the facts about it. What was owed before is not owed twice.</summary>
internal static class BookingDebts
{
    /// <param name="told">The CRM that the change came from: it need not hear of it.</param>
    public static async Task<IReadOnlyCollection<LaneKey>> Owe(
        HubDb db, HubStore store, ConnectorRegistry connectors, Guid connectionId, Booking booking, CancellationToken cancellation,
        Guid? told = null)
    {
        var connection = await db.Connections.SingleAsync(
            row => row.WorkspaceId == booking.WorkspaceId && row.Id == connectionId, cancellation);
        var conversation = await db.Conversations.SingleAsync(
            row => row.WorkspaceId == booking.WorkspaceId && row.Id == booking.ConversationId, cancellation);
        var peers = await Peers.Load(db, connectors, booking.WorkspaceId, cancellation);
        var owing = new Owing(db, store.Ids, store.Now);
        var signals = new SignalDetector(db, connection, peers, owing, store.Ids, store.Now);
        if (booking.State != BookingState.Cancelled)
            signals.Booking(conversation, booking, SignalKind.BookingMade, booking.CreatedAt);
        if (booking.KeptAt is { } kept)
            signals.Booking(conversation, booking, SignalKind.BookingKept, kept);
        if (booking.MissedAt is { } missed)
            signals.Booking(conversation, booking, SignalKind.NoShow, missed);
        if (!await IsUnheardOf(db, booking, cancellation))
            await Sync(db, peers, owing, booking, told, cancellation);
        await signals.Write(cancellation);
        await owing.Write(cancellation);
        return owing.Lanes;
    }

    // A request that was turned down, such as one that a rule had read out of the chat: nobody outside has heard of it, and nobody need.
    private static async Task<bool> IsUnheardOf(HubDb db, Booking booking, CancellationToken cancellation) =>
        booking.State == BookingState.Cancelled
        && db.Entry(booking).Property(row => row.State).OriginalValue is BookingState.Requested or BookingState.Cancelled
        && !await db.ExternalIds.AnyAsync(
            row => row.WorkspaceId == booking.WorkspaceId && row.Entity == SyncEntity.Booking && row.LocalId == booking.Id, cancellation);

    private static async Task Sync(HubDb db, Peers peers, Owing owing, Booking booking, Guid? told, CancellationToken cancellation)
    {
        foreach (var lane in peers.Bookings.Where(lane => lane.ConnectionId != told))
            owing.Owe(lane, booking.Id);
        // A CRM that was connected after the contact came has never heard of them, and may take no meeting with a stranger.
        var known = await db.ExternalIds
            .Where(row => row.WorkspaceId == booking.WorkspaceId && row.Entity == SyncEntity.Contact && row.LocalId == booking.ContactId)
            .Select(row => row.ConnectionId).ToListAsync(cancellation);
        foreach (var lane in peers.Contacts.Where(lane => !known.Contains(lane.ConnectionId)))
            owing.Owe(lane, booking.ContactId);
    }
}
