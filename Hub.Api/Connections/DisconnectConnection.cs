using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Connections;

/// <summary>
/// Ends a connection: nothing leaves any more, tokens are deleted, the platform is told. Answers with the receipt; of a connection that is
/// disconnected already with the one that it has. Connecting the same account again goes on with its history.
/// </summary>
internal static class DisconnectConnection
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/connections/{id:guid}/disconnect", Handle)
        .Needs(Permissions.ConnectionsDisconnect).WithName("DisconnectConnection");

    private static async Task<Results<Ok<DisconnectResponse>, ApiProblem>> Handle(
        Guid id, Disconnector disconnector, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        return await disconnector.Run(caller.WorkspaceId, id, caller.Actor, cancellation) is { } end
            ? TypedResults.Ok(DisconnectResponse.Of(end, Language.Of(context.Request)))
            : ApiProblem.NotFound;
    }
}
