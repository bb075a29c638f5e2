using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Teams;

internal static class RevokeApiKey
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete("/api-keys/{id:guid}", Handle).Needs(Permissions.KeysManage).WithName("RevokeApiKey");

    private static async Task<Results<NoContent, ApiProblem>> Handle(Guid id, ApiKeys keys, HttpContext context, CancellationToken cancellation)
    {
        var key = context.Caller();
        return await keys.Revoke(key.WorkspaceId, id, key.Actor, cancellation) ? TypedResults.NoContent() : ApiProblem.NotFound;
    }
}
