using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Deliveries;

/// <summary>Sets one delivery aside, with a reason for those who come after. It can still be replayed.</summary>
internal static class SkipDelivery
{
    private static readonly Validator Rules = new();
    private static readonly LocalizedText NotOpen = new(
        "It is done, cancelled or on its way this moment.", "Việc này đã xong, đã hủy hoặc đang được thực hiện.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/deliveries/{id:guid}/skip", Handle).Needs(Permissions.DeliveriesReplay).NeedsSightOfAll().WithName("SkipDelivery");

    /// <param name="Reason">Shown with the delivery. No customer's data, please.</param>
    public sealed record Request(string? Reason);

    private static async Task<Results<NoContent, ApiProblem>> Handle(
        Guid id, Request request, DeliverySkip skip, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var caller = context.Caller();
        return await skip.One(caller.WorkspaceId, id, SafeText.Clean(request.Reason!).Trim(), caller.Actor, cancellation) switch
        {
            SkipAnswer.Skipped => TypedResults.NoContent(),
            SkipAnswer.NotOpen => new ApiProblem(ProblemTypes.Conflict, NotOpen),
            _ => ApiProblem.NotFound,
        };
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Reason)
            .NotEmpty().Says(FieldTexts.Required).MaximumLength(500).Says(FieldTexts.AtMost(500));
    }
}
