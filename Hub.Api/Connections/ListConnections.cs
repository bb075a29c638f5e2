using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Connections;

internal static class ListConnections
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/connections", Handle).Needs(Permissions.ConnectionsRead).WithName("ListConnections");

    private static async Task<Results<Ok<Page<ConnectionResponse>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, HubStore store, ConnectionAnswers answers, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        var rows = await store.Read(workspace, db => db.Connections
            .Where(row => row.WorkspaceId == workspace && row.ConnectorId != WebhookConnector.Id)
            .Where(row => after == null || row.Id.CompareTo(after.Value.Id) < 0)
            .OrderByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation));
        return TypedResults.Ok(Pages.Of(
            rows, page.Size, row => new Cursor(row.CreatedAt, row.Id), row => answers.Of(row, context.Request)));
    }
}
