using AutoMapper;
using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Commerce;

/// <summary>
/// Money that came in for an order, or went back. The last of what is due makes a placed order a paid one; the last of what was paid makes
/// it a refunded one.
/// </summary>
internal static class RecordPayment
{
    private const int FirstYear = 2000;
    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(10);
    private static readonly Validator Rules = new();
    private static readonly LocalizedText WrongTime = new(
        $"Enter a time between the year {FirstYear} and now.", $"Nhập thời điểm từ năm {FirstYear} đến hiện tại.");


    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/orders/{id:guid}/payments", Pay).Needs(Permissions.OrdersWrite).WithName("RecordPayment");
        api.MapPost("/orders/{id:guid}/refunds", Refund).Needs(Permissions.OrdersWrite).WithName("RecordRefund");
    }

    /// <param name="Amount">In major units of the order's currency.</param>
    /// <param name="Method">Other when left out.</param>
    /// <param name="At">Now when left out.</param>
    /// <param name="Reference">What the bank or the carrier calls it.</param>
    /// <param name="Version">Of the order that was seen: when it has changed since, nothing is written down.</param>
    public sealed record Request(decimal? Amount, PaymentMethod? Method, DateTimeOffset? At, string? Reference, int? Version)
    {
        public override string ToString() => "RecordPaymentRequest";
    }

    private static Task<Results<Ok<OrderResponse>, ApiProblem>> Pay(
        Guid id, Request request, OrderDesk desk, HubStore store, IMapper mapper, HttpContext context, CancellationToken cancellation) =>
        Handle(id, request, store, mapper, context, (payment, caller) =>
            desk.Pay(caller.WorkspaceId, id, payment, request.Version, caller.Actor, cancellation), cancellation);

    private static Task<Results<Ok<OrderResponse>, ApiProblem>> Refund(
        Guid id, Request request, OrderDesk desk, HubStore store, IMapper mapper, HttpContext context, CancellationToken cancellation) =>
        Handle(id, request, store, mapper, context, (refund, caller) =>
            desk.Refund(caller.WorkspaceId, id, refund, request.Version, caller.Actor, cancellation), cancellation);

    private static async Task<Results<Ok<OrderResponse>, ApiProblem>> Handle(
        Guid id, Request request, HubStore store, IMapper mapper, HttpContext context, Func<NewPayment, Caller, Task<OrderAnswer>> record,
        CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        if (request.At is { } when && (when.Year < FirstYear || when > store.Now + ClocksApart))
            return ApiProblem.Invalid("at", WrongTime);
        var caller = context.Caller();
        if (await OrderResponse.Find(store, caller, id, mapper, Language.Of(context.Request), cancellation) is null)
            return ApiProblem.NotFound;
        var reference = string.IsNullOrWhiteSpace(request.Reference) ? null : SafeText.Clean(request.Reference.Trim());
        var at = request.At is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()) : (DateTimeOffset?)null;
        var answer = await record(new NewPayment(request.Amount!.Value, request.Method ?? PaymentMethod.Other, at, reference), caller);
        return answer is OrderAnswer.Done
            ? TypedResults.Ok((await OrderResponse.Find(store, caller, id, mapper, Language.Of(context.Request), cancellation))!)
            : OrderProblems.Of(answer);
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Amount).Must(amount => amount is > 0 and <= OrderRules.MostMoney).Says(FieldTexts.Positive);
            RuleFor(request => request.Reference).MaximumLength(200).Says(FieldTexts.AtMost(200));
        }
    }
}
