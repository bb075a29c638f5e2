using AutoMapper;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Commerce;

internal static class GetOrder
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/orders/{id:guid}", Handle).Needs(Permissions.OrdersRead).WithName("GetOrder");

    private static async Task<Results<Ok<OrderResponse>, ApiProblem>> Handle(
        Guid id, HubStore store, IMapper mapper, HttpContext context, CancellationToken cancellation) =>
        await OrderResponse.Find(store, context.Caller(), id, mapper, Language.Of(context.Request), cancellation) is { } order ? TypedResults.Ok(order) : ApiProblem.NotFound;
}
