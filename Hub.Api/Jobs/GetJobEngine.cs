using Hub.Api.Auth;
using Hub.Api.Hosting;
using Hub.Core.Nodes;
using Hub.Core.Teams;
using Hub.Jobs.Engines;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Jobs;

/// <summary>What runs the jobs here, and whether anybody does.</summary>
internal static class GetJobEngine
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/job-engine", Handle).Needs(Permissions.DeliveriesRead).WithName("GetJobEngine");

    /// <param name="Dashboard">Where the engine's own page is, for those who may see it.</param>
    /// <param name="Working">How many nodes work. With none of them nothing is sent, synced or applied.</param>
    /// <param name="IdleSince">Since when none works; null while one does, and where none ever has.</param>
    /// <param name="Nodes">With the permission <c>operate</c>; else empty. Those that live and, where none works, the workers that were there last.</param>
    public sealed record Response(
        JobEngineKind Engine, string? Dashboard, int Working, DateTimeOffset? IdleSince, IReadOnlyList<NodeResponse> Nodes);

    /// <param name="Name">Its machine and the number of its process there.</param>
    /// <param name="StoppedAt">When it was told to stop; null for one that lives, or was killed.</param>
    public sealed record NodeResponse(
        string Name, HubRole Role, DateTimeOffset Since, DateTimeOffset LastBeatAt, DateTimeOffset? StoppedAt, bool IsAlive)
    {
        internal static NodeResponse Of(Node node, bool isAlive) => new(
            node.Name, node is { Serves: true, Works: true } ? HubRole.All : node.Works ? HubRole.Jobs : HubRole.Api,
            node.StartedAt, node.BeatAt, node.StoppedAt, isAlive);
    }

    private static async Task<Ok<Response>> Handle(ChosenEngine engine, NodeList nodes, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        var operates = caller.May(Permissions.Operate);
        var view = await nodes.Look(cancellation);
        return TypedResults.Ok(new Response(
            engine.Kind, operates && engine.Kind == JobEngineKind.Hangfire && caller.MemberId is not null ? "/hangfire" : null,
            view.Working, view.IdleSince,
            operates ? [.. view.Alive.Select(node => NodeResponse.Of(node, true)), .. view.Gone.Select(node => NodeResponse.Of(node, false))] : []));
    }
}
