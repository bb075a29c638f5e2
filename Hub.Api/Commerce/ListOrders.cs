using AutoMapper;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Api.Search;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Conversations;
using Hub.Core.Search;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Commerce;

/// <summary>The last placed first.</summary>
internal static class ListOrders
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/orders", Handle).Needs(Permissions.OrdersRead).WithName("ListOrders");

    /// <param name="state">May be repeated.</param>
    /// <param name="from">Placed at this time or later.</param>
    /// <param name="to">Placed before this time.</param>
    /// <param name="q">Words of the order: its number and its lines.</param>
    private static async Task<Results<Ok<Page<OrderResponse>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, Named<OrderState>[]? state, Guid? conversationId, Guid? contactId, DateTimeOffset? from, DateTimeOffset? to,
        string? q, Searcher search, HubStore store, IMapper mapper, HttpContext context, CancellationToken cancellation)
    {
        if ((page.Check(out var after) ?? ListWords.Check(q)) is { } problem)
            return problem;
        var caller = context.Caller();
        var states = (state ?? []).Select(item => item.Value).ToList();
        var named = await ListWords.Find(q, words => search.OrderIds(caller, words, cancellation));
        var (rows, orders) = await store.Read(caller.WorkspaceId, async db =>
        {
            var found = await db.Orders.Include(row => row.Lines).VisibleTo(db, caller)
                .Where(row => (states.Count == 0 || states.Contains(row.State))
                    && (conversationId == null || row.ConversationId == conversationId) && (contactId == null || row.ContactId == contactId)
                    && (from == null || row.PlacedAt >= from) && (to == null || row.PlacedAt < to))
                .Where(row => named == null || named.Contains(row.Id))
                .Where(row => after == null || row.PlacedAt < after.Value.At
                    || (row.PlacedAt == after.Value.At && row.Id.CompareTo(after.Value.Id) < 0))
                .OrderByDescending(row => row.PlacedAt).ThenByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation);
            return (found, (await OrderResponse.Load(db, caller, found, mapper, cancellation)).ToDictionary(order => order.Id));
        });
        return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(row.PlacedAt, row.Id), row => orders[row.Id]));
    }
}
