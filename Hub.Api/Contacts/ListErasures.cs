using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Contacts;

/// <summary>Receipts of erasures, the latest first.</summary>
internal static class ListErasures
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/erasures", Handle).Needs(Permissions.ContactsErase).NeedsSightOfAll().WithName("ListErasures");
        api.MapGet("/erasures/{id:guid}", One).Needs(Permissions.ContactsErase).NeedsSightOfAll().WithName("GetErasure");
    }

    private static async Task<Results<Ok<Page<ErasureResponse>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        var rows = await store.Read(workspace, db => db.Erasures.Where(row => row.WorkspaceId == workspace)
            .Where(row => after == null || row.Id.CompareTo(after.Value.Id) < 0)
            .OrderByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation));
        return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(row.At, row.Id), ErasureResponse.Of));
    }

    private static async Task<Results<Ok<ErasureResponse>, ApiProblem>> One(
        Guid id, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var row = await store.Read(workspace, db => db.Erasures.FirstOrDefaultAsync(
            found => found.WorkspaceId == workspace && found.Id == id, cancellation));
        return row is null ? ApiProblem.NotFound : TypedResults.Ok(ErasureResponse.Of(row));
    }
}
