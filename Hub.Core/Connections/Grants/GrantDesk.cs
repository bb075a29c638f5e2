using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections.Grants;

/// <summary>
/// Sends people to a vendor's consent page and takes them back. The state is random, good once, for a short time, and for the session that
/// began; each refusal is written down.
/// </summary>
public sealed class GrantDesk(HubStore store, ConnectorRegistry connectors, GrantVault vault, GrantCalls calls, GrantLeftovers leftovers, GrantChoice choice)
{
    private const string Denied = "access_denied"; // RFC 6749, 4.1.2.1
    private const int LongestError = 60;

    // Time to sign in at the vendor, with a second step.
    private static readonly TimeSpan Asking = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Choosing = TimeSpan.FromMinutes(30);

    public async Task<GrantResult> Begin(Caller caller, GrantRequest request, CancellationToken cancellation)
    {
        if (request.ConnectionId is { } again && !await Exists(caller.WorkspaceId, again, request.ConnectorId, cancellation))
            return new GrantResult.NotFound();
        if (connectors.As<IAuthorize>(request.ConnectorId) is not { } authorizer)
            return await Refuse(caller, request.ConnectionId, GrantRefusal.CannotAuthorize);
        if (authorizer is IGrantSettings settings && settings.GrantProblems() is { Count: > 0 } missing)
            return await Refuse(caller, request.ConnectionId, GrantRefusal.NotSetUp, string.Join(", ", missing.Select(problem => problem.Field)));
        if (Redirect(request) is not { } redirect)
            return await Refuse(caller, request.ConnectionId, GrantRefusal.ForeignRedirect);

        var (state, verifier, id) = (SecretToken.New(), SecretToken.New(), store.Ids.Next());
        var grant = new Grant
        {
            WorkspaceId = caller.WorkspaceId,
            Id = id,
            ConnectorId = request.ConnectorId,
            StateHash = SecretToken.Hash(state),
            Actor = caller.Actor,
            SessionId = caller.SessionId,
            Redirect = redirect.AbsoluteUri,
            WithOptional = request.WithOptional,
            ConnectionId = request.ConnectionId,
            State = GrantState.Asked,
            Vault = vault.Lock(caller.WorkspaceId, request.ConnectorId, id, new GrantSecrets(verifier)),
            CreatedAt = store.Now,
            ExpiresAt = store.Now + Asking,
        };
        await store.Write(caller.WorkspaceId, null, db =>
        {
            db.Grants.Add(grant);
            db.Note(store, caller.WorkspaceId, caller.Actor, "grant.begun", id);
            return Task.CompletedTask;
        }, cancellation);
        var asks = new AuthorizeRequest(redirect, state, request.WithOptional);
        var address = authorizer is IProveGrant prover ? prover.AuthorizeUrl(asks, Challenge(verifier)) : authorizer.AuthorizeUrl(asks);
        return new GrantResult.Begun(id, address, grant.ExpiresAt);
    }

    public async Task<GrantResult> Return(Caller caller, GrantReturn back, CancellationToken cancellation)
    {
        var (grant, refusal) = await Claim(caller, back, cancellation);
        if (grant is null || refusal is not null)
            return await Refuse(caller, grant?.Id, refusal ?? GrantRefusal.UnknownState);
        if (back.Error is { Length: > 0 } error)
            return await Refuse(caller, grant.Id, error == Denied ? GrantRefusal.Denied : GrantRefusal.RequestRefused, Word(error));
        if (string.IsNullOrEmpty(back.Code))
            return await Refuse(caller, grant.Id, GrantRefusal.CodeRefused);
        // Not cancelled from here: a browser that goes away must leave no grant behind that nobody knows of.
        return await Exchange(caller, grant, back.Code);
    }

    private async Task<GrantResult> Exchange(Caller caller, Grant grant, string code)
    {
        var verifier = vault.Unlock(grant).Verifier;
        var answer = await calls.Exchange(grant.ConnectorId, code, new Uri(grant.Redirect), verifier, CancellationToken.None);
        if (answer.Outcome is not Outcome.Accepted || answer.Credentials is not { } credentials)
            return await GiveBack(caller, grant, answer, [], Why(answer), Detail(answer));
        var found = await calls.ListAccounts(grant.ConnectorId, credentials, CancellationToken.None);
        if (found.Outcome is not Outcome.Accepted)
            return await GiveBack(caller, grant, answer, [], GrantRefusal.VendorFailed, found.Outcome.Because?.Code);
        if (found.Accounts.Count == 0)
            return await GiveBack(caller, grant, answer, [], GrantRefusal.NoAccounts, null);
        var secrets = new GrantSecrets(null, credentials, answer.AccountId, found.Accounts, answer.DeclinedScopes);
        if (grant.ConnectionId is { } again && !await IsGranted(grant.WorkspaceId, again, found.Accounts))
            return await GiveBack(caller, grant, answer, found.Accounts, GrantRefusal.OtherAccount, null);
        await Open(grant, secrets);
        return grant.ConnectionId is null
            ? await choice.Show(caller, grant.Id, CancellationToken.None)
            : await choice.Continue(caller, grant.Id, CancellationToken.None);
    }

