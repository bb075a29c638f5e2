using Hub.Connectors.Abstractions;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Connections.Grants;
using Hub.Core.Storage;
using Hub.Core.Sync;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Connections;

public sealed partial class ConnectionSetup
{
    /// <summary>A connection as a grant will make it, or continue it.</summary>
    /// <param name="place">Prefix of the problems' fields.</param>
    internal GrantedDraft Draft(
        Guid workspace, NewConnection draft, GrantedAccount account, string? granter, string place, List<SettingProblem> problems)
    {
        if (account.ConnectionId is { } known)
            return new GrantedDraft(known, draft, null, granter, place);
        if (connectors.Find(draft.ConnectorId) is not { Connector: { } connector, Manifest: { } manifest })
            throw new InvalidOperationException($"{draft.ConnectorId} is not active.");
        var form = ConnectionForm.Fill(connector, manifest, draft.Settings, draft.Limits, null, isGranted: true);
        problems.AddRange(form.Problems.Select(problem => problem with { Field = $"{place}.{problem.Field}" }));
        var row = Row(workspace, draft, form);
        row.GrantedBy = granter;
        return new GrantedDraft(row.Id, draft, row, granter, place);
    }

    /// <summary>Makes and continues all of them, or none.</summary>
    /// <returns>Null when it is done.</returns>
    internal async Task<GrantResult?> Connect(Grant grant, IReadOnlyList<GrantedDraft> drafts, string actor, CancellationToken cancellation)
    {
        var rows = new List<Connection>();
        try
        {
            await store.Write(null, null, async db =>
            {
                rows.Clear();
                if (!await GrantChoice.Close(db, grant.Id, cancellation))
                    throw new GrantOver(new GrantResult.Refused(GrantRefusal.UsedState));
                await store.Serialize(db, drafts.Select(draft => draft.Id), cancellation);
                foreach (var draft in drafts)
                    rows.Add(draft.Row is null
                        ? await Continue(db, grant.WorkspaceId, draft, actor, cancellation)
                        : await Insert(db, draft.Row, actor, cancellation) is var answer && answer is SetupAnswer.Done done
                            ? done.Connection
                            : throw new GrantOver(Refused(answer, draft.Place)));
            }, cancellation);
        }
        catch (GrantOver over)
        {
            return over.Result;
        }

        foreach (var row in rows)
            Changed(row);
        return null;
    }

    // The same row, so that conversations, orders and the ledger go on where they stopped.
    private async Task<Connection> Continue(HubDb db, Guid workspace, GrantedDraft draft, string actor, CancellationToken cancellation)
    {
        var row = await db.Connections.FirstOrDefaultAsync(found => found.WorkspaceId == workspace && found.Id == draft.Id, cancellation)
            ?? throw new GrantOver(new GrantResult.Refused(GrantRefusal.AccountElsewhere));
        var secrets = vault.Unlock(row);
        // What was pasted in before is worth nothing now, and would be kept for nothing.
        foreach (var field in connectors.Find(row.ConnectorId)?.Manifest?.Settings.Connection ?? [])
            if (field.Granted)
                secrets.Settings.Remove(field.Key);
        if (row.State == ConnectionState.Disconnected)
        {
            await Disconnector.Supersede(db, row, store.Now, cancellation);
            await MissedSince(db, row, cancellation);
            await CrmReading.Restart(db, row, store.Now, cancellation);
        }

        var credentials = draft.Connection.Credentials ?? Credentials.None;
        Renew(row, secrets with { Credentials = credentials }, draft.Granter);
        await OweUpkeep(db, row, cancellation);
        await Enable(db, row, cancellation);
        db.Note(store, workspace, actor, "connection.reconnected", row.Id);
        await db.SaveChangesAsync(cancellation);
        return row;
    }

    private static GrantResult Refused(SetupAnswer answer, string place) => answer is SetupAnswer.Invalid invalid
        ? new GrantResult.Invalid([.. invalid.Problems.Select(problem => problem with { Field = $"{place}.{problem.Field}" })])
        : new GrantResult.Refused(GrantRefusal.AccountElsewhere);

    private sealed class GrantOver(GrantResult result) : Exception
    {
        public GrantResult Result { get; } = result;
    }
}

/// <param name="Row">Null where a connection is continued.</param>
/// <param name="Granter">A digest of who granted.</param>
/// <param name="Place">Prefix of problems' fields.</param>
internal sealed record GrantedDraft(Guid Id, NewConnection Connection, Connection? Row, string? Granter, string Place);
