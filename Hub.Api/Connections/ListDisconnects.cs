using Hub.Api.Auth;
using Hub.Api.Conversations;
using Hub.Api.Http;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Connections;

/// <summary>Receipts of disconnected accounts, the latest first, one for each time: of one connection, or of all of the workspace.</summary>
internal static class ListDisconnects
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/connections/{id:guid}/disconnects", OfOne).Needs(Permissions.ConnectionsRead).WithName("ListDisconnects");
        api.MapGet("/disconnects", OfAll).Needs(Permissions.ConnectionsRead).WithName("ListAllDisconnects");
    }

    private static async Task<Results<Ok<Page<DisconnectResponse>>, ApiProblem>> OfOne(
        Guid id, [AsParameters] PageQuery page, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        if (!await store.Read(workspace, db => db.Connections.AnyAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation)))
            return ApiProblem.NotFound;
        return TypedResults.Ok(await store.Read(workspace, db => Load(
            db, workspace, db.Disconnects.Where(row => row.WorkspaceId == workspace && row.ConnectionId == id), page, after, Language.Of(context.Request), cancellation)));
    }

    private static async Task<Results<Ok<Page<DisconnectResponse>>, ApiProblem>> OfAll(
        [AsParameters] PageQuery page, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        return TypedResults.Ok(await store.Read(workspace, db => Load(
            db, workspace, db.Disconnects.Where(row => row.WorkspaceId == workspace), page, after, Language.Of(context.Request), cancellation)));
    }

    private static async Task<Page<DisconnectResponse>> Load(
        HubDb db, Guid workspace, IQueryable<Disconnect> all, PageQuery page, Cursor? after, string language, CancellationToken cancellation)
    {
        var rows = await all.Where(row => after == null || row.Id.CompareTo(after.Value.Id) < 0)
            .OrderByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation);
        var names = await ActorNames.Of(db, workspace, rows.Select(row => row.Actor), cancellation);
        return Pages.Of(rows, page.Size, row => new Cursor(row.At, row.Id), row => DisconnectResponse.Of(row, names.GetValueOrDefault(row.Actor), language));
    }
}
