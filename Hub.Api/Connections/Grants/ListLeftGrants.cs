using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Connections.Grants;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Connections.Grants;

/// <summary>Grants that nobody connected and that no vendor has taken back yet, the oldest first: the hub tries it again by itself.</summary>
internal static class ListLeftGrants
{
    private const int Most = 100;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/connections/grants", Handle).Needs(Permissions.ConnectionsRead).WithName("ListLeftGrants");

    public sealed record Response(IReadOnlyList<Left> Items);

    /// <param name="NextTryAt">When the platform is asked again.</param>
    /// <param name="KeptUntil">By then its tokens are deleted, whatever the platform has answered.</param>
    public sealed record Left(Guid Id, string ConnectorId, DateTimeOffset CreatedAt, DateTimeOffset NextTryAt, DateTimeOffset KeptUntil);

    private static async Task<Ok<Response>> Handle(HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var rows = await store.Read(workspace, db => db.Grants
            .Where(row => row.WorkspaceId == workspace && row.State == GrantState.Returning)
            .OrderBy(row => row.Id).Take(Most).ToListAsync(cancellation));
        return TypedResults.Ok(new Response(
            [.. rows.Select(row => new Left(row.Id, row.ConnectorId, row.CreatedAt, row.ExpiresAt, row.CreatedAt + Disconnector.KeptFor))]));
    }
}
