using System.Collections.Concurrent;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Connections.Grants;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Connections;

/// <summary>
/// Refreshes tokens: one call to the vendor however many ask, in the whole cluster, and what the vendor gave is stored before it is used,
/// since the old refresh token is dead by then.
/// </summary>
public sealed class TokenKeeper(
    HubStore store, ConnectorRegistry connectors, ConnectionVault vault, ConnectionContexts contexts, GrantVault grants, Disconnector disconnector,
    TimeProvider clock, ILogger<TokenKeeper> logger)
{
    /// <summary>Why nothing is done about a refusal for now: somebody is on the vendor's page.</summary>
    public const string ConnectingAnew = "connecting_anew";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FromThePage = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ToChoose = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> _turns = new();

    // Which token, by its digest, a vendor refused while somebody was on its page, and when first.
    private readonly ConcurrentDictionary<Guid, (string Token, DateTimeOffset Since)> _refused = new();

    /// <param name="stale">The access token that the vendor refused, or that is about to lapse.</param>
    /// <returns><see cref="Outcome.Accepted"/> when the vault holds another token now.</returns>
    public async Task<Outcome> Refresh(Connection connection, string stale, CancellationToken cancellation)
    {
        var turn = _turns.GetOrAdd(connection.Id, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellation);
        try
        {
            return await InTurn(connection, stale, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<Outcome> InTurn(Connection connection, string stale, CancellationToken cancellation)
    {
        var lane = new LaneKey(connection.WorkspaceId, connection.Id, DeliveryKind.TokenLease);
        while (true)
        {
            var current = await Load(connection);
            if (current.IsOff)
                return new Outcome.AuthRevoked(new Reason("connection_off", "The connection was switched off or disconnected meanwhile."));
            if (Token(current) != stale)
                return new Outcome.Accepted();
            if (connectors.As<IAuthorize>(connection.ConnectorId) is not { } authorizer)
                return new Outcome.AuthRevoked(new Reason("no_refresh", "This connector cannot refresh its token."));
            if (await LaneLease.TryTake(store, lane, cancellation) is not { } lease)
            {
                await Task.Delay(Poll, clock, cancellation);
                continue;
            }

            var isSeen = false;
            try
            {
                var outcome = await UnderLease(lease, authorizer, current);
                // The vendor may have rotated in a call that brought no answer: until one brings tokens, a refusal proves nothing.
                isSeen = outcome is Outcome.Accepted || (!lease.IsInherited && outcome is not (Outcome.Transient or Outcome.Unknown));
                return outcome;
            }
            finally
            {
                await lease.Release(isSeen);
            }
        }
    }

    // Crash checkpoints. 1: the old tokens are good. 2: the vendor may have rotated and we have not stored it: the next refresh is refused,
    // the connection asks to be reconnected, and what is owed waits for that. 3: stored. Not cancelled: whoever asked may have gone, but a
    // call that is cut off may have rotated. It ends by itself within 15 s.
    private async Task<Outcome> UnderLease(LaneLease lease, IAuthorize authorizer, Connection connection)
    {
        Checkpoint.Reached("refresh", 1);
        var answer = await authorizer.Refresh(contexts.Open(connection), CancellationToken.None);
        Checkpoint.Reached("refresh", 2);
        if (answer is { Outcome: Outcome.Accepted, Credentials: { } credentials })
        {
            await Save(lease, connection, credentials);
            Checkpoint.Reached("refresh", 3);
            return answer.Outcome;
        }

        var isConnectedAnew = await IsConnectedAnew(connection); // asked first: who is done by then is found in the vault
        if (Token(await Load(connection)) != Token(connection))
            return new Outcome.Accepted(); // connected anew meanwhile: what was refused is not what it lives on
        Log.RefreshFailed(logger, connection.Id, answer.Outcome.Because?.Code ?? answer.Outcome.GetType().Name);
        if (answer.Outcome is not (Outcome.AuthExpired or Outcome.AuthRevoked))
            return answer.Outcome;
        if (isConnectedAnew)
            return new Outcome.Throttled(Connecting, ThrottleScope.Connection, new Reason(ConnectingAnew));
        // A refusal for another reason may pass, after a lost answer it may be ours, and of a token that has lapsed nobody took anything away.
        if (answer.Outcome is Outcome.AuthRevoked && !lease.IsInherited && !(connection.RefreshExpiresAt <= store.Now) && Renewable(connection))
            await disconnector.Revoked(connection, CancellationToken.None);
        return new Outcome.AuthRevoked(answer.Outcome.Because!);
    }

    // Whoever has allowed it is back from the page in seconds, and has chosen in minutes. One who only has a page open, or has left it, must
    // not hide for long that the permission was taken away; one who is about to choose from other accounts has nothing to do with this one.
    private async Task<bool> IsConnectedAnew(Connection connection)
    {
        var underWay = await store.Read(connection.WorkspaceId, db => db.Grants.UnderWay(store.Now)
            .Where(grant => grant.WorkspaceId == connection.WorkspaceId && grant.ConnectorId == connection.ConnectorId
                && (grant.ConnectionId == null || grant.ConnectionId == connection.Id))
            .ToListAsync());
        underWay.RemoveAll(grant => grant.State == GrantState.Open && !Opens(grant, connection.AccountId));
        if (underWay.Count == 0)
        {
            _refused.TryRemove(connection.Id, out _);
            return false;
        }

        var (token, now) = (SecretToken.Hash(Token(connection)), store.Now);
        var refused = _refused.AddOrUpdate(connection.Id, _ => (token, now), (_, known) => known.Token == token ? known : (token, now));
        return now - refused.Since < (underWay.Any(grant => grant.State == GrantState.Open) ? ToChoose : FromThePage);
    }

    private bool Opens(Grant grant, string account) => grants.Unlock(grant).Accounts?.Any(one => one.AccountId == account) ?? false;

    private string Token(Connection connection) => vault.Unlock(connection).Credentials.AccessToken;

    private bool Renewable(Connection connection) => vault.Unlock(connection).Credentials.RefreshToken is { Length: > 0 };

    // Not cancelled once the vendor has rotated: losing the new token would cost the connection.
    private Task Save(LaneLease lease, Connection connection, Credentials credentials) =>
        store.Write(null, connection.Id, async db =>
        {
            await lease.Hold(db, CancellationToken.None);
            var row = await db.Connections.SingleAsync(
                found => found.WorkspaceId == connection.WorkspaceId && found.Id == connection.Id);
            if (row.State == ConnectionState.Disconnected)
            {
                await SaveForRevoking(db, row, credentials);
                return;
            }

            var held = vault.Unlock(row);
            if (held.Credentials.AccessToken != Token(connection))
                return; // somebody has connected it anew meanwhile: those are the ones
            row.Vault = vault.Lock(row, held with { Credentials = credentials });
            row.TokenExpiresAt = credentials.ExpiresAt;
            row.RefreshExpiresAt = credentials.RefreshExpiresAt;
            var owing = new Owing(db, store.Ids, store.Now);
            OweNext(owing, row, store.Now);
            await owing.Write(CancellationToken.None);
        }, CancellationToken.None);

    // It was disconnected while the vendor answered: the grant that is to be revoked goes by other tokens now.
    private async Task SaveForRevoking(HubDb db, Connection row, Credentials credentials)
    {
        foreach (var end in await db.Disconnects
            .Where(end => end.WorkspaceId == row.WorkspaceId && end.ConnectionId == row.Id && end.Kept != null).ToListAsync())
            end.Kept = vault.Keep(row, vault.UnlockKept(row, end.Kept!) with { Credentials = credentials });
    }

    /// <summary>Owes the refresh ahead of the token's end, at nine tenths of its life.</summary>
    public static void OweNext(Owing owing, Connection connection, DateTimeOffset now)
    {
        if (connection.TokenExpiresAt is not { } expires)
            return;
        var lane = new LaneKey(connection.WorkspaceId, connection.Id, DeliveryKind.RefreshToken);
        owing.Owe(lane, connection.Id, now + ((expires - now) * 0.9));
    }

    private Task<Connection> Load(Connection connection) =>
        store.Read(connection.WorkspaceId, db => db.Connections.SingleAsync(row => row.Id == connection.Id));
}

internal static partial class Log
{
    [LoggerMessage(2003, LogLevel.Warning, "Connection {Connection} could not refresh its token: {Code}")]
    public static partial void RefreshFailed(ILogger logger, Guid connection, string code);
}
