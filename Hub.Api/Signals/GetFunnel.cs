using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Signals.Reports;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Signals;

/// <summary>
/// How far conversations came that began in a span, by where they came from, with revenue by currency. What nothing is known of is
/// counted as unattributed, not spread over ads.
/// </summary>
internal static class GetFunnel
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/signals/funnel", Handle).Needs(Permissions.SignalsRead).NeedsSightOfAll().WithName("GetFunnel");

    private static async Task<Results<Ok<Funnel>, ApiProblem>> Handle(
        [AsParameters] ReportSpan query, Guid? connectionId, FunnelQuery funnel, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (query.Check(store.Now, out var span) is { } problem)
            return problem;
        return TypedResults.Ok(await funnel.Run(context.Caller().WorkspaceId, span, connectionId, cancellation));
    }
}