    /// <summary>From here on the state is used, whatever comes of it.</summary>
    private Task<(Grant? Grant, GrantRefusal? Refusal)> Claim(Caller caller, GrantReturn back, CancellationToken cancellation)
    {
        var hash = SecretToken.Hash(back.State ?? "");
        return store.Write(caller.WorkspaceId, null, async db =>
        {
            var row = await db.Grants.AsNoTracking().FirstOrDefaultAsync(found => found.StateHash == hash, cancellation);
            if (row is null)
                return (row, (GrantRefusal?)GrantRefusal.UnknownState);
            var claimed = await db.Grants
                .Where(found => found.Id == row.Id && found.State == GrantState.Asked)
                .ExecuteUpdateAsync(set => set.SetProperty(found => found.State, GrantState.Exchanging), cancellation);
            return (row,
                claimed == 0 ? GrantRefusal.UsedState
                : row.ExpiresAt <= store.Now ? GrantRefusal.ExpiredState
                : !row.IsOf(caller) ? GrantRefusal.OtherSession
                : null);
        }, cancellation);
    }

    private Task Open(Grant grant, GrantSecrets secrets)
    {
        var (locked, until) = (vault.Lock(grant.WorkspaceId, grant.ConnectorId, grant.Id, secrets), store.Now + Choosing);
        return store.Write(grant.WorkspaceId, null, db => db.Grants.Where(row => row.Id == grant.Id).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, GrantState.Open).SetProperty(row => row.Vault, locked).SetProperty(row => row.ExpiresAt, until)), CancellationToken.None);
    }

    private async Task<GrantResult> GiveBack(
        Caller caller, Grant grant, GrantAnswer answer, IReadOnlyList<RemoteAccount> accounts, GrantRefusal why, string? detail)
    {
        await leftovers.GiveBack(grant, new GrantSecrets(null, answer.Credentials, answer.AccountId, accounts));
        return await Refuse(caller, grant.Id, why, detail);
    }

    private async Task<GrantResult> Refuse(Caller caller, Guid? subject, GrantRefusal why, string? detail = null)
    {
        await store.Write(caller.WorkspaceId, null, async db =>
        {
            if (subject is { } id && why != GrantRefusal.UsedState) // that one is in other hands
                await db.Grants.Where(row => row.Id == id && row.State == GrantState.Exchanging)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, GrantState.Closed).SetProperty(row => row.Vault, Array.Empty<byte>()));
            db.Note(store, caller.WorkspaceId, caller.Actor, GrantTexts.Action(why), subject ?? Guid.Empty);
        }, CancellationToken.None);
        return new GrantResult.Refused(why, detail);
    }

    private Task<bool> Exists(Guid workspace, Guid connection, string connectorId, CancellationToken cancellation) =>
        store.Read(workspace, db => db.Connections.AnyAsync(row => row.Id == connection && row.ConnectorId == connectorId, cancellation));

    private async Task<bool> IsGranted(Guid workspace, Guid connection, IReadOnlyList<RemoteAccount> accounts)
    {
        var account = await store.Read(workspace, db => db.Connections.Where(row => row.Id == connection).Select(row => row.AccountId).FirstOrDefaultAsync());
        return accounts.Any(found => found.AccountId == account);
    }

    private static Uri? Redirect(GrantRequest request) => string.IsNullOrEmpty(request.Redirect)
        ? request.Redirects[0]
        : request.Redirects.FirstOrDefault(allowed => allowed.AbsoluteUri == request.Redirect);

    private static GrantRefusal Why(GrantAnswer answer) => answer.Outcome switch
    {
        _ when answer.MissingScopes.Count > 0 => GrantRefusal.ScopeMissing,
        Outcome.Misconfigured => GrantRefusal.NotSetUp,
        Outcome.Rejected or Outcome.AuthExpired or Outcome.AuthRevoked => GrantRefusal.CodeRefused,
        _ => GrantRefusal.VendorFailed,
    };

    private static string? Detail(GrantAnswer answer) => answer.MissingScopes.Count > 0
        ? string.Join(", ", answer.MissingScopes)
        : answer.Outcome.Because?.Code;

    // The address bar's word, which anybody can write: only what looks like an error code of RFC 6749 is repeated.
    private static string? Word(string error) =>
        error.Length <= LongestError && error.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? error : null;

    private static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
