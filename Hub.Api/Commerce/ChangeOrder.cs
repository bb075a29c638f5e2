using AutoMapper;
using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Commerce;

/// <summary>Moves an order along its life.</summary>
internal static class ChangeOrder
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/orders/{id:guid}", Handle).Needs(Permissions.OrdersWrite).WithName("ChangeOrder");

    public sealed record Request(OrderState? State);

    private static async Task<Results<Ok<OrderResponse>, ApiProblem>> Handle(
        Guid id, Request request, OrderDesk desk, HubStore store, IMapper mapper, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var key = context.Caller();
        if (!await store.Read(key.WorkspaceId, db => db.Orders.VisibleTo(db, key).AnyAsync(row => row.Id == id, cancellation)))
            return ApiProblem.NotFound;
        return await desk.Move(key.WorkspaceId, id, request.State!.Value, key.Actor, cancellation) switch
        {
            OrderAnswer.Done done => TypedResults.Ok(mapper.Map<OrderResponse>(done.Order)),
            OrderAnswer.WrongState wrong => new ApiProblem(ProblemTypes.Conflict, Possible(wrong.Now)),
            _ => ApiProblem.NotFound,
        };
    }

    private static LocalizedText Possible(OrderState now)
    {
        var next = string.Join(", ", OrderStates.Next(now)).ToLowerInvariant();
        return next.Length == 0
            ? new LocalizedText("The order has ended.", "Đơn hàng đã kết thúc.")
            : new LocalizedText($"From here it can become: {next}.", $"Từ trạng thái này chỉ có thể chuyển sang: {next}.");
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.State).NotNull().Says(FieldTexts.OneOf<OrderState>());
    }
}
