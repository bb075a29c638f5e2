using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

/// <summary>
/// Lets what goes out by a connection wait until a person says otherwise: what is owed stays owed, and what comes in is taken, applied and
/// answered as ever. Switching a connection off cancels; this only holds back.
/// </summary>
public sealed class Parking(HubStore store, LaneBell bell)
{
    /// <summary>From its commit on no lane begins a call; one that is under way ends.</summary>
    public Task<ParkAnswer> Park(Guid workspace, Guid id, string reason, string actor, CancellationToken cancellation) =>
        store.Write(workspace, id, async db =>
        {
            if (await Find(db, workspace, id, cancellation) is not { } row)
                return new ParkAnswer.NotFound();
            if (row.IsOff)
                return new ParkAnswer.Off(row);
            row.ParkedAt ??= store.Now; // a second word only changes the reason
            row.ParkReason = reason;
            db.Note(store, workspace, actor, "connection.parked", id, reason);
            return (ParkAnswer)new ParkAnswer.Done(row);
        }, cancellation);

    public async Task<ParkAnswer> Resume(Guid workspace, Guid id, string actor, CancellationToken cancellation)
    {
        var answer = await store.Write(workspace, id, async db =>
        {
            if (await Find(db, workspace, id, cancellation) is not { } row)
                return new ParkAnswer.NotFound();
            if (row.ParkedAt is null)
                return new ParkAnswer.Done(row);
            foreach (var kind in LaneKey.Parkable)
                await ReplayQueue.GoOn(db, new LaneKey(workspace, id, kind), store.Now, cancellation);
            (row.ParkedAt, row.ParkReason) = (null, null);
            await Refresh(db, row, cancellation);
            db.Note(store, workspace, actor, "connection.resumed", id);
            return (ParkAnswer)new ParkAnswer.Done(row);
        }, cancellation);
        if (answer is ParkAnswer.Done)
            bell.Ring(LaneKey.Parkable.Select(kind => new LaneKey(workspace, id, kind)));
        return answer;
    }

    /// <summary>Conversations whose connection is parked: what the hub would send there of itself is not queued, since it may be untrue by then.</summary>
    internal static IQueryable<Conversation> Held(HubDb db) => db.Conversations.Where(thread => db.Connections.Any(
        row => row.WorkspaceId == thread.WorkspaceId && row.Id == thread.ConnectionId && row.ParkedAt != null));

    // Tries end by age, and the time that a person took is not the other side's failure. Answers of rules keep theirs, which drops those that
    // are late; and what has its turn later counts from then anyway.
    private Task Refresh(HubDb db, Connection row, CancellationToken cancellation)
    {
        var now = store.Now;
        var kinds = LaneKey.Parkable.Except([DeliveryKind.MarkRead]).ToList();
        return db.Deliveries
            .Where(owed => owed.WorkspaceId == row.WorkspaceId && owed.ConnectionId == row.Id && owed.State == DeliveryState.Owed && kinds.Contains(owed.Kind) && owed.DueAt <= now)
            .Where(owed => owed.Kind != DeliveryKind.SendMessage || db.Messages.Any(
                message => message.WorkspaceId == owed.WorkspaceId && message.Id == owed.SubjectId && message.RuleId == null))
            .ExecuteUpdateAsync(set => set.SetProperty(owed => owed.OwedAt, now), cancellation);
    }

    private static Task<Connection?> Find(HubDb db, Guid workspace, Guid id, CancellationToken cancellation) =>
        db.Connections.FirstOrDefaultAsync(
            row => row.WorkspaceId == workspace && row.Id == id && row.ConnectorId != Webhooks.WebhookConnector.Id, cancellation);
}

/// <summary>Closed.</summary>
public abstract record ParkAnswer
{
    private ParkAnswer()
    {
    }

    public sealed record Done(Connection Connection) : ParkAnswer;

    public sealed record NotFound : ParkAnswer;

    /// <summary>It is switched off or disconnected: nothing is owed that could wait.</summary>
    public sealed record Off(Connection Connection) : ParkAnswer;
}
