using Hub.Api.Auth;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Connections;

/// <summary>How all connections do: what is owed, since when something fails, what was given up.</summary>
internal static class ListConnectionHealth
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/connections/health", Handle).Needs(Permissions.ConnectionsRead).WithName("ListConnectionHealth");

    public sealed record Response(IReadOnlyList<Health> Items);

    /// <param name="Owed">Due and not done: waiting, or being tried again.</param>
    /// <param name="FailingSince">Since when the oldest of what has failed at least once is owed.</param>
    /// <param name="Dead">Given up; replay or skip them.</param>
    /// <param name="InDoubt">May have arrived.</param>
    public sealed record Health(
        Guid ConnectionId, DateTimeOffset? LastEventAt, int Owed, DateTimeOffset? OldestOwedAt, DateTimeOffset? FailingSince, int Dead, int InDoubt);

    private static async Task<Ok<Response>> Handle(HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var rows = await store.Read(workspace, db => ConnectionHealth.Load(db, workspace, store.Now, cancellation));
        return TypedResults.Ok(new Response(rows.ConvertAll(row => new Health(
            row.ConnectionId, row.LastEventAt, row.Owed, row.OldestOwedAt, row.FailingSince, row.Dead, row.InDoubt))));
    }
}
