using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Teams;

/// <summary>Members, those who came first at the top.</summary>
internal static class ListMembers
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/members", Handle).Needs(Permissions.MembersRead).WithName("ListMembers");

    private static async Task<Results<Ok<Page<MemberResponse>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, Named<MemberState>? state, Guid? teamId, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var (workspace, only) = (context.Caller().WorkspaceId, state?.Value);
        return TypedResults.Ok(await store.Read(workspace, async db =>
        {
            var rows = await db.Members
                .Where(row => row.WorkspaceId == workspace && (after == null || row.Id.CompareTo(after.Value.Id) > 0))
                .Where(row => only == null || row.State == only)
                .Where(row => teamId == null || db.TeamMembers.Any(
                    place => place.WorkspaceId == workspace && place.TeamId == teamId && place.MemberId == row.Id))
                .OrderBy(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation);
            var items = await MemberResponse.Of(db, rows, Language.Of(context.Request), cancellation);
            return Pages.Of(items, page.Size, item => new Cursor(item.CreatedAt, item.Id), item => item);
        }));
    }
}
