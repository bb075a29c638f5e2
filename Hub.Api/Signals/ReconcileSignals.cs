using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Signals.Reports;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Signals;

/// <summary>
/// What the ad platforms themselves have counted, beside the ledger. Asks them, so that it is for people who want to know, not for a page that polls. Days are
/// the ad account's there and UTC here: sums of a few days may differ at their edges.
/// </summary>
internal static class ReconcileSignals
{
    private const int MostDays = 31;
    private const int UsualDays = 7;
    private static readonly LocalizedText Wrong = new(
        $"Enter a first and a last day, at most {MostDays} days.", $"Nhập ngày đầu và ngày cuối, tối đa {MostDays} ngày.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/signals/reconciliation", Handle).Needs(Permissions.SignalsRead).NeedsSightOfAll().WithName("ReconcileSignals");

    /// <param name="Platforms">Those that can be asked; empty when none can.</param>
    public sealed record Response(IReadOnlyList<Platform> Platforms);

    /// <param name="Reason">Why there are no counts; null when there are.</param>
    public sealed record Platform(Guid ConnectionId, string? Code, string? Reason, IReadOnlyList<CountedTwice> Counts);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        DateOnly? from, DateOnly? to, Reconciliation reconciliation, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var last = to ?? DateOnly.FromDateTime(store.Now.UtcDateTime);
        if (last.Year is < ReportSpan.EarliestYear or > ReportSpan.LatestYear)
            return ApiProblem.Invalid("to", Wrong);
        var first = from ?? last.AddDays(1 - UsualDays);
        if (first > last || last.DayNumber - first.DayNumber >= MostDays)
            return ApiProblem.Invalid("from", Wrong);
        var found = await reconciliation.Run(context.Caller().WorkspaceId, first, last, cancellation);
        var language = Language.Of(context.Request);
        return TypedResults.Ok(new Response([.. found.Select(row => Read(row, language))]));
    }

    private static Platform Read(Reconciled row, string language) => new(
        row.ConnectionId, row.Outcome.Because?.Code,
        row.Outcome is Outcome.Accepted ? null : (row.Outcome.Because?.Words ?? OutcomeTexts.Find(row.Outcome.GetType().Name)?.Reason)?.In(language),
        row.Counts);
}
