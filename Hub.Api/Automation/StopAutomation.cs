using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Automation;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Automation;

/// <summary>The stop of automation in one conversation: set by hand or by the loop guard, and taken away.</summary>
internal static class StopAutomation
{
    private const string Path = "/automation/conversations/{id:guid}/stop";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut(Path, Stop).Needs(Permissions.ConversationsWrite).WithName("StopAutomation");
        api.MapDelete(Path, Resume).Needs(Permissions.ConversationsWrite).WithName("ResumeAutomation");
    }

    private static async Task<Results<NoContent, ApiProblem>> Stop(
        Guid id, AutomationStops stops, HttpContext context, CancellationToken cancellation) =>
        await stops.Set(context.Caller(), id, stopped: true, cancellation) ? TypedResults.NoContent() : ApiProblem.NotFound;

    private static async Task<Results<NoContent, ApiProblem>> Resume(
        Guid id, AutomationStops stops, HttpContext context, CancellationToken cancellation) =>
        await stops.Set(context.Caller(), id, stopped: false, cancellation) ? TypedResults.NoContent() : ApiProblem.NotFound;
}
