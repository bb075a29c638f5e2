using Hub.Api.Auth;
using Hub.Core.Teams;
using Hub.Jobs.Engines;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Jobs;

/// <summary>What runs the jobs here.</summary>
internal static class GetJobEngine
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/job-engine", Handle).Needs(Permissions.DeliveriesRead).WithName("GetJobEngine");

    /// <param name="Dashboard">Where the engine's own page is, for those who may see it.</param>
    public sealed record Response(JobEngineKind Engine, string? Dashboard);

    private static Ok<Response> Handle(ChosenEngine engine, HttpContext context)
    {
        var caller = context.Caller();
        var sees = engine.Kind == JobEngineKind.Hangfire && caller.MemberId is not null && caller.May(Permissions.Operate);
        return TypedResults.Ok(new Response(engine.Kind, sees ? "/hangfire" : null));
    }
}
