using AutoMapper;
using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Commerce;

/// <summary>Edits a draft, says where an order goes, moves it along its life, or all at once.</summary>
internal static class ChangeOrder
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/orders/{id:guid}", Handle).Needs(Permissions.OrdersWrite).WithName("ChangeOrder");

    /// <param name="Currency">Of a draft only; so are lines, discount and shipping.</param>
    /// <param name="Lines">Take the place of all lines that there are.</param>
    /// <param name="Note">Like recipient, phone and address it may change at any time; empty takes it away.</param>
    /// <param name="Version">Of the order that was seen: when it has changed since, nothing is changed.</param>
    public sealed record Request(
        OrderState? State, string? Currency, IReadOnlyList<OrderLineRequest>? Lines, decimal? Discount, decimal? Shipping,
        string? RecipientName, string? Phone, string? Address, string? Note, int? Version) : IDeliveryRequest
    {
        public override string ToString() => "ChangeOrderRequest";
    }

    private static async Task<Results<Ok<OrderResponse>, ApiProblem>> Handle(
        Guid id, Request request, OrderDesk desk, HubStore store, IMapper mapper, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var caller = context.Caller();
        if (await OrderResponse.Find(store, caller, id, mapper, Language.Of(context.Request), cancellation) is null)
            return ApiProblem.NotFound;
        var change = new OrderChange(
            request.State, CurrencyCode.From(request.Currency), request.Lines is null ? null : [.. request.Lines.Select(line => line.ToLine())],
            request.Discount, request.Shipping, request.Delivery(), request.Version);
        var answer = await desk.Change(caller.WorkspaceId, id, change, caller.Actor, cancellation);
        return answer is OrderAnswer.Done
            ? TypedResults.Ok((await OrderResponse.Find(store, caller, id, mapper, Language.Of(context.Request), cancellation))!)
            : OrderProblems.Of(answer);
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.State).NotNull().Says(FieldTexts.OneOf<OrderState>())
                .When(request => request is { Currency: null, Lines: null, Discount: null, Shipping: null } && request.Delivery() is null);
            RuleFor(request => request.Currency).Must(code => code is null || CurrencyCode.From(code) is not null).Says(FieldTexts.Currency);
            RuleFor(request => request.Lines).Must(lines => lines is null or { Count: > 0 and <= OrderLineRequest.Most }).Says(FieldTexts.Required);
            RuleForEach(request => request.Lines).NotNull().Says(FieldTexts.Required).SetValidator(new OrderLineValidator());
            RuleFor(request => request.Discount).IsAmount();
            RuleFor(request => request.Shipping).IsAmount();
            OrderRules.Delivery(this);
        }
    }
}
