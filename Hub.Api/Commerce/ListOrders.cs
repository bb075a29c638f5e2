using AutoMapper;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Commerce;

/// <summary>The last placed first.</summary>
internal static class ListOrders
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/orders", Handle).Needs(Permissions.OrdersRead).WithName("ListOrders");

    private static async Task<Results<Ok<Page<OrderResponse>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, Named<OrderState>? state, Guid? conversationId, HubStore store, IMapper mapper, HttpContext context,
        CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var caller = context.Caller();
        var rows = await store.Read(caller.WorkspaceId, db => db.Orders.VisibleTo(db, caller).Include(row => row.Lines)
            .Where(row => (state == null || row.State == state.Value.Value)
                && (conversationId == null || row.ConversationId == conversationId))
            .Where(row => after == null || row.PlacedAt < after.Value.At
                || (row.PlacedAt == after.Value.At && row.Id.CompareTo(after.Value.Id) < 0))
            .OrderByDescending(row => row.PlacedAt).ThenByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation));
        return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(row.PlacedAt, row.Id), mapper.Map<OrderResponse>));
    }
}
