using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Sync;

/// <summary>
/// Takes over what people have done to a booking in their calendar: moved, confirmed, cancelled, deleted. By the same rules as a person in the
/// hub: what is not free or does not follow is not done, and what stands here goes back there. Where both sides changed the same, this one stays.
/// </summary>
public sealed class FollowBookings(HubStore store, ConnectorRegistry connectors, LaneBell bell)
{
    private const int FewMissing = 5;
    private readonly BookingDesk _desk = new(store, connectors, bell);

    /// <returns>Those that a turn is needed for.</returns>
    internal async Task<List<CrmChange>> News(LaneRun run, IReadOnlyList<CrmChange> changes, CancellationToken cancellation)
    {
        var links = await CrmLinks.Look(store, run, SyncEntity.Booking, changes, cancellation);
        var ids = links.Values.Select(link => link.LocalId).ToList();
        var bookings = await store.Read(run.Lane.WorkspaceId, db => db.Bookings
            .Where(row => row.WorkspaceId == run.Lane.WorkspaceId && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation));
        return [.. changes.Where(change => links.TryGetValue(change.RemoteId, out var link) && bookings.TryGetValue(link.LocalId, out var booking)
            && !(change is CrmBookingChange told && link.Says(CrmFields.Of(booking), CrmFields.Of(told), told.Version)))];
    }

    internal async Task<Followed> Follow(LaneRun run, CrmChange change, DateTimeOffset readAt, CancellationToken cancellation)
    {
        var workspace = run.Lane.WorkspaceId;
        if (await CrmLinks.Find(store, run, SyncEntity.Booking, change.RemoteId, cancellation) is not { } id)
            return Followed.Nothing;
        var thread = await store.Read(workspace, db => db.Bookings.Where(row => row.WorkspaceId == workspace && row.Id == id)
            .Join(db.Conversations, row => row.ConversationId, thread => thread.Id, (_, thread) => (Guid?)thread.ConnectionId)
            .FirstOrDefaultAsync(cancellation));
        if (thread is not { } connection)
            return Followed.Nothing;
        return await CommerceTurn.Take<Followed>(store, bell, workspace, connection, async db =>
        {
            await run.Prove(db, cancellation);
            if (await CrmLinks.Hold(db, run, SyncEntity.Booking, change.RemoteId, cancellation) is not { } link)
                return (Followed.Nothing, []);
            if (change.IsOlder(link, readAt))
                return (Followed.TooEarly, []);
            var booking = await db.Bookings.SingleAsync(row => row.WorkspaceId == workspace && row.Id == link.LocalId, cancellation);
            var turn = new Turn(db, run, link, booking, Agreement.Read(link.Agreed, link.Outgoing));
            var (followed, isTold) = change is CrmBookingChange told ? await Compare(turn, told, cancellation) : await Lose(turn, cancellation);
            return (followed, followed == Followed.Nothing ? [] : await BookingDebts.Owe(
                db, store, connectors, connection, booking, cancellation, isTold ? run.Connection.Id : null));
        }, cancellation);
    }

    /// <summary>
    /// So many bookings ahead are missing from a listing that nobody has deleted them one by one: the calendar was emptied, restored or mixed
    /// up, and customers must not be told that all is cancelled.
    /// </summary>
    /// <param name="wasEmptied">It was so when it was read last: then it is until none is missing, however few are ahead by now.</param>
    internal async Task<bool> IsEmptied(
        LaneRun run, CrmListing listing, IReadOnlyList<CrmChange> missing, bool wasEmptied, CancellationToken cancellation)
    {
        if (listing.Entity != CrmEntity.Booking || missing.Count <= (wasEmptied ? 0 : FewMissing))
            return false;
        var now = store.Now;
        var ahead = await store.Read(run.Lane.WorkspaceId, db => CrmLinks.Of(db, run, SyncEntity.Booking)
            .Join(
                db.Bookings.Where(row => row.WorkspaceId == run.Lane.WorkspaceId && row.EndsAt > now
                    && (row.State == BookingState.Requested || row.State == BookingState.Confirmed)),
                link => link.LocalId, booking => booking.Id, (link, _) => link.RemoteId).ToListAsync(cancellation));
        var gone = missing.Select(change => change.RemoteId).ToHashSet(StringComparer.Ordinal);
        var listed = ahead.Where(listing.Covers).ToList();
        var lost = listed.Count(gone.Contains);
        return wasEmptied ? lost > 0 : lost > FewMissing && lost * 2 > listed.Count;
    }

