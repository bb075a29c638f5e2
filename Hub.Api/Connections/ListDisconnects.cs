using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Connections;

/// <summary>The receipts of a connection, the latest first: one for each time that it was disconnected.</summary>
internal static class ListDisconnects
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/connections/{id:guid}/disconnects", Handle)
        .Needs(Permissions.ConnectionsRead).WithName("ListDisconnects");

    private static async Task<Results<Ok<Page<DisconnectResponse>>, ApiProblem>> Handle(
        Guid id, [AsParameters] PageQuery page, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        if (!await store.Read(workspace, db => db.Connections.AnyAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation)))
            return ApiProblem.NotFound;
        var rows = await store.Read(workspace, db => db.Disconnects
            .Where(row => row.WorkspaceId == workspace && row.ConnectionId == id)
            .Where(row => after == null || row.Id.CompareTo(after.Value.Id) < 0)
            .OrderByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation));
        var language = Language.Of(context.Request);
        return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(row.At, row.Id), row => DisconnectResponse.Of(row, language)));
    }
}
