using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Deliveries;

/// <summary>
/// Owes all dead letters of a lane again, or those with one cause, so many a minute and after what is due besides; with <c>preview</c> it
/// only says how many there are and how long it takes.
/// </summary>
internal static class ReplayDeliveries
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/deliveries/replays", Handle).Needs(Permissions.DeliveriesReplay).NeedsSightOfAll().WithName("ReplayDeliveries");

    /// <param name="Outcome">As the list of causes tells it; with it the code is exact too, and none means those without one.</param>
    /// <param name="PerMinute">How many get their turn in a minute, 600 unless said otherwise.</param>
    /// <param name="FailedBefore">As the preview has answered it; what failed later stays.</param>
    public sealed record Request(
        Guid? ConnectionId, DeliveryKind? Kind, string? Outcome, string? Code, int? PerMinute, bool? Preview, DateTimeOffset? FailedBefore);

    /// <param name="Matched">Dead letters that it is about.</param>
    /// <param name="EndsAt">When the last of them gets its turn; null where there is none.</param>
    /// <param name="FailedBefore">Of a preview: sent along with the deed, it takes nothing that has failed since.</param>
    public sealed record Response(int Matched, int Replayed, int PerMinute, DateTimeOffset? EndsAt, DateTimeOffset? FailedBefore);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Request request, DeliveryReplay replay, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        if (Outcomes.Problem(request.Outcome) is { } unknown)
            return unknown;
        var key = context.Caller();
        var cause = new FailureCause(
            new LaneKey(key.WorkspaceId, request.ConnectionId!.Value, request.Kind!.Value), request.Outcome, request.Code,
            request.FailedBefore ?? (request.Preview is true ? store.Now : null));
        var rate = request.PerMinute ?? ReplayPace.Usual;
        if (request.Preview is true)
        {
            var preview = await replay.Preview(cause, rate, cancellation);
            return TypedResults.Ok(new Response(preview.Count, 0, rate, preview.EndsAt, cause.Before));
        }

        var done = await replay.Dead(cause, rate, key.Actor, cancellation);
        return TypedResults.Ok(new Response(done.Count, done.Count, rate, done.EndsAt, cause.Before));
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.ConnectionId).NotEmpty().Says(FieldTexts.Required);
            RuleFor(request => request.PerMinute).InclusiveBetween(1, ReplayPace.Most).Says(FieldTexts.Between(1, ReplayPace.Most));
            RuleFor(request => request.Kind).NotNull().Says(FieldTexts.OneOf<DeliveryKind>());
        }
    }
}
