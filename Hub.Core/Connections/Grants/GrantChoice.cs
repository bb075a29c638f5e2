using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections.Grants;

/// <summary>Shows which accounts a grant opens, and connects those that are chosen: all of them or none.</summary>
public sealed class GrantChoice(HubStore store, GrantVault vault, ConnectionSetup setup, GrantLeftovers leftovers)
{
    private static readonly LocalizedText NotGranted = new("This account was not granted.", "Tài khoản này không được cấp quyền.");

    private static readonly LocalizedText NoneChosen = new("Choose at least one account.", "Hãy chọn ít nhất một tài khoản.");

    public async Task<GrantResult> Show(Caller caller, Guid id, CancellationToken cancellation)
    {
        if (await Find(caller, id, cancellation) is not { } grant)
            return new GrantResult.NotFound();
        var secrets = vault.Unlock(grant);
        return new GrantResult.Opened(grant, await Standing(grant, secrets, cancellation), secrets.DeclinedScopes ?? []);
    }

    /// <summary>Connects the one account that the grant was asked for again.</summary>
    public async Task<GrantResult> Continue(Caller caller, Guid id, CancellationToken cancellation)
    {
        if (await Find(caller, id, cancellation) is not { ConnectionId: { } again } grant)
            return new GrantResult.NotFound();
        var account = (await Standing(grant, vault.Unlock(grant), cancellation)).FirstOrDefault(found => found.ConnectionId == again);
        if (account is null) // connected by another workspace meanwhile
            return await Refuse(caller, id, GrantRefusal.AccountElsewhere);
        return await Connect(caller, id, [new AccountChoice(account.AccountId, null, default, null)], cancellation);
    }

    public async Task<GrantResult> Connect(Caller caller, Guid id, IReadOnlyList<AccountChoice> choices, CancellationToken cancellation)
    {
        if (await Find(caller, id, cancellation) is not { } grant)
            return new GrantResult.NotFound();
        var secrets = vault.Unlock(grant);
        var accounts = await Standing(grant, secrets, cancellation);
        var wanted = choices.DistinctBy(one => one.AccountId).ToList();
        if (wanted.Count == 0)
            return new GrantResult.Invalid([new SettingProblem("accounts", NoneChosen)]);
        var (drafts, problems) = (new List<GrantedDraft>(), new List<SettingProblem>());
        foreach (var (index, one) in wanted.Index())
        {
            var place = $"accounts[{index}]";
            if (accounts.FirstOrDefault(account => account.AccountId == one.AccountId) is not { } account)
                problems.Add(new SettingProblem($"{place}.accountId", NotGranted));
            else if (account.Standing == AccountStanding.Elsewhere)
                return await Refuse(caller, id, GrantRefusal.AccountElsewhere);
            else
                drafts.Add(setup.Draft(grant.WorkspaceId, Draft(grant, secrets, account, one), account, Granter(grant.ConnectorId, secrets), place, problems));
        }

        if (problems.Count > 0)
            return new GrantResult.Invalid(problems);
        return await setup.Connect(grant, drafts, caller.Actor, cancellation) switch
        {
            GrantResult.Refused refused => await Refuse(caller, id, refused.Why),
            { } invalid => invalid,
            null => new GrantResult.Connected(grant.ConnectorId, [.. drafts.Select(draft => draft.Id)]),
        };
    }

    /// <summary>The person has thought better of it.</summary>
    public async Task<GrantResult> CallOff(Caller caller, Guid id, CancellationToken cancellation)
    {
        if (await Find(caller, id, cancellation) is not { } grant)
            return new GrantResult.NotFound();
        var claimed = await store.Write(caller.WorkspaceId, null, async db =>
        {
            db.Note(store, caller.WorkspaceId, caller.Actor, "grant.called_off", id);
            return await GrantLeftovers.Claim(db, grant, cancellation);
        }, cancellation);
        if (claimed)
            await leftovers.GiveBack(grant);
        return new GrantResult.CalledOff();
    }

    /// <returns>False when somebody else was faster.</returns>
    internal static async Task<bool> Close(HubDb db, Guid id, CancellationToken cancellation) =>
        await db.Grants.Where(row => row.Id == id && row.State == GrantState.Open).ExecuteUpdateAsync(set => set
            .SetProperty(row => row.State, GrantState.Closed).SetProperty(row => row.Vault, Array.Empty<byte>()), cancellation) == 1;

    /// <summary>
    /// Whose accounts these are, so that those of one person are known to hang together. Where the vendor names nobody, those of one token
    /// do. A digest, since it may name a person.
    /// </summary>
    internal static string? Granter(string connectorId, GrantSecrets secrets) =>
        (secrets.GrantedBy ?? secrets.Credentials?.AccessToken) is { } granter ? SecretToken.Hash($"{connectorId} {granter}") : null;

    private static NewConnection Draft(Grant grant, GrantSecrets secrets, GrantedAccount account, AccountChoice one)
    {
        var own = secrets.Accounts!.First(found => found.AccountId == account.AccountId).Credentials ?? secrets.Credentials;
        var name = string.IsNullOrWhiteSpace(one.Name) ? account.Name ?? account.AccountId : one.Name.Trim();
        return new NewConnection(grant.ConnectorId, account.AccountId, name, one.Settings, null, own, one.TeamId);
    }

    private Task<Grant?> Find(Caller caller, Guid id, CancellationToken cancellation) => store.Read(caller.WorkspaceId, async db =>
    {
        var row = await db.Grants.FirstOrDefaultAsync(
            found => found.WorkspaceId == caller.WorkspaceId && found.Id == id && found.State == GrantState.Open, cancellation);
        return row is not null && row.IsOf(caller) && row.ExpiresAt > store.Now ? row : null;
    });

    private async Task<IReadOnlyList<GrantedAccount>> Standing(Grant grant, GrantSecrets secrets, CancellationToken cancellation)
    {
        var ids = secrets.Accounts!.Select(account => account.AccountId).ToList();
        // Of all workspaces: an account serves one. One that is disconnected serves none, but here its history can go on.
        var rows = await store.Read(null, db => db.Connections
            .Where(row => row.ConnectorId == grant.ConnectorId && ids.Contains(row.AccountId)
                && (row.State != ConnectionState.Disconnected || row.WorkspaceId == grant.WorkspaceId))
            .Select(row => new { row.WorkspaceId, row.Id, row.AccountId, row.State }).ToListAsync(cancellation));
        var taken = rows.GroupBy(row => row.AccountId).ToDictionary(
            group => group.Key, group => group.OrderBy(row => row.State == ConnectionState.Disconnected).First());
        return
        [
            .. secrets.Accounts!.Select(account => taken.GetValueOrDefault(account.AccountId) switch
            {
                null => new GrantedAccount(account.AccountId, account.Name, AccountStanding.New, null),
                var row when row.WorkspaceId == grant.WorkspaceId => new GrantedAccount(
                    account.AccountId, account.Name,
                    row.State == ConnectionState.Disconnected ? AccountStanding.Ended : AccountStanding.Here, row.Id),
                _ => new GrantedAccount(account.AccountId, account.Name, AccountStanding.Elsewhere, null),
            }),
        ];
    }

    private async Task<GrantResult> Refuse(Caller caller, Guid id, GrantRefusal why)
    {
        await store.Write(caller.WorkspaceId, null, db =>
        {
            db.Note(store, caller.WorkspaceId, caller.Actor, GrantTexts.Action(why), id);
            return Task.CompletedTask;
        }, CancellationToken.None);
        return new GrantResult.Refused(why);
    }
}
