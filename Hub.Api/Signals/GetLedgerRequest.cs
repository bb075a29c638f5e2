using System.Text;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Signals;

/// <summary>
/// The very bytes that left for an ad platform. One request carries the signals of many conversations, so that it is for callers who see all.
/// </summary>
internal static class GetLedgerRequest
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/signals/requests/{id:guid}", Handle).Needs(Permissions.SignalsRead).NeedsSightOfAll().WithName("GetSignalRequest");

    /// <param name="Status">HTTP status; 0 when no answer came, or when the gate held the request back.</param>
    public sealed record Response(Guid Id, Guid ConnectionId, DateTimeOffset At, string Target, int Status, string Body);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Guid id, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var row = await store.Read(workspace, db => db.LedgerRequests.FirstOrDefaultAsync(
            found => found.WorkspaceId == workspace && found.Id == id, cancellation));
        return row is null
            ? ApiProblem.NotFound
            : TypedResults.Ok(new Response(row.Id, row.ConnectionId, row.At, row.Target, row.Status, Encoding.UTF8.GetString(row.Body)));
    }
}
