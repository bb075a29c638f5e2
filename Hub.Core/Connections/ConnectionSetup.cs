using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Feed;
using Hub.Core.Ingest;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

/// <summary>Makes connections, changes them and switches them off.</summary>
public sealed partial class ConnectionSetup(
    HubStore store,
    ConnectorRegistry connectors,
    ConnectionVault vault,
    ConnectionCheck check,
    ConnectionDirectory directory,
    ConnectorHttp http,
    IngestQueue queue,
    LaneBell bell)
{
    private const string TeamField = "teamId";

    private static readonly LocalizedText NoSuchTeam = new("There is no such team.", "Không có nhóm này.");

    public async Task<SetupAnswer> Create(Guid workspace, NewConnection draft, string actor, CancellationToken cancellation)
    {
        if (draft.ConnectorId == WebhookConnector.Id || connectors.Find(draft.ConnectorId) is not { Connector: { } connector, Manifest: { } manifest })
            return new SetupAnswer.ConnectorNotActive(connectors.Find(draft.ConnectorId)?.Problem);
        var form = ConnectionForm.Fill(connector, manifest, draft.Settings, draft.Limits, null);
        if (form.Problems.Count > 0)
            return new SetupAnswer.Invalid(form.Problems);
        var row = Row(workspace, draft, form);
        if (NoToken(row) is { } tokenless)
            return tokenless;
        if (await AskWhose(row, Keys(manifest, draft.Credentials is { AccessToken.Length: > 0 }, draft.Settings), cancellation) is { } refused)
            return refused;

        var saved = await store.Write(null, row.Id, db => Insert(db, row, actor, cancellation), cancellation);
        if (saved is SetupAnswer.Done done)
            Changed(done.Connection);
        return saved;
    }

    private Connection Row(Guid workspace, NewConnection draft, ConnectionForm form)
    {
        var id = store.Ids.Next();
        return new Connection
        {
            WorkspaceId = workspace,
            Id = id,
            ConnectorId = draft.ConnectorId,
            AccountId = draft.AccountId ?? "",
            Name = draft.Name,
            TeamId = draft.TeamId,
            State = ConnectionState.Active,
            Settings = form.Open.ToJsonString(),
            Vault = vault.Lock(workspace, draft.ConnectorId, id, new ConnectionSecrets(draft.Credentials ?? Credentials.None, form.Secret)),
            TokenExpiresAt = draft.Credentials?.ExpiresAt,
            RefreshExpiresAt = draft.Credentials?.RefreshExpiresAt,
            CreatedAt = store.Now,
        };
    }

    private async Task<SetupAnswer> Insert(HubDb db, Connection row, string actor, CancellationToken cancellation)
    {
        var others = await db.Connections.Where(other => other.ConnectorId == row.ConnectorId && other.AccountId == row.AccountId)
            .ToListAsync(cancellation);
        if (others.Find(other => other.State != ConnectionState.Disconnected) is { } taken)
            return new SetupAnswer.AccountTaken(taken.WorkspaceId == row.WorkspaceId ? taken.Id : null);
        if (row.TeamId is { } team && !await IsTeam(db, row.WorkspaceId, team, cancellation))
            return new SetupAnswer.Invalid([new SettingProblem(TeamField, NoSuchTeam)]);
        if (others.Find(other => other.WorkspaceId == row.WorkspaceId) is { } earlier)
            return await Reconnect(db, earlier, row, actor, cancellation);
        db.Connections.Add(row);
        db.Note(store, row.WorkspaceId, actor, "connection.created", row.Id);
        await OweUpkeep(db, row, cancellation);
        await db.SaveChangesAsync(cancellation);
        await Adoption.Run(db, row, cancellation);
        return new SetupAnswer.Done(row);
    }

    // The same row: conversations, contacts and records that hang on it go on.
    private async Task<SetupAnswer> Reconnect(HubDb db, Connection row, Connection fresh, string actor, CancellationToken cancellation)
    {
        await store.Serialize(db, [row.Id], cancellation);
        await Disconnector.Supersede(db, row, store.Now, cancellation);
        await MissedSince(db, row, cancellation);
        await CrmReading.Restart(db, row, store.Now, cancellation);
        (row.Name, row.Settings, row.TeamId) = (fresh.Name, fresh.Settings, fresh.TeamId ?? row.TeamId);
        Renew(row, vault.Unlock(fresh), fresh.GrantedBy);
        (row.State, row.StateCode, row.StateDetail) = (ConnectionState.Active, null, null);
        db.Note(store, row.WorkspaceId, actor, "connection.reconnected", row.Id);
        await OweUpkeep(db, row, cancellation);
        await db.SaveChangesAsync(cancellation);
        await Adoption.Run(db, row, cancellation);
        return new SetupAnswer.Done(row);
    }

    // What was posted since it was disconnected was nobody's. That a permission was taken away on the platform shows late, when tokens are
    // not renewed any more: up to a day after the last webhook.
    private async Task MissedSince(HubDb db, Connection row, CancellationToken cancellation)
    {
        var end = await db.Disconnects.Where(found => found.WorkspaceId == row.WorkspaceId && found.ConnectionId == row.Id)
            .OrderByDescending(found => found.Id).Select(found => new { found.At, found.Cause }).FirstOrDefaultAsync(cancellation);
        if (end is null)
            return;
        var heard = row.LastEventAt ?? row.ReconnectedAt ?? row.CreatedAt;
        var from = end.Cause == DisconnectCause.AccessRemoved && heard < end.At ? heard : end.At;
        await BlindSpan.Note(db, connectors, row, from, store.Now, cancellation);
    }

    private static Task<bool> IsTeam(HubDb db, Guid workspace, Guid team, CancellationToken cancellation) =>
        db.Teams.AnyAsync(row => row.WorkspaceId == workspace && row.Id == team, cancellation);

    private async Task Enable(HubDb db, Connection row, CancellationToken cancellation)
    {
        if (row.State == ConnectionState.Disabled)
        {
            await SwitchedOff.Resume(db, row, store.Now, cancellation);
            await CrmReading.Restart(db, row, store.Now, cancellation);
        }

        row.State = ConnectionState.Active;
        row.StateCode = row.StateDetail = null;
        await Adoption.Run(db, row, cancellation);
    }

    // Tokens, whose they are and since when: a late word of the platform about the ones before must not end these.
    private void Renew(Connection row, ConnectionSecrets secrets, string? granter)
    {
        row.Vault = vault.Lock(row, secrets);
        (row.TokenExpiresAt, row.RefreshExpiresAt) = (secrets.Credentials.ExpiresAt, secrets.Credentials.RefreshExpiresAt);
        (row.GrantedBy, row.ReconnectedAt) = (granter, store.Now);
    }

    private async Task OweUpkeep(HubDb db, Connection row, CancellationToken cancellation)
    {
        // The renewal of the tokens before: it would find nothing to renew these with, and pause a connection that works.
        await db.Deliveries.Where(owed => owed.WorkspaceId == row.WorkspaceId && owed.ConnectionId == row.Id
                && owed.Kind == DeliveryKind.RefreshToken && owed.State == DeliveryState.Owed)
            .ExecuteUpdateAsync(set => set.SetProperty(owed => owed.State, DeliveryState.Cancelled).SetProperty(owed => owed.SettledAt, store.Now), cancellation);
        // What a lost answer may have done to the tokens before says nothing of these.
        await db.Lanes.Where(lane => lane.WorkspaceId == row.WorkspaceId && lane.ConnectionId == row.Id && lane.Kind == DeliveryKind.TokenLease
                && (lane.LeaseUntil == null || lane.LeaseUntil <= store.Now))
            .ExecuteUpdateAsync(set => set.SetProperty(lane => lane.LeaseToken, (Guid?)null), cancellation);
        var owing = new Owing(db, store.Ids, store.Now);
        // Without a refresh token there is nothing to renew with: trying would pause a connection whose pasted token is still good.
        if (connectors.Can<IAuthorize>(row.ConnectorId) && vault.Unlock(row).Credentials.RefreshToken is { Length: > 0 })
            TokenKeeper.OweNext(owing, row, store.Now);
        if (connectors.Can<ISubscribe>(row.ConnectorId))
            LookWatch.Owe(owing, new LaneKey(row.WorkspaceId, row.Id, DeliveryKind.Subscribe));
        await owing.Write(cancellation);
    }

    private void Changed(Connection row)
    {
        directory.Forget(row.ConnectorId, row.AccountId);
        http.Forget(row.Id);
        queue.Announce(row.WorkspaceId, row.Id);
        bell.Ring(new LaneKey(row.WorkspaceId, row.Id, DeliveryKind.Subscribe));
    }
}
