using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
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
    /// <param name="FailedBefore">As the preview has answered it; what failed later stays.</param>
    public sealed record Request(Guid? ConnectionId, DeliveryKind? Kind, string? Outcome, string? Code, string? Reason, bool? Preview, DateTimeOffset? FailedBefore);

    /// <param name="Matched">Dead letters that it is about.</param>
    /// <param name="FailedBefore">Of a preview: sent along with the deed, it takes nothing that has failed since.</param>
    public sealed record Response(int Matched, int Skipped, DateTimeOffset? FailedBefore);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Request request, DeliverySkip skip, DeliveryReplay replay, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        if (Outcomes.Problem(request.Outcome) is { } unknown)
            return unknown;
        var caller = context.Caller();
        var cause = new FailureCause(
            new LaneKey(caller.WorkspaceId, request.ConnectionId!.Value, request.Kind!.Value), request.Outcome, request.Code,
            request.FailedBefore ?? (request.Preview is true ? store.Now : null));
        if (request.Preview is true)
            return TypedResults.Ok(new Response(await replay.Count(cause, cancellation), 0, cause.Before));
        var count = await skip.Dead(cause, SafeText.Clean(request.Reason!).Trim(), caller.Actor, cancellation);
        return TypedResults.Ok(new Response(count, count, cause.Before));
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
