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

namespace Hub.Api.Commerce;

/// <summary>Writes down what was agreed on in a conversation.</summary>
internal static class CreateOrder
{
    private static readonly Validator Rules = new();
    private static readonly OrderState[] FirstStates = [OrderState.Draft, OrderState.Placed, OrderState.Paid];

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/conversations/{id:guid}/orders", Handle).Needs(Permissions.OrdersWrite).WithName("CreateOrder");

    /// <param name="Number">The next of the workspace's when left out.</param>
    /// <param name="State">Draft, placed (so by default) or paid.</param>
    /// <param name="Discount">Off the whole order.</param>
    public sealed record Request(
        string? Number, string? Currency, OrderState? State, DateTimeOffset? PlacedAt, IReadOnlyList<OrderLineRequest>? Lines,
        decimal? Discount, decimal? Shipping, string? RecipientName, string? Phone, string? Address, string? Note) : IDeliveryRequest
    {
        public override string ToString() => "CreateOrderRequest";
    }

    private static async Task<Results<Created<OrderResponse>, ApiProblem>> Handle(
        Guid id, Request request, OrderDesk desk, HubStore store, IMapper mapper, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var caller = context.Caller();
        if (!await store.Sees(caller, id, cancellation))
            return ApiProblem.NotFound;
        var answer = await desk.Create(caller.WorkspaceId, id, Draft(request), caller.Actor, cancellation);
        return answer is OrderAnswer.Done done
            ? TypedResults.Created(
                $"/api/v1/orders/{done.Order.Id}", (await OrderResponse.Find(store, caller, done.Order.Id, mapper, Language.Of(context.Request), cancellation))!)
            : OrderProblems.Of(answer);
    }

    private static NewOrder Draft(Request request) => new(
        request.Number, CurrencyCode.From(request.Currency)!.Value, request.State ?? OrderState.Placed, request.PlacedAt?.ToUniversalTime(),
        [.. request.Lines!.Select(line => line.ToLine())], request.Discount ?? 0, request.Shipping ?? 0, request.Delivery());

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Number).Must(number => number is null || !string.IsNullOrWhiteSpace(number)).Says(FieldTexts.Required)
                .MaximumLength(50).Says(FieldTexts.AtMost(50));
            RuleFor(request => request.Currency).Must(code => CurrencyCode.From(code) is not null).Says(FieldTexts.Currency);
            RuleFor(request => request.State).Must(state => state is null || FirstStates.Contains(state.Value))
                .Says(FieldTexts.OneOf(["draft", "placed", "paid"]));
            RuleFor(request => request.Lines).Must(lines => lines is { Count: > 0 and <= OrderLineRequest.Most }).Says(FieldTexts.Required);
            RuleForEach(request => request.Lines).NotNull().Says(FieldTexts.Required).SetValidator(new OrderLineValidator());
            RuleFor(request => request.Discount).IsAmount();
            RuleFor(request => request.Shipping).IsAmount();
            OrderRules.Delivery(this);
        }
    }
}