    private async Task<(Followed Followed, bool IsTold)> Compare(Turn turn, CrmBookingChange change, CancellationToken cancellation)
    {
        var (booking, theirs) = (turn.Booking, CrmFields.Of(change));
        var ours = CrmFields.Of(booking);
        var (time, state) = (turn.Agreement.Changed(0, ours[0], theirs[0]), turn.Agreement.Changed(1, ours[1], theirs[1]));
        turn.Link.Told(turn.Agreement, ours, theirs, change.Version);
        var done = Followed.Nothing;
        if (state == Side.Theirs)
            Add(await Become(turn, change.State!.Value, cancellation));
        if (time == Side.Theirs && BookingStates.IsAhead(booking.State))
            Add(await Move(turn, change.Time!, cancellation));
        else if (time == Side.Theirs && state != Side.Theirs) // what is cancelled there has no time any more
            Add(await Refuse(turn, BookingEventKind.NotMoved, "booking.not_moved", change.Time!.StartsAt, cancellation));
        if (time == Side.Both || state == Side.Both)
            Add(await Refuse(turn, BookingEventKind.Overruled, "booking.overruled", null, cancellation));
        var now = CrmFields.Of(booking);
        return (done, Enumerable.Range(0, now.Length).All(i => theirs[i] is null || theirs[i] == now[i]));

        void Add(Followed one) => done = one > done ? one : done;
    }

    private async Task<Followed> Become(Turn turn, BookingState to, CancellationToken cancellation)
    {
        if (await _desk.Apply(turn.Db, turn.Booking, new BookingChange(to), CrmLinks.Actor(turn.Run), cancellation) is not null)
            return await Refuse(turn, BookingEventKind.NotFollowed, "booking.not_followed", null, cancellation);
        await turn.Db.SaveChangesAsync(cancellation); // what happened to a booking is numbered by what is there
        return Followed.Changed;
    }

    // A booking is as long as its service: only where it begins is followed.
    private async Task<Followed> Move(Turn turn, CrmTime time, CancellationToken cancellation)
    {
        var (booking, wanted) = (turn.Booking, time.StartsAt);
        if (wanted != booking.StartsAt
            && await _desk.Apply(turn.Db, booking, new BookingChange(StartsAt: wanted), CrmLinks.Actor(turn.Run), cancellation) is null)
        {
            await turn.Db.SaveChangesAsync(cancellation);
            return Followed.Changed;
        }

        return await Refuse(turn, BookingEventKind.NotMoved, "booking.not_moved", wanted, cancellation);
    }

    // What is over was tidied away; what has been changed here since stands, and is written anew.
    private async Task<(Followed, bool IsTold)> Lose(Turn turn, CancellationToken cancellation)
    {
        var booking = turn.Booking;
        turn.Db.ExternalIds.Remove(turn.Link);
        if (turn.Agreement.IsUnknown || !BookingStates.IsAhead(booking.State) || booking.EndsAt <= store.Now)
            return (Followed.Nothing, true);
        return turn.Agreement.Holds(CrmFields.Of(booking))
            ? (await Become(turn, BookingState.Cancelled, cancellation), true)
            : (await Refuse(turn, BookingEventKind.Overruled, "booking.overruled", null, cancellation), false);
    }

    private async Task<Followed> Refuse(
        Turn turn, BookingEventKind kind, string action, DateTimeOffset? wanted, CancellationToken cancellation)
    {
        await _desk.Refuse(turn.Db, turn.Booking, kind, CrmLinks.Actor(turn.Run), action, wanted, cancellation);
        await turn.Db.SaveChangesAsync(cancellation);
        return Followed.Overruled;
    }

    private sealed record Turn(HubDb Db, LaneRun Run, ExternalId Link, Booking Booking, Agreement Agreement);
}
