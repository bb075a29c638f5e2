using Hub.Api.Auth;
using Hub.Api.Http;
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
        api.MapGet("/deliveries/{id:guid}", Handle).Needs(Permissions.DeliveriesRead).WithName("GetDelivery");

    public sealed record Response(DeliveryResponse Delivery, IReadOnlyList<Try> Attempts);

    public sealed record Try(DateTimeOffset At, string Outcome, string? Code, string? Detail);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Guid id, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var workspace = context.Caller().WorkspaceId;
        var response = await store.Read(workspace, async db =>
        {
            var row = await db.Deliveries.FirstOrDefaultAsync(found => found.WorkspaceId == workspace && found.Id == id, cancellation);
            return row is null ? null : new Response(
                DeliveryResponse.Of(row, Language.Of(context.Request)),
                await db.Attempts.Where(found => found.WorkspaceId == workspace && found.DeliveryId == id)
                    .OrderByDescending(found => found.Id).Take(Shown)
                    .Select(found => new Try(found.At, found.Outcome, found.Code, found.Detail)).ToListAsync(cancellation));
        });
        return response is null ? ApiProblem.NotFound : TypedResults.Ok(response);
    }
}
