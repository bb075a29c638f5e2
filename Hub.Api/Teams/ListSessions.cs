using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Teams;

/// <summary>Where the member is signed in.</summary>
internal static class ListSessions
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/sessions", Handle).NeedsMember().WithName("ListSessions");

    /// <param name="Agent">What the browser calls itself.</param>
    /// <param name="IsCurrent">The one that asks.</param>
    public sealed record Item(
        Guid Id, string? Agent, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt, bool IsCurrent);

    private static async Task<Results<Ok<Page<Item>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var caller = context.Caller();
        var (now, unused) = (store.Now, store.Now - Sessions.Idle);
        var rows = await store.Read(caller.WorkspaceId, db => db.Sessions
            .Where(row => row.WorkspaceId == caller.WorkspaceId && row.MemberId == caller.Id && row.ExpiresAt > now && row.LastSeenAt > unused)
            .Where(row => after == null || row.Id.CompareTo(after.Value.Id) < 0)
            .OrderByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation));
        return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(row.CreatedAt, row.Id), row => new Item(
            row.Id, row.Agent, row.CreatedAt, row.LastSeenAt, row.ExpiresAt, row.Id == caller.SessionId)));
    }
}
