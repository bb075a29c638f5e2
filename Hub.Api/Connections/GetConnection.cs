using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Connections;

internal static class GetConnection
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/connections/{id:guid}", Handle).Needs(Permissions.ConnectionsRead).WithName("GetConnection");

    private static async Task<Results<Ok<ConnectionResponse>, ApiProblem>> Handle(
        Guid id, HubStore store, ConnectionAnswers answers, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var row = await store.Read(workspace, db => db.Connections.FirstOrDefaultAsync(
            found => found.WorkspaceId == workspace && found.Id == id && found.ConnectorId != WebhookConnector.Id, cancellation));
        return row is null ? ApiProblem.NotFound : TypedResults.Ok(answers.Of(row, context.Request));
    }
}
