using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Teams;

internal static class GetSession
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/session", Handle).NeedsMember().WithName("GetSession");

    private static async Task<Results<Ok<SessionResponse>, ApiProblem>> Handle(HubStore store, HttpContext context, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        var caller = context.Caller();
        return TypedResults.Ok(await SessionResponse.Of(
            store, caller.WorkspaceId, caller.Id, Language.Of(context.Request), cancellation));
    }
}
