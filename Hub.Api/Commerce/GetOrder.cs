using AutoMapper;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Commerce;

internal static class GetOrder
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/orders/{id:guid}", Handle).Needs(Permissions.OrdersRead).WithName("GetOrder");

    private static async Task<Results<Ok<OrderResponse>, ApiProblem>> Handle(
        Guid id, HubStore store, IMapper mapper, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        var row = await store.Read(caller.WorkspaceId, db => db.Orders.VisibleTo(db, caller).Include(order => order.Lines)
            .FirstOrDefaultAsync(order => order.Id == id, cancellation));
        return row is null ? ApiProblem.NotFound : TypedResults.Ok(mapper.Map<OrderResponse>(row));
    }
}
