using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Deliveries;

/// <summary>A delivery with its latest tries.</summary>
internal static class GetDelivery
{
    private const int Shown = 100;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/deliveries/{id:guid}", Handle).Needs(Permissions.DeliveriesRead).NeedsSightOfAll().WithName("GetDelivery");

    public sealed record Response(DeliveryResponse Delivery, IReadOnlyList<Try> Attempts);

    /// <param name="Outcome">Name of the outcome; <c>Skipped</c> with a person's reason for a detail.</param>
    /// <param name="Status">HTTP status, where the kind tells it.</param>
    public sealed record Try(
        DateTimeOffset At, string Outcome, string? Code, string? Detail, string? Reason, string? WayOn, int? Status, int? DurationMs);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Guid id, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var language = Language.Of(context.Request);
        var response = await store.Read(workspace, async db =>
        {
            var row = await db.Deliveries.FirstOrDefaultAsync(found => found.WorkspaceId == workspace && found.Id == id, cancellation);
            if (row is null)
                return null;
            var tries = await db.Attempts.Where(found => found.WorkspaceId == workspace && found.DeliveryId == id)
                .OrderByDescending(found => found.Id).Take(Shown).ToListAsync(cancellation);
            var places = await DeliveryPlace.Of(db, workspace, [row], cancellation);
            return new Response(DeliveryResponse.Of(row, places.GetValueOrDefault(row.Id), language), tries.ConvertAll(found => Read(found, language)));
        });
        return response is null ? ApiProblem.NotFound : TypedResults.Ok(response);
    }

    private static Try Read(Attempt row, string language)
    {
        var text = OutcomeTexts.Find(row.Outcome, row.Code);
        return new Try(row.At, row.Outcome, row.Code, row.Detail, text?.Reason.In(language), text?.WayOn.In(language), row.Status, row.DurationMs);
    }
}
