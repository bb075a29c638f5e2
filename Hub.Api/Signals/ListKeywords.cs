using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Signals;

internal static class ListKeywords
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/keyword-lists/{id:guid}/versions/{version:int}/keywords", Handle).Needs(Permissions.KeywordsRead).WithName("ListKeywords");

    public sealed record Keyword(Guid Id, string Term, string Mode, string Accents);

    private static async Task<Results<Ok<Page<Keyword>>, ApiProblem>> Handle(
        Guid id, int version, [AsParameters] PageQuery page, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        var rows = await store.Read(workspace, async db =>
            !await db.KeywordListVersions.AnyAsync(row => row.WorkspaceId == workspace && row.ListId == id && row.Version == version, cancellation)
                ? null
                : await db.KeywordEntries
                    .Where(row => row.WorkspaceId == workspace && row.ListId == id && row.Version == version
                        && (after == null || row.KeywordId.CompareTo(after.Value.Id) > 0))
                    .OrderBy(row => row.KeywordId).Take(page.Size + 1)
                    .Select(row => new Keyword(row.KeywordId, row.Term, row.Mode, row.Accents)).ToListAsync(cancellation));
        return rows is null
            ? ApiProblem.NotFound
            : TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(default, row.Id), row => row));
    }
}
