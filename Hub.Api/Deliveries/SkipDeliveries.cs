using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Deliveries;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Deliveries;

/// <summary>Sets all dead letters of a lane aside, or those with one cause; with <c>preview</c> it only counts them.</summary>
internal static class SkipDeliveries
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/deliveries/skips", Handle).Needs(Permissions.DeliveriesReplay).NeedsSightOfAll().WithName("SkipDeliveries");

    /// <param name="Outcome">As the list of causes tells it; with it the code is exact too, and none means those without one.</param>
    public sealed record Request(Guid? ConnectionId, DeliveryKind? Kind, string? Outcome, string? Code, string? Reason, bool? Preview);

    /// <param name="Matched">Dead letters that it is about.</param>
    public sealed record Response(int Matched, int Skipped);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Request request, DeliverySkip skip, DeliveryReplay replay, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var caller = context.Caller();
        var cause = new FailureCause(
            new LaneKey(caller.WorkspaceId, request.ConnectionId!.Value, request.Kind!.Value), request.Outcome, request.Code);
        if (request.Preview is true)
            return TypedResults.Ok(new Response(await replay.Count(cause, cancellation), 0));
        var count = await skip.Dead(cause, SafeText.Clean(request.Reason!).Trim(), caller.Actor, cancellation);
        return TypedResults.Ok(new Response(count, count));
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.ConnectionId).NotEmpty().Says(FieldTexts.Required);
            RuleFor(request => request.Kind).NotNull().Says(FieldTexts.OneOf<DeliveryKind>());
            RuleFor(request => request.Reason).NotEmpty().Says(FieldTexts.Required).When(request => request.Preview is not true);
            RuleFor(request => request.Reason).MaximumLength(500).Says(FieldTexts.AtMost(500));
        }
    }
}
