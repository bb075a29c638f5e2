using Hub.Api.Auth;
using Hub.Api.Conversations;
using Hub.Api.Http;
using Hub.Core.Connections.Disconnects;
using Hub.Core.Storage;
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
        Guid id, Disconnector disconnector, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (await disconnector.Run(caller.WorkspaceId, id, caller.Actor, cancellation) is not { } end)
            return ApiProblem.NotFound;
        var names = await store.Read(caller.WorkspaceId, db => ActorNames.Of(db, caller.WorkspaceId, [end.Actor], cancellation));
        return TypedResults.Ok(DisconnectResponse.Of(end, names.GetValueOrDefault(end.Actor), Language.Of(context.Request)));
    }
}
