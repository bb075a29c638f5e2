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

/// <summary>Writes down an order that was agreed on in a conversation.</summary>
internal static class CreateOrder
{
    private static readonly Validator Rules = new();
    private static readonly OrderState[] FirstStates = [OrderState.Draft, OrderState.Placed, OrderState.Paid];
    private static readonly LocalizedText NumberTaken = new("Another order has this number.", "Số đơn này đã được dùng.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/conversations/{id:guid}/orders", Handle).Needs(Permissions.OrdersWrite).WithName("CreateOrder");

    /// <param name="Number">Made by the hub when left out.</param>
    /// <param name="State">Draft, placed (so by default) or paid.</param>
    public sealed record Request(
        string? Number, string? Currency, OrderState? State, DateTimeOffset? PlacedAt, IReadOnlyList<LineRequest>? Lines);

    /// <param name="UnitPrice">In major units of the currency.</param>
    public sealed record LineRequest(string? ProductCode, string? Name, decimal? Quantity, decimal? UnitPrice);

    private static async Task<Results<Created<OrderResponse>, ApiProblem>> Handle(
        Guid id, Request request, OrderDesk desk, HubStore store, IMapper mapper, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var key = context.Caller();
        if (!await store.Sees(key, id, cancellation))
            return ApiProblem.NotFound;
        return await desk.Create(key.WorkspaceId, id, Draft(request), key.Actor, cancellation) switch
        {
            OrderAnswer.Done done => TypedResults.Created($"/api/v1/orders/{done.Order.Id}", mapper.Map<OrderResponse>(done.Order)),
            OrderAnswer.NumberTaken => new ApiProblem(ProblemTypes.NameTaken, NumberTaken),
            _ => ApiProblem.NotFound,
        };
    }

    private static NewOrder Draft(Request request) => new(
        request.Number, CurrencyCode.From(request.Currency)!.Value, request.State ?? OrderState.Placed, request.PlacedAt?.ToUniversalTime(),
        [.. request.Lines!.Select(line => new NewOrderLine(line.ProductCode!, line.Name, line.Quantity!.Value, line.UnitPrice!.Value))]);

    private sealed class Validator : AbstractValidator<Request>
    {
        // Far above any order in any currency, and far below where a sum of 200 lines would leave decimal's exact range.
        private const decimal Most = 1_000_000_000_000m;

        public Validator()
        {
            RuleFor(request => request.Number).Must(number => number is null || !string.IsNullOrWhiteSpace(number)).Says(FieldTexts.Required)
                .MaximumLength(50).Says(FieldTexts.AtMost(50));
            RuleFor(request => request.Currency).Must(code => CurrencyCode.From(code) is not null).Says(FieldTexts.Currency);
            RuleFor(request => request.State).Must(state => state is null || FirstStates.Contains(state.Value))
                .Says(FieldTexts.OneOf(["draft", "placed", "paid"]));
            RuleFor(request => request.Lines).Must(lines => lines is { Count: > 0 and <= 200 }).Says(FieldTexts.Required);
            RuleForEach(request => request.Lines).ChildRules(line =>
            {
                line.RuleFor(item => item.ProductCode).NotEmpty().Says(FieldTexts.Required).MaximumLength(200).Says(FieldTexts.AtMost(200));
                line.RuleFor(item => item.Name).MaximumLength(500).Says(FieldTexts.AtMost(500));
                line.RuleFor(item => item.Quantity).Must(quantity => quantity is > 0 and <= Most).Says(FieldTexts.Positive);
                line.RuleFor(item => item.UnitPrice).Must(price => price is >= 0 and <= Most).Says(FieldTexts.NotNegative);
            });
        }
    }
}
