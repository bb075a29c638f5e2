using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Comments;

/// <summary>Asks the platform whether it tells of comments, and has it begin or stop. The platform keeps that; the hub does not.</summary>
public sealed class CommentSwitches(HubStore store, ConnectorRegistry connectors, ConnectionContexts contexts)
{
    /// <returns>Null when the workspace has no such connection, or it does not answer comments.</returns>
    public async Task<CommentSwitch?> Get(Guid workspace, Guid connection, CancellationToken cancellation) =>
        await Open(workspace, connection, cancellation) is not var (platform, context) ? null
            : context is null ? new CommentSwitch(Off) : await platform.Comments(context, cancellation);

    /// <returns>As <see cref="Get"/>, after it was done.</returns>
    public async Task<CommentSwitch?> Set(Caller caller, Guid connection, bool on, CancellationToken cancellation)
    {
        if (await Open(caller.WorkspaceId, connection, cancellation) is not var (platform, context))
            return null;
        var outcome = context is null ? Off : await platform.SwitchComments(context, on, cancellation);
        if (outcome is not (Outcome.Accepted or Outcome.Duplicate))
            return new CommentSwitch(outcome);
        await store.Write(caller.WorkspaceId, null, db =>
        {
            db.Note(store, caller.WorkspaceId, caller.Actor, on ? "connection.comments_on" : "connection.comments_off", connection);
            return Task.CompletedTask;
        }, cancellation);
        return new CommentSwitch(outcome, on);
    }

    private static Outcome Off => new Outcome.Misconfigured(new Reason("connection_not_active"));

    private async Task<(IAnswerComments Platform, ConnectionContext? Context)?> Open(Guid workspace, Guid connection, CancellationToken cancellation)
    {
        var row = await store.Read(workspace, db => db.Connections
            .FirstOrDefaultAsync(found => found.WorkspaceId == workspace && found.Id == connection, cancellation));
        if (row is null || connectors.As<IAnswerComments>(row.ConnectorId) is not { } platform)
            return null;
        return (platform, row.IsOff ? null : contexts.Open(row));
    }
}
