using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Deliveries;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Deliveries;

/// <summary>Owes all dead letters of a lane again, or those with one cause; with <c>preview</c> it only counts them.</summary>
internal static class ReplayDeliveries
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/deliveries/replays", Handle).Needs(Permissions.DeliveriesReplay).NeedsSightOfAll().WithName("ReplayDeliveries");

    /// <param name="Outcome">As the list of causes tells it; with it the code is exact too, and none means those without one.</param>
    public sealed record Request(Guid? ConnectionId, DeliveryKind? Kind, string? Outcome, string? Code, bool? Preview);

    /// <param name="Matched">Dead letters that it is about.</param>
    public sealed record Response(int Matched, int Replayed);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Request request, DeliveryReplay replay, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var key = context.Caller();
        var cause = new FailureCause(
            new LaneKey(key.WorkspaceId, request.ConnectionId!.Value, request.Kind!.Value), request.Outcome, request.Code);
        if (request.Preview is true)
            return TypedResults.Ok(new Response(await replay.Count(cause, cancellation), 0));
        var count = await replay.Dead(cause, key.Actor, cancellation);
        return TypedResults.Ok(new Response(count, count));
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.ConnectionId).NotEmpty().Says(FieldTexts.Required);
            RuleFor(request => request.Kind).NotNull().Says(FieldTexts.OneOf<DeliveryKind>());
        }
    }
}
