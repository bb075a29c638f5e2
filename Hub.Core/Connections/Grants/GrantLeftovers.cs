using System.Data.Common;
using System.Security.Cryptography;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Hub.Core.Connections.Grants;

/// <summary>
/// Gives back what a vendor granted and nobody connected, again and again until the vendor has it, and clears away grants that are over.
/// </summary>
public sealed class GrantLeftovers(
    HubStore store, ConnectorRegistry connectors, GrantVault vault, GrantCalls calls, ConnectorHttp http, ILogger<GrantLeftovers> logger)
{
    private const string Actor = "system";

    // A repeated page is known again for so long.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    // Waits grow with the grant's age: five minutes at first, then half of it.
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>
    /// Takes the grant back at the vendor, unless one of its accounts is connected, here or in another workspace: with many vendors that
    /// would end the living connection too. Its tokens are kept for this alone, as those of connections that have ended.
    /// </summary>
    /// <param name="secrets">What it holds, where its row does not hold it yet.</param>
    public async Task GiveBack(Grant grant, GrantSecrets secrets)
    {
        if (secrets.Credentials is null)
            return;
        var (locked, next) = (vault.Lock(grant.WorkspaceId, grant.ConnectorId, grant.Id, secrets), store.Now + Shortest);
        await Change(grant, set => set
            .SetProperty(row => row.State, GrantState.Returning).SetProperty(row => row.Vault, locked).SetProperty(row => row.ExpiresAt, next));
        await Try(grant, secrets);
    }

    /// <summary>Tries one that is claimed. Not cancelled: whoever called it off may have gone.</summary>
    public async Task GiveBack(Grant claimed)
    {
        GrantSecrets secrets;
        try
        {
            secrets = vault.Unlock(claimed);
        }
        catch (CryptographicException)
        {
            await Settle(claimed, new Outcome.Misconfigured(new Reason("key_ring"))); // it may be back in time; the others go on
            return;
        }

        await Try(claimed, secrets);
    }

    /// <summary>From here on nobody chooses from it any more, and no other node tries it at the same time.</summary>
    /// <returns>False when somebody else was faster.</returns>
    internal static async Task<bool> Claim(HubDb db, Grant grant, CancellationToken cancellation)
    {
        var next = db.Store.Now + Shortest;
        return await Mine(db, grant).Where(row => row.State == grant.State && row.ExpiresAt == grant.ExpiresAt).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, GrantState.Returning).SetProperty(row => row.ExpiresAt, next), cancellation) == 1;
    }

    /// <summary>Ends what nobody chose from in time, and tries again what no vendor has taken yet, of all workspaces.</summary>
    public async Task Sweep(CancellationToken cancellation)
    {
        var now = store.Now;
        var due = await store.Read(null, db => db.Grants
            .Where(row => (row.State == GrantState.Open || row.State == GrantState.Returning) && row.ExpiresAt < now)
            // Somebody is about to connect anew: where a vendor ends all of an app's access at once, that would end theirs too.
            .Where(row => !db.Grants.UnderWay(now).Any(
                other => other.WorkspaceId == row.WorkspaceId && other.ConnectorId == row.ConnectorId && other.Id != row.Id))
            .OrderBy(row => row.ExpiresAt).Take(100).ToListAsync(cancellation));
        foreach (var grant in due)
            if (await store.Write(null, null, db => Claim(db, grant, cancellation), cancellation))
                await GiveBack(grant);
        var before = now - Remembered;
        await store.Write(null, null, db => db.Grants
            .Where(row => row.ExpiresAt < before && row.State != GrantState.Returning).ExecuteDeleteAsync(cancellation), cancellation);
    }

    private async Task Try(Grant grant, GrantSecrets secrets)
    {
        if (await IsInUse(grant.ConnectorId, secrets))
        {
            await Close(grant, null);
            return;
        }

        await Settle(grant, await Revoke(grant, secrets));
    }

    private async Task Settle(Grant grant, Outcome outcome)
    {
        var age = store.Now - grant.CreatedAt;
        if (IsOver(outcome))
            await Close(grant, "grant.given_back");
        else if (MayWork(outcome) && age < Disconnector.KeptFor)
            await Change(grant, set => set.SetProperty(row => row.ExpiresAt, store.Now + Wait(age)));
        else
        {
            Log.NotGivenBack(logger, grant.ConnectorId, outcome.Because?.Code ?? outcome.GetType().Name);
            await Close(grant, "grant.not_given_back");
        }
    }

    /// <returns>What came worst of all its tokens: those that are back answer that they are gone when they are tried again.</returns>
    private async Task<Outcome> Revoke(Grant grant, GrantSecrets secrets)
    {
        Outcome worst = new Outcome.Accepted();
        foreach (var one in secrets.Each())
        {
            (var outcome, secrets) = await Revoke(grant, secrets, one);
            if (!IsOver(outcome) && (IsOver(worst) || MayWork(outcome)))
                worst = outcome;
        }

        return worst;
    }

    /// <returns>What came of it, and what the grant holds from then on: the next account's fresh tokens are stored beside this one's.</returns>
    private async Task<(Outcome Outcome, GrantSecrets Secrets)> Revoke(Grant grant, GrantSecrets secrets, RemoteAccount one)
    {
        if (connectors.As<IAuthorize>(grant.ConnectorId) is not { } authorizer)
            return (new Outcome.Misconfigured(new Reason("connector_off")), secrets); // it may be on again in time
        var id = store.Ids.Next();
        try
        {
            var client = http.Open(grant.ConnectorId, id, new ConnectorLimits());
            var context = new ConnectionContext(id, one.AccountId, ConnectorSettings.Empty, one.Credentials!, client, logger);
            var outcome = await calls.Revoke(grant.ConnectorId, context, CancellationToken.None);
            if (outcome is not Outcome.AuthExpired)
                return (outcome, secrets);
            // A token that has lapsed opens nothing, but the grant behind it lives on.
            var fresh = await authorizer.Refresh(context, CancellationToken.None);
            if (fresh is not { Outcome: Outcome.Accepted, Credentials: { } credentials })
                return (fresh.Outcome is Outcome.AuthExpired expired ? new Outcome.Rejected(expired.Reason) : fresh.Outcome, secrets);
            secrets = secrets.With(one.Credentials!, credentials);
            var locked = vault.Lock(grant.WorkspaceId, grant.ConnectorId, grant.Id, secrets);
            await Change(grant, set => set.SetProperty(row => row.Vault, locked)); // stored before it is used
            return (await calls.Revoke(grant.ConnectorId, context with { Credentials = credentials }, CancellationToken.None), secrets);
        }
        catch (Exception error) when (error is not DbException)
        {
            return (new Outcome.Unknown(new Reason("connector_threw", error.GetType().Name)), secrets); // it must not, and has told nothing of what happened
        }
        finally
        {
            http.Forget(id);
        }
    }

    private Task Close(Grant grant, string? action) => store.Write(grant.WorkspaceId, null, async db =>
    {
        if (action is not null)
            db.Note(store, grant.WorkspaceId, Actor, action, grant.Id);
        await Mine(db, grant).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, GrantState.Closed).SetProperty(row => row.Vault, Array.Empty<byte>()).SetProperty(row => row.ExpiresAt, store.Now));
    }, CancellationToken.None);

    private Task Change(Grant grant, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Grant>> set) =>
        store.Write(grant.WorkspaceId, null, db => Mine(db, grant).ExecuteUpdateAsync(set), CancellationToken.None);

    private static IQueryable<Grant> Mine(HubDb db, Grant grant) =>
        db.Grants.Where(row => row.WorkspaceId == grant.WorkspaceId && row.Id == grant.Id);

    private static TimeSpan Wait(TimeSpan age) => TimeSpan.FromTicks(Math.Clamp(age.Ticks / 2, Shortest.Ticks, Longest.Ticks));

    private static bool IsOver(Outcome outcome) => outcome is Outcome.Accepted or Outcome.Duplicate or Outcome.AuthRevoked or Outcome.NotFound;

    private static bool MayWork(Outcome outcome) =>
        outcome is Outcome.Transient or Outcome.Throttled or Outcome.Unknown or Outcome.Misconfigured or Outcome.AuthExpired;

    private async Task<bool> IsInUse(string connectorId, GrantSecrets secrets)
    {
        string[] accounts = [.. secrets.Accounts?.Select(account => account.AccountId) ?? [], .. secrets.GrantedBy is { } by ? [by] : (string[])[]];
        var granter = GrantChoice.Granter(connectorId, secrets);
        return await store.Read(null, db => db.Connections.AnyAsync(
            row => row.ConnectorId == connectorId && row.State != ConnectionState.Disconnected
                && (accounts.Contains(row.AccountId) || (granter != null && row.GrantedBy == granter))));
    }
}

internal static partial class Log
{
    [LoggerMessage(2005, LogLevel.Warning, "A grant of {Connector} that nobody connected could not be given back: {Code}")]
    public static partial void NotGivenBack(ILogger logger, string connector, string code);
}
