using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Teams;

/// <summary>Signs a member out elsewhere: on one device, or on all others.</summary>
internal static class EndOtherSessions
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapDelete("/sessions/{id:guid}", One).NeedsMember().WithName("EndOtherSession");
        api.MapDelete("/sessions", All).NeedsMember().WithName("EndOtherSessions");
    }

    private static async Task<Results<NoContent, ApiProblem>> One(Guid id, Sessions sessions, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        return await sessions.End(caller.WorkspaceId, caller.Id, id, cancellation) ? TypedResults.NoContent() : ApiProblem.NotFound;
    }

    private static async Task<Results<NoContent, ApiProblem>> All(Sessions sessions, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        await sessions.EndOthers(caller.WorkspaceId, caller.Id, caller.SessionId, cancellation);
        return TypedResults.NoContent();
    }
}
