using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections.Disconnects;

/// <summary>
/// Ends a connection and means it: nothing leaves any more, the tokens are gone, the platform is told. History and ledger stay, and the
/// same account connected again goes on with them.
/// </summary>
public sealed class Disconnector(
    HubStore store, ConnectorRegistry connectors, ConnectionVault vault, ConnectionDirectory directory, ConnectorHttp http, LaneBell bell,
    TimeProvider clock)
{
    /// <summary>Who is said to have done it when the account's owner did, on the platform.</summary>
    public const string Platform = "platform";

    /// <summary>How long tokens are kept for revoking where the platform does not take it at once.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(3);

    private static readonly LocalizedText OfAnother = new(
        "What the hub held was another account's, so nothing was ended with it. If this account gave the hub access before, remove the hub on the platform.",
        "Mã mà hub giữ là của tài khoản khác nên không dùng để thu hồi. Nếu tài khoản này từng cấp quyền cho hub, hãy gỡ hub trên nền tảng.");

    // A call that a lane has begun ends within its grace; the lease of a node that died is not waited for.
    private static readonly TimeSpan Patience = LaneRunner.Grace + TimeSpan.FromSeconds(2);
    // A lane that has a call under way ends within half a minute, and upkeep comes by every ten.
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <returns>Null when there is no such connection. Of one that is disconnected already the receipt that it has.</returns>
    public async Task<Disconnect?> Run(Guid workspace, Guid id, string actor, CancellationToken cancellation)
    {
        var (row, begun) = await store.Write(null, id, async db =>
        {
            var row = await db.Connections.FirstOrDefaultAsync(
                found => found.WorkspaceId == workspace && found.Id == id && found.ConnectorId != WebhookConnector.Id, cancellation);
            return row is null ? (null, null) : row.State == ConnectionState.Disconnected
                ? (row, await Latest(db, row, cancellation))
                : (row, await Begin(db, row, DisconnectCause.Person, actor, cancellation));
        }, cancellation);
        if (row is null || begun is null)
            return begun;
        Forget(row);
        await LanesLetGo(workspace, id, cancellation);
        var counted = await Close(begun, cancellation);
        await store.Scrub(Scrubbing.Log, cancellation);
        bell.Ring(new LaneKey(workspace, id, DeliveryKind.Revoke));
        return counted;
    }

    /// <summary>
    /// The platform has refused to renew what it once granted: the permission was taken away there. Done where a person has connected the
    /// account on the platform's page; a pasted token that is refused may be a wrong one, and waits for a right one.
    /// </summary>
    /// <param name="refused">The connection with the tokens that were refused.</param>
    internal async Task Revoked(Connection refused, CancellationToken cancellation)
    {
        var isEnded = await store.Write(null, refused.Id, async db =>
        {
            var row = await db.Connections.SingleAsync(
                found => found.WorkspaceId == refused.WorkspaceId && found.Id == refused.Id, cancellation);
            if (row is not { State: ConnectionState.Active, GrantedBy: not null } || !row.Vault.AsSpan().SequenceEqual(refused.Vault))
                return false; // it waits for somebody already, or was connected anew meanwhile
            await Begin(db, row, DisconnectCause.AccessRemoved, Platform, cancellation);
            return true;
        }, cancellation);
        if (isEnded)
            await Ended(refused, cancellation);
    }

    /// <summary>To be called when an end that the platform has caused is committed. What lanes still have in their hands, <see cref="Settle"/> counts.</summary>
    internal async Task Ended(Connection row, CancellationToken cancellation)
    {
        Forget(row);
        await store.Scrub(Scrubbing.Log, cancellation);
        bell.Ring(new LaneKey(row.WorkspaceId, row.Id, DeliveryKind.Revoke)); // the subscription is taken away all the same
    }

    /// <summary>
    /// Brings receipts up to date when calls that were under way have ended, and cancels what a lane has left, whose node died: of one that
    /// is disconnected no lane runs again, however late the next node comes.
    /// </summary>
    public async Task Settle(CancellationToken cancellation)
    {
        var (since, until) = (store.Now - Recent, store.Now - Patience);
        // Of several ends of a connection the last alone: what was cancelled since then is none of those before.
        var ends = await store.Read(null, db => db.Disconnects
            .Where(end => end.At < until && db.Connections.Any(row => row.WorkspaceId == end.WorkspaceId && row.Id == end.ConnectionId
                && row.State == ConnectionState.Disconnected))
            .Where(end => !db.Disconnects.Any(later => later.WorkspaceId == end.WorkspaceId && later.ConnectionId == end.ConnectionId
                && later.Id.CompareTo(end.Id) > 0))
            .Where(end => end.At > since || db.Deliveries.Any(owed => owed.WorkspaceId == end.WorkspaceId
                && owed.ConnectionId == end.ConnectionId && owed.Kind != DeliveryKind.Revoke && owed.State == DeliveryState.Owed))
            .ToListAsync(cancellation));
        foreach (var end in ends)
            await Close(end, cancellation);
    }

    private Task<Disconnect> Close(Disconnect begun, CancellationToken cancellation) => store.Write(null, begun.ConnectionId, async db =>
    {
        var row = await db.Connections.SingleAsync(
            found => found.WorkspaceId == begun.WorkspaceId && found.Id == begun.ConnectionId, cancellation);
        if (row.State != ConnectionState.Disconnected)
            return begun; // connected again since
        await SwitchedOff.Cancel(db, row, store.Now, cancellation); // of a lane whose node died
        return await Count(db, begun.WorkspaceId, begun.Id, cancellation);
    }, cancellation);

    private void Forget(Connection row)
    {
        directory.Forget(row.ConnectorId, row.AccountId);
        http.Forget(row.Id);
    }

    /// <summary>
    /// In the caller's transaction, which is serial for the connection. From its commit on no lane begins a call; one that is under way ends,
    /// and what it settles is cancelled too.
    /// </summary>
    internal async Task<Disconnect> Begin(
        HubDb db, Connection row, DisconnectCause cause, string actor, CancellationToken cancellation)
    {
        var secrets = vault.Unlock(row);
        var end = End(row, secrets, cause, actor);
        if (end.IsPending)
            await Keep(db, row, end, secrets, cancellation);
        else
            end.Settle(store.Now);
        row.State = ConnectionState.Disconnected;
        (row.StateCode, row.StateDetail) = (cause == DisconnectCause.AccessRemoved ? Connection.AccessRemoved : null, null);
        (row.ParkedAt, row.ParkReason) = (null, null);
        row.Vault = [];
        row.TokenExpiresAt = row.RefreshExpiresAt = row.SilentSince = null;
        end.Conversations = await db.Conversations.CountAsync(
            found => found.WorkspaceId == row.WorkspaceId && found.ConnectionId == row.Id, cancellation);
        db.Disconnects.Add(end);
        db.Note(store, row.WorkspaceId, actor, "connection.disconnected", row.Id);
        await db.SaveChangesAsync(cancellation);
        var held = await db.Lanes
            .Where(lane => lane.WorkspaceId == row.WorkspaceId && lane.ConnectionId == row.Id && lane.LeaseUntil > store.Now)
            .Select(lane => lane.Kind).ToListAsync(cancellation);
        await SwitchedOff.Cancel(db, row, store.Now, cancellation, held);
        await EndSubscription(db, end, cancellation);
        return await Count(db, row.WorkspaceId, end.Id, cancellation);
    }

    /// <summary>It is called as the receipt calls it, and nothing is said to come by it any more.</summary>
    internal static Task EndSubscription(HubDb db, Disconnect end, CancellationToken cancellation)
    {
        var state = end.Unsubscribe switch
        {
            VendorStep.Shared => SubscriptionState.Shared,
            VendorStep.Pending => SubscriptionState.Ending,
            VendorStep.Failed or VendorStep.NotOffered or VendorStep.NothingHeld => SubscriptionState.Stays,
            _ => SubscriptionState.Removed,
        };
        var (code, en, vi) = state == SubscriptionState.Stays ? (end.UnsubscribeCode, end.UnsubscribeEn, end.UnsubscribeVi) : (null, null, null);
        return db.WebhookSubscriptions.Where(found => found.WorkspaceId == end.WorkspaceId && found.Id == end.ConnectionId)
            .ExecuteUpdateAsync(set => set
                .SetProperty(found => found.State, state).SetProperty(found => found.Code, code)
                .SetProperty(found => found.WayOnEn, en).SetProperty(found => found.WayOnVi, vi)
                .SetProperty(found => found.Coming, (string?)null).SetProperty(found => found.Missing, (string?)null), cancellation);
    }

    /// <summary>In the transaction that connects the account again: what its last end has left undone is done no more.</summary>
    internal static async Task Supersede(HubDb db, Connection row, DateTimeOffset now, CancellationToken cancellation)
    {
        await SwitchedOff.Cancel(db, row, now, cancellation); // what somebody may have owed since
        foreach (var end in await db.Disconnects
            .Where(end => end.WorkspaceId == row.WorkspaceId && end.ConnectionId == row.Id && end.Kept != null).ToListAsync(cancellation))
            end.GiveUp(VendorStep.Superseded, "connected_again", now);
        await db.Deliveries
            .Where(owed => owed.WorkspaceId == row.WorkspaceId && owed.ConnectionId == row.Id && owed.Kind == DeliveryKind.Revoke
                && owed.State == DeliveryState.Owed)
            .ExecuteUpdateAsync(set => set.SetProperty(owed => owed.State, DeliveryState.Cancelled).SetProperty(owed => owed.SettledAt, now),
                cancellation);
    }

    private Disconnect End(Connection row, ConnectionSecrets secrets, DisconnectCause cause, string actor)
    {
        var known = connectors.Find(row.ConnectorId);
        var isKnown = known?.Connector is not null; // one that is off for now may be on again in time
        // A pasted token is among the secret settings: it is the connector that knows where a person ends it.
        var holds = secrets.Credentials.AccessToken.Length > 0 || secrets.Credentials.RefreshToken is { Length: > 0 } || secrets.Settings.Count > 0;
        VendorStep Step(bool offered) => isKnown && !offered ? VendorStep.NotOffered : holds ? VendorStep.Pending : VendorStep.NothingHeld;
        var end = new Disconnect
        {
            WorkspaceId = row.WorkspaceId,
            Id = store.Ids.Next(),
            ConnectionId = row.Id,
            ConnectorId = row.ConnectorId,
            AccountId = row.AccountId,
            Name = row.Name,
            Cause = cause,
            At = store.Now,
            Actor = actor,
            Revoke = cause == DisconnectCause.AccessRemoved ? VendorStep.AlreadyGone : Step(connectors.Can<IAuthorize>(row.ConnectorId)),
            // A platform that has taken the permission away has said nothing of the subscription.
            Unsubscribe = connectors.As<IShareSubscription>(row.ConnectorId) is { StaysForOthers: true }
                ? VendorStep.Shared : Step(connectors.Can<ISubscribe>(row.ConnectorId)),
            Cancelled = "",
        };
        if (row.StateCode == Connection.OtherAccount) // with these the platform would end what another account lives on
        {
            end.GiveUp(VendorStep.Failed, Connection.OtherAccount, store.Now);
            if (end.Revoke == VendorStep.Failed)
                (end.RevokeEn, end.RevokeVi) = (OfAnother.En, OfAnother.Vi);
            if (end.Unsubscribe == VendorStep.Failed)
                (end.UnsubscribeEn, end.UnsubscribeVi) = (OfAnother.En, OfAnother.Vi);
        }
        else if (end.Revoke == VendorStep.NotOffered)
            (end.RevokeEn, end.RevokeVi) = (known?.Manifest?.HowToEnd?.En, known?.Manifest?.HowToEnd?.Vi);

        return end;
    }

    private async Task Keep(HubDb db, Connection row, Disconnect end, ConnectionSecrets secrets, CancellationToken cancellation)
    {
        end.Kept = vault.Keep(row, secrets);
        end.KeptUntil = store.Now + KeptFor;
        var owing = new Owing(db, store.Ids, store.Now);
        owing.Owe(new LaneKey(row.WorkspaceId, row.Id, DeliveryKind.Revoke), end.Id);
        await owing.Write(cancellation);
    }

    /// <summary>Until no call of the connection is under way: whatever the caller sees leave after our answer has not left by us.</summary>
    private async Task LanesLetGo(Guid workspace, Guid id, CancellationToken cancellation)
    {
        for (var end = clock.GetUtcNow() + Patience; clock.GetUtcNow() < end; await Task.Delay(Look, clock, cancellation))
            if (!await store.Read(workspace, db => db.Lanes.AnyAsync(
                lane => lane.WorkspaceId == workspace && lane.ConnectionId == id && lane.Kind != DeliveryKind.Revoke
                    && lane.LeaseUntil > store.Now, cancellation)))
                return;
    }

    private static async Task<Disconnect> Count(HubDb db, Guid workspace, Guid id, CancellationToken cancellation)
    {
        var end = await db.Disconnects.SingleAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation);
        var over = await db.Deliveries
            .Where(row => row.WorkspaceId == workspace && row.ConnectionId == end.ConnectionId && row.SettledAt >= end.At
                && ((row.State == DeliveryState.Cancelled && row.Outcome == SwitchedOff.Disconnected) || row.State == DeliveryState.Unknown))
            .GroupBy(row => new { row.Kind, row.State }).Select(group => new { group.Key.Kind, group.Key.State, Count = group.Count() })
            .ToListAsync(cancellation);
        end.CancelledByKind = over.Where(group => group.State == DeliveryState.Cancelled)
            .OrderBy(group => group.Kind).ToDictionary(group => group.Kind, group => group.Count);
        end.InDoubt = over.Where(group => group.State == DeliveryState.Unknown).Sum(group => group.Count);
        return end;
    }

    private static Task<Disconnect?> Latest(HubDb db, Connection row, CancellationToken cancellation) => db.Disconnects
        .Where(end => end.WorkspaceId == row.WorkspaceId && end.ConnectionId == row.Id)
        .OrderByDescending(end => end.Id).FirstOrDefaultAsync(cancellation);
}
