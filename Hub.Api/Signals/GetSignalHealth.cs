using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Signals;
using Hub.Core.Signals.Reports;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Signals;

/// <summary>How well reporting works over a span: how many conversations can be credited, how late reports are, and why some stayed.</summary>
internal static class GetSignalHealth
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/signals/health", Handle).Needs(Permissions.SignalsRead).NeedsSightOfAll().WithName("GetSignalHealth");

    public sealed record Response(TrackedShare Tracked, SignalLag? Lag, IReadOnlyList<Platform> Platforms);

    /// <param name="Duplicates">Of those sent: the platform said that it had them.</param>
    public sealed record Platform(
        Guid ConnectionId, int Sent, int Duplicates, int Held, int Dropped, int InDoubt, IReadOnlyList<Stayed> Stayed);

    /// <param name="Code">Null for what merely waits.</param>
    public sealed record Stayed(LedgerState State, string? Code, int Count, string Reason, string WayOn);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        [AsParameters] ReportSpan query, SignalHealthQuery health, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (query.Check(store.Now, out var span) is { } problem)
            return problem;
        var found = await health.Run(context.Caller().WorkspaceId, span, cancellation);
        var language = Language.Of(context.Request);
        return TypedResults.Ok(new Response(found.Tracked, found.Lag, [.. found.Platforms.Select(platform => Read(platform, language))]));
    }

    private static Platform Read(PlatformHealth platform, string language) => new(
        platform.ConnectionId, platform.Sent, platform.Duplicates, platform.Held, platform.Dropped, platform.InDoubt,
        [
            .. platform.Stayed.Select(row =>
            {
                var text = LedgerTexts.Find(row.State, row.Code)!;
                return new Stayed(row.State, row.Code, row.Count, text.Reason.In(language), text.WayOn.In(language));
            }),
        ]);
}
