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

/// <summary>Edits a draft, moves an order along its life, or both at once.</summary>
internal static class ChangeOrder
{
    private static readonly Validator Rules = new();
    private static readonly LocalizedText NotDraft = new(
        "Only a draft can be edited. Cancel the order and make a new one.", "Chỉ sửa được đơn nháp. Hãy hủy đơn và tạo đơn mới.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/orders/{id:guid}", Handle).Needs(Permissions.OrdersWrite).WithName("ChangeOrder");

    /// <param name="Currency">Of a draft only; so are the lines.</param>
    /// <param name="Lines">Take the place of all lines that there are.</param>
    public sealed record Request(OrderState? State, string? Currency, IReadOnlyList<OrderLineRequest>? Lines);

    private static async Task<Results<Ok<OrderResponse>, ApiProblem>> Handle(
        Guid id, Request request, OrderDesk desk, HubStore store, IMapper mapper, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var caller = context.Caller();
        if (await OrderResponse.Find(store, caller, id, mapper, cancellation) is null)
            return ApiProblem.NotFound;
        var change = new OrderChange(
            request.State, CurrencyCode.From(request.Currency), request.Lines is null ? null : [.. request.Lines.Select(line => line.ToLine())]);
        return await desk.Change(caller.WorkspaceId, id, change, caller.Actor, cancellation) switch
        {
            OrderAnswer.Done => TypedResults.Ok((await OrderResponse.Find(store, caller, id, mapper, cancellation))!),
            OrderAnswer.WrongState wrong => new ApiProblem(ProblemTypes.Conflict, Possible(wrong.Now)),
            OrderAnswer.NotDraft => new ApiProblem(ProblemTypes.Conflict, NotDraft),
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
        public Validator()
        {
            RuleFor(request => request.State).NotNull().Says(FieldTexts.OneOf<OrderState>())
                .When(request => request is { Currency: null, Lines: null });
            RuleFor(request => request.Currency).Must(code => code is null || CurrencyCode.From(code) is not null).Says(FieldTexts.Currency);
            RuleFor(request => request.Lines).Must(lines => lines is null or { Count: > 0 and <= OrderLineRequest.Most }).Says(FieldTexts.Required);
            RuleForEach(request => request.Lines).SetValidator(new OrderLineValidator());
        }
    }
}
