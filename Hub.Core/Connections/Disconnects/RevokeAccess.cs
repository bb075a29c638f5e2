using Hub.Connectors.Abstractions;
using Hub.Core.Connections.Grants;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections.Disconnects;

/// <summary>
/// Tells the platform that a connection has ended: takes the webhook subscription away, then the grant, with tokens that are kept for this
/// alone. They are deleted with the last answer, or when it is given up.
/// </summary>
public sealed class RevokeAccess(HubStore store, ConnectorRegistry connectors, ConnectionVault vault, ConnectionContexts contexts, GrantCalls grants) : LaneWork
{
    // Revoking ends the token that the removal needs. So it waits for that a few tries, and no longer.
    private const int TriesBefore = 4;

    // A refresh that is under way ends within 15 s.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    public override DeliveryKind Kind => DeliveryKind.Revoke;

    public override int BatchSize(ConnectorManifest manifest, ConnectorLimits limits) => 1;

    public override async Task<IReadOnlyList<DeliveryResult>> Execute(
        LaneRun run, IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        // A refresh that was under way when the connection ended may have made the kept tokens worthless: what it brings is waited for.
        var tokens = run.Lane with { Kind = DeliveryKind.TokenLease };
        if (await LaneLease.TryTake(store, tokens, cancellation) is not { } lease)
            return [new DeliveryResult(batch[0], new Outcome.Throttled(Soon, ThrottleScope.Connection, new Reason("refresh_under_way")))];
        var isDoubted = lease.IsInherited; // its last holder never saw what the vendor had made of them
        try
        {
            var end = await store.Read(run.Lane.WorkspaceId, db => db.Disconnects.SingleOrDefaultAsync(row => row.Id == batch[0].SubjectId, cancellation));
            if (end?.Kept is null)
                return [new DeliveryResult(batch[0], new Outcome.Accepted())];
            var telling = new Telling(run.Connection, end, isDoubted);
            var result = await Tell(telling, batch[0], cancellation);
            isDoubted = telling.IsDoubted;
            return [result];
        }
        finally
        {
            await lease.Release(!isDoubted);
        }
    }

    private async Task<DeliveryResult> Tell(Telling telling, Delivery delivery, CancellationToken cancellation)
    {
        var (connection, end) = (telling.Connection, telling.End);
        var stays = end.Unsubscribe == VendorStep.Pending && connectors.As<IShareSubscription>(end.ConnectorId) is { StaysForOthers: true };
        var subscription = end.Unsubscribe == VendorStep.Pending && !stays && connectors.As<ISubscribe>(end.ConnectorId) is { } subscriber
            ? await Call(telling, context => subscriber.Remove(context, cancellation), cancellation)
            : null;
        if (MayWork(subscription) && delivery.Attempts < TriesBefore)
            return new DeliveryResult(delivery, Again(subscription!), new Answers(subscription, null));
        var isShared = end.Revoke == VendorStep.Pending && await IsShared(connection, cancellation);
        var grant = end.Revoke == VendorStep.Pending && !isShared && connectors.Can<IAuthorize>(end.ConnectorId)
            ? await Call(telling, context => grants.Revoke(end.ConnectorId, context, cancellation), cancellation)
            : null;
        var worst = MayWork(grant) ? Again(grant!) : MayWork(subscription) ? Again(subscription!)
            : new[] { grant, subscription }.FirstOrDefault(answer => answer is not null && Step(answer) == VendorStep.Failed);
        return new DeliveryResult(delivery, worst ?? new Outcome.Accepted(), new Answers(subscription, grant) { Stays = stays, IsShared = isShared });
    }

    public override async Task Record(HubDb db, LaneRun run, IReadOnlyList<DeliveryResult> results, CancellationToken cancellation)
    {
        if (results is not [{ Extra: Answers answers } result])
            return;
        var end = await db.Disconnects.SingleAsync(
            row => row.WorkspaceId == run.Lane.WorkspaceId && row.Id == result.Delivery.SubjectId, cancellation);
        var (now, before) = (store.Now, end.Unsubscribe);
        if (end.Unsubscribe == VendorStep.Pending && answers.Subscription is { } removed)
        {
            (end.Unsubscribe, end.UnsubscribeCode, end.UnsubscribedAt) = (Step(removed), removed.Because?.Code, now);
            var words = end.Unsubscribe == VendorStep.Failed ? removed.Because?.Words : null;
            (end.UnsubscribeEn, end.UnsubscribeVi) = (words?.En, words?.Vi);
        }

        if (end.Unsubscribe == VendorStep.Pending && answers.Stays)
            end.Unsubscribe = VendorStep.Shared;
        if (end.Revoke == VendorStep.Pending && answers.Grant is { } revoked)
        {
            (end.Revoke, end.RevokeCode, end.RevokedAt) = (Step(revoked), revoked.Because?.Code, now);
            var words = end.Revoke == VendorStep.Failed ? revoked.Because?.Words : null;
            (end.RevokeEn, end.RevokeVi) = (words?.En, words?.Vi);
        }

        if (end.Revoke == VendorStep.Pending && answers.IsShared)
            end.Revoke = VendorStep.Shared;
        if (result.Delivery.State == DeliveryState.Dead)
            end.GiveUp(VendorStep.Failed, result.Outcome.Because?.Code ?? "given_up", now);
        end.Settle(now);
        if (end.Unsubscribe != before) // one of an account that was connected again is Superseded before and after
            await Disconnector.EndSubscription(db, end, cancellation);
    }

