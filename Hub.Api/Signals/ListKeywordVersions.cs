using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Signals;

/// <summary>A list with its latest versions.</summary>
internal static class ListKeywordVersions
{
    private const int Shown = 100;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/keyword-lists/{id:guid}", Handle).Needs(Permissions.KeywordsRead).WithName("GetKeywordList");

    public sealed record Response(KeywordListResponse List, IReadOnlyList<KeywordVersion> Versions);

    /// <param name="Source"><c>file</c> or <c>api</c>.</param>
    public sealed record KeywordVersion(int Version, DateTimeOffset CreatedAt, string Source, int Count);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Guid id, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var response = await store.Read(workspace, async db =>
        {
            var list = await db.KeywordLists.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == id, cancellation);
            return list is null ? null : new Response(
                KeywordListResponse.Of(list),
                await db.KeywordListVersions.Where(row => row.WorkspaceId == workspace && row.ListId == id)
                    .OrderByDescending(row => row.Version).Take(Shown)
                    .Select(row => new KeywordVersion(row.Version, row.CreatedAt, row.Source, row.Count)).ToListAsync(cancellation));
        });
        return response is null ? ApiProblem.NotFound : TypedResults.Ok(response);
    }
}
