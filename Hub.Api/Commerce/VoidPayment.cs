using AutoMapper;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Commerce;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Commerce;

/// <summary>
/// Takes back a payment that was written down by mistake: no refund, and no ad platform hears of it. Where money is due again, the order is
/// not paid any more.
/// </summary>
internal static class VoidPayment
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/orders/{id:guid}/payments/{number:int}/void", Handle).Needs(Permissions.OrdersWrite).WithName("VoidPayment");

    /// <param name="Version">Of the order that was seen: when it has changed since, nothing is taken back.</param>
    public sealed record Request(int? Version);

    private static async Task<Results<Ok<OrderResponse>, ApiProblem>> Handle(
        Guid id, int number, Request request, OrderDesk desk, HubStore store, IMapper mapper, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (await OrderResponse.Find(store, caller, id, mapper, Language.Of(context.Request), cancellation) is null)
            return ApiProblem.NotFound;
        var answer = await desk.Void(caller.WorkspaceId, id, number, request.Version, caller.Actor, cancellation);
        return answer is OrderAnswer.Done
            ? TypedResults.Ok((await OrderResponse.Find(store, caller, id, mapper, Language.Of(context.Request), cancellation))!)
            : OrderProblems.Of(answer);
    }
}