    // Pages and numbers of one person hang on one grant at the vendor: taking it back for one would end them all.
    private Task<bool> IsShared(Connection connection, CancellationToken cancellation) => store.Read(null, db => db.Connections.AnyAsync(
        row => row.ConnectorId == connection.ConnectorId && row.GrantedBy == connection.GrantedBy && row.GrantedBy != null
            && row.Id != connection.Id && row.State != ConnectionState.Disconnected, cancellation));

    private async Task<Outcome> Call(Telling telling, Func<ConnectionContext, Task<Outcome>> call, CancellationToken cancellation)
    {
        var outcome = await CallFresh(telling, call, cancellation);
        // Tokens that the vendor may have replaced are refused though the grant lives.
        return telling.IsDoubted && outcome is Outcome.AuthRevoked or Outcome.AuthExpired
            ? new Outcome.Rejected(new Reason("tokens_in_doubt", outcome.Because?.Code))
            : outcome;
    }

    // A token that has lapsed opens nothing, but the grant behind it lives on: it takes a fresh one to end it.
    private async Task<Outcome> CallFresh(Telling telling, Func<ConnectionContext, Task<Outcome>> call, CancellationToken cancellation)
    {
        var (connection, end) = (telling.Connection, telling.End);
        var secrets = vault.UnlockKept(connection, end.Kept!);
        var outcome = await call(contexts.Open(connection, secrets));
        if (outcome is not Outcome.AuthExpired || connectors.As<IAuthorize>(connection.ConnectorId) is not { } authorizer)
            return outcome;
        var fresh = await authorizer.Refresh(contexts.Open(connection, secrets), cancellation);
        telling.IsDoubted |= fresh.Outcome is Outcome.Transient or Outcome.Unknown;
        if (fresh is not { Outcome: Outcome.Accepted, Credentials: { } credentials })
            return fresh.Outcome is Outcome.AuthExpired expired ? new Outcome.Rejected(expired.Reason) : fresh.Outcome; // the grant may live
        telling.IsDoubted = false;
        secrets = secrets with { Credentials = credentials };
        end.Kept = await Replace(connection, end, secrets);
        return await call(contexts.Open(connection, secrets));
    }

    // Not cancelled: the vendor may have rotated.
    private Task<byte[]> Replace(Connection connection, Disconnect end, ConnectionSecrets secrets) => store.Write(null, connection.Id, async db =>
    {
        var kept = vault.Keep(connection, secrets);
        await db.Disconnects.Where(row => row.WorkspaceId == end.WorkspaceId && row.Id == end.Id && row.Kept != null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Kept, kept));
        return kept;
    }, CancellationToken.None);

    private static bool MayWork(Outcome? outcome) => outcome is not null && Step(outcome) == VendorStep.Pending;

    private static VendorStep Step(Outcome outcome) => outcome switch
    {
        Outcome.Accepted or Outcome.Duplicate => VendorStep.Done,
        Outcome.AuthRevoked or Outcome.AuthExpired or Outcome.NotFound => VendorStep.AlreadyGone,
        Outcome.Transient or Outcome.Throttled or Outcome.Unknown or Outcome.Misconfigured => VendorStep.Pending,
        _ => VendorStep.Failed,
    };

    // Settings that are wrong may be corrected in time; there is no connection left to park.
    private static Outcome Again(Outcome outcome) => outcome is Outcome.Throttled ? outcome : new Outcome.Transient(outcome.Because ?? new Reason("no_answer"));

    private sealed record Answers(Outcome? Subscription, Outcome? Grant)
    {
        /// <summary>Other accounts live on the subscription.</summary>
        public bool Stays { get; init; }

        /// <summary>Other accounts live on the grant.</summary>
        public bool IsShared { get; init; }
    }

    private sealed class Telling(Connection connection, Disconnect end, bool isDoubted)
    {
        public Connection Connection => connection;

        public Disconnect End => end;

        /// <summary>The vendor may have given other tokens than those that are kept.</summary>
        public bool IsDoubted { get; set; } = isDoubted;
    }
}
