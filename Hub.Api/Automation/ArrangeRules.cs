using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Automation;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Automation;

/// <summary>Puts the rules of a kind into an order, all in one step.</summary>
internal static class ArrangeRules
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPut("/automation/rules/order", Handle)
        .Needs(Permissions.AutomationWrite).NeedsSightOfAll().WithName("ArrangeRules");

    /// <param name="Ids">The first comes first. Rules that are not named follow behind, in the order that they have.</param>
    public sealed record Request(RuleKind? Kind, IReadOnlyList<Guid>? Ids);

    private static async Task<Results<Ok<Page<RuleResponse>>, ApiProblem>> Handle(
        Request request, RuleDesk desk, HttpContext context, CancellationToken cancellation)
    {
        if (new Rules().Check(request) is { } problem)
            return problem;
        var answer = await desk.Arrange(context.Caller(), request.Kind!.Value, request.Ids!, cancellation);
        return answer is RuleAnswer.Arranged
            ? TypedResults.Ok(new Page<RuleResponse>(
                (await desk.All(context.Caller().WorkspaceId, request.Kind, null, cancellation)).ConvertAll(RuleResponse.Of), null))
            : RuleProblems.Of(answer);
    }

    private sealed class Rules : AbstractValidator<Request>
    {
        public Rules()
        {
            RuleFor(request => request.Kind).Must(kind => kind is { } one && Enum.IsDefined(one)).Says(FieldTexts.OneOf<RuleKind>());
            RuleFor(request => request.Ids).Must(ids => ids is { Count: > 0 and <= RuleDesk.Most } && ids.Distinct().Count() == ids.Count)
                .Says(RuleProblems.NoOrder);
        }
    }
}
