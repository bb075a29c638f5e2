using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Feed;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

public sealed partial class ConnectionSetup
{
    /// <summary>Tokens and secrets are shown to the platform before they are kept: those that it refuses, or that are another account's, leave the old ones in force.</summary>
    public async Task<SetupAnswer> Change(Guid workspace, Guid id, ConnectionChange change, string actor, CancellationToken cancellation)
    {
        SetupAnswer? answer;
        do
            answer = await ChangeOnce(workspace, id, change, actor, cancellation);
        while (answer is null);
        if (answer is SetupAnswer.Done done)
            Changed(done.Connection);
        return answer;
    }

    /// <returns>Null when the connection has become another meanwhile, as by a renewed token: what was entered has not been compared with that.</returns>
    private async Task<SetupAnswer?> ChangeOnce(Guid workspace, Guid id, ConnectionChange change, string actor, CancellationToken cancellation)
    {
        if (await store.Read(workspace, db => Find(db, workspace, id, cancellation)) is not { } seen)
            return new SetupAnswer.NotFound();
        if (Enter(seen, change, out var entry) is { } wrong)
            return wrong;
        if (await Ask(seen, change, entry, cancellation) is { } refused)
            return refused;
        return await store.Write(null, id, async db => await Find(db, workspace, id, cancellation) switch
        {
            null => new SetupAnswer.NotFound(),
            var row when row.Settings == seen.Settings && row.Vault.AsSpan().SequenceEqual(seen.Vault) => await Apply(db, row, change, entry, actor, cancellation),
            _ => null,
        }, cancellation);
    }

    private static Task<Connection?> Find(HubDb db, Guid workspace, Guid id, CancellationToken cancellation) => db.Connections.FirstOrDefaultAsync(
        found => found.WorkspaceId == workspace && found.Id == id && found.ConnectorId != WebhookConnector.Id, cancellation);

    private SetupAnswer? Enter(Connection row, ConnectionChange change, out Entry entry)
    {
        var secrets = vault.Unlock(row);
        entry = new Entry(row.Settings, secrets with { Credentials = change.Credentials ?? secrets.Credentials });
        if (row.State == ConnectionState.Disconnected && change.NeedsTokens)
            return new SetupAnswer.Ended();
        if (change.Settings is null && change.Limits is null)
            return null;
        if (connectors.Find(row.ConnectorId) is not { Connector: { } connector, Manifest: { } manifest })
            return new SetupAnswer.ConnectorNotActive(connectors.Find(row.ConnectorId)?.Problem);
        var form = ConnectionForm.Fill(
            connector, manifest, change.Settings, change.Limits, (row.Settings, secrets.Settings), entry.Secrets.Credentials.AccessToken.Length > 0);
        if (form.Problems.Count > 0)
            return new SetupAnswer.Invalid(form.Problems);
        entry = new Entry(form.Open.ToJsonString(), entry.Secrets with { Settings = form.Secret });
        return null;
    }

    // What was entered is tried on a connection that nobody keeps.
    private async Task<SetupAnswer?> Ask(Connection seen, ConnectionChange change, Entry entry, CancellationToken cancellation)
    {
        if (connectors.Find(seen.ConnectorId)?.Manifest is not { } manifest)
            return null;
        var keys = Keys(manifest, change.Credentials is not null, change.Settings);
        if (keys.Count == 0)
            return seen.StateCode == Connection.OtherAccount && change.IsToGoOn ? await AskBeforeItGoesOn(seen, cancellation) : null;
        var candidate = new Connection
        {
            WorkspaceId = seen.WorkspaceId,
            Id = seen.Id,
            ConnectorId = seen.ConnectorId,
            AccountId = seen.AccountId,
            Name = seen.Name,
            Settings = entry.Settings,
            Vault = vault.Lock(seen, entry.Secrets),
        };
        if (change.Credentials is not null && NoToken(candidate) is { } tokenless)
            return tokenless;
        var refused = await AskStillWhose(candidate, manifest, new Typed(keys, change.Credentials is not null, HasOpen(manifest, change.Settings)), cancellation);
        if (change.Limits is not null)
            http.Forget(seen.Id); // its client may have been made by limits that are not kept
        return refused;
    }

    private async Task<SetupAnswer> Apply(
        HubDb db, Connection row, ConnectionChange change, Entry entry, string actor, CancellationToken cancellation)
    {
        if (change.Team is { To: { } wanted } && !await IsTeam(db, row.WorkspaceId, wanted, cancellation))
            return new SetupAnswer.Invalid([new SettingProblem(TeamField, NoSuchTeam)]);
        (row.Name, row.Settings) = (change.Name ?? row.Name, entry.Settings);
        if (row.StateCode == Connection.OtherAccount && (change.Credentials is not null || change.Settings is not null))
            row.StateCode = row.StateDetail = null; // those have been asked about
        if (change.Credentials is not null)
        {
            Renew(row, entry.Secrets, null);
            await OweUpkeep(db, row, cancellation);
        }
        else if (change.Settings is not null)
            row.Vault = vault.Lock(row, entry.Secrets);

        if (change.Team is { } team)
            await Give(db, row, team.To, cancellation);
        await Switch(db, row, change, cancellation);
        db.Note(store, row.WorkspaceId, actor, change.Enabled is false ? "connection.disabled" : "connection.changed", row.Id);
        await db.SaveChangesAsync(cancellation);
        return new SetupAnswer.Done(row);
    }

    // What nobody has yet goes along: otherwise a channel that was connected before its team existed would keep a backlog that no agent sees.
    private static async Task Give(HubDb db, Connection row, Guid? team, CancellationToken cancellation)
    {
        row.TeamId = team;
        if (team is null)
            return;
        var given = await db.Conversations
            .Where(thread => thread.WorkspaceId == row.WorkspaceId && thread.ConnectionId == row.Id
                && thread.TeamId == null && thread.AssigneeId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(thread => thread.TeamId, team), cancellation);
        if (given > 0)
            db.Changes.Tell(new FeedEvent(row.WorkspaceId, FeedEventType.Resync));
    }

    // A person who corrects settings or reconnects means it to go on; if it is still wrong, the next call pauses it again. Not so where the
    // credentials are another account's: the platform takes those.
    private async Task Switch(HubDb db, Connection row, ConnectionChange change, CancellationToken cancellation)
    {
        if (change.Enabled is false)
            await Disable(db, row, cancellation);
        else if (change.Enabled is true || (row.State == ConnectionState.Paused && change.IsToGoOn))
            await Enable(db, row, cancellation);
    }

    private async Task Disable(HubDb db, Connection row, CancellationToken cancellation)
    {
        row.State = ConnectionState.Disabled;
        if (row.StateCode != Connection.OtherAccount)
            row.StateCode = row.StateDetail = null;
        (row.ParkedAt, row.ParkReason) = (null, null); // nothing is left that waits
        await SwitchedOff.Cancel(db, row, store.Now, cancellation);
    }

    /// <summary>A change put over what there is: settings as they would be kept, and secrets.</summary>
    private sealed record Entry(string Settings, ConnectionSecrets Secrets);
}
