using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Signals;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Signals;

internal static class ListKeywordLists
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/keyword-lists", Handle).Needs(Permissions.KeywordsRead).WithName("ListKeywordLists");

    private static async Task<Results<Ok<Page<KeywordListResponse>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        var rows = await store.Read(workspace, db => db.KeywordLists
            .Where(row => row.WorkspaceId == workspace && (after == null || row.Id.CompareTo(after.Value.Id) < 0))
            .OrderByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation));
        return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(default, row.Id), KeywordListResponse.Of));
    }
}

/// <param name="ActiveVersion">0 while the list is off.</param>
public sealed record KeywordListResponse(Guid Id, string Name, string Language, int ActiveVersion)
{
    public static KeywordListResponse Of(KeywordList row) => new(row.Id, row.Name, row.Language, row.ActiveVersion);
}
