using Hub.Api.Auth;
using Hub.Api.Conversations;
using Hub.Api.Http;
using Hub.Core.Connections;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Connections;

/// <summary>A receipt as a text file, in the language of <c>language</c> or else of the caller.</summary>
internal static class GetDisconnectReceipt
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/connections/{id:guid}/disconnects/{disconnect:guid}/receipt", Handle)
        .Needs(Permissions.ConnectionsRead).WithName("GetDisconnectReceipt").Produces<string>(StatusCodes.Status200OK, "text/plain");

    private static async Task<Results<FileContentHttpResult, ApiProblem>> Handle(
        Guid id, Guid disconnect, string? language, HubStore store, ConnectorRegistry connectors, HttpContext context, CancellationToken cancellation)
    {
        if (ReceiptFile.Problem(context, language, out var into) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        var found = await store.Read(workspace, async db => (
            End: await db.Disconnects.FirstOrDefaultAsync(
                row => row.WorkspaceId == workspace && row.Id == disconnect && row.ConnectionId == id, cancellation),
            Workspace: await db.Workspaces.SingleAsync(row => row.Id == workspace, cancellation)));
        if (found.End is not { } end)
            return ApiProblem.NotFound;
        var receipt = new DisconnectReceipt(
            end, found.Workspace.Name, connectors.Find(end.ConnectorId)?.Manifest?.Name.In(into) ?? end.ConnectorId,
            end.Cause == DisconnectCause.AccessRemoved ? null : await store.Read(workspace, db => ActorNames.Of(db, workspace, end.Actor, cancellation)),
            WorkspaceSettings.Zone(found.Workspace));
        return ReceiptFile.Of(context, receipt.Text(into), into, end.At, end.Id);
    }
}
