using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Teams;

/// <summary>Signs out.</summary>
internal static class EndSession
{
    public static void Map(IEndpointRouteBuilder api) => api.MapDelete("/session", Handle).NeedsMember().WithName("EndSession");

    private static async Task<Results<NoContent, ApiProblem>> Handle(Sessions sessions, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        await sessions.End(caller.WorkspaceId, caller.Id, caller.SessionId!.Value, cancellation);
        SessionCookie.Remove(context);
        return TypedResults.NoContent();
    }
}
