using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Automation;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Automation;

/// <summary>What all automatic answers keep to: opening hours, budgets, the loop guard, how old a message may be.</summary>
internal static class ManagePolicy
{
    private const string Path = "/automation/policy";
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, Get).Needs(Permissions.AutomationRead).WithName("GetAutomationPolicy");
        api.MapPut(Path, Put).Needs(Permissions.AutomationWrite).NeedsSightOfAll().WithName("ChangeAutomationPolicy");
    }

    private static async Task<Ok<AutomationPolicy>> Get(RuleDesk desk, HttpContext context, CancellationToken cancellation) =>
        TypedResults.Ok(await desk.Policy(context.Caller().WorkspaceId, cancellation));

    private static async Task<Results<Ok<AutomationPolicy>, ApiProblem>> Put(
        AutomationPolicy policy, RuleDesk desk, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(policy) is { } problem)
            return problem;
        return await desk.Change(context.Caller(), policy, cancellation) is var answer && answer is RuleAnswer.Saved saved
            ? TypedResults.Ok(saved.Policy)
            : RuleProblems.Of(answer);
    }

    private sealed class Validator : AbstractValidator<AutomationPolicy>
    {
        private const int MostMinutes = 24 * 60;
        private const int MostMessages = 1000;

        public Validator()
        {
            RuleFor(policy => policy.AnswerWithinMinutes).InclusiveBetween(1, MostMinutes).Says(FieldTexts.Between(1, MostMinutes));
            RuleFor(policy => policy.QuietAfterPersonMinutes).InclusiveBetween(0, MostMinutes).Says(FieldTexts.Between(0, MostMinutes));
            RuleFor(policy => policy.LoopMinutes).InclusiveBetween(1, MostMinutes).Says(FieldTexts.Between(1, MostMinutes));
            RuleFor(policy => policy.LoopMessages).InclusiveBetween(1, MostMessages).Says(FieldTexts.Between(1, MostMessages));
            RuleFor(policy => policy.LoopTurns).InclusiveBetween(1, MostMessages).Says(FieldTexts.Between(1, MostMessages));
            RuleFor(policy => policy.TeamHours).NotNull().Says(FieldTexts.Required);
            RuleFor(policy => policy.Budgets).NotNull().Says(FieldTexts.Required)
                .Must(budgets => budgets is null || budgets.Values.All(budget =>
                    budget is { Most: >= 0 and <= MostMessages, Reserve: >= 0 and <= MostMessages })).Says(FieldTexts.Between(0, MostMessages));
        }
    }
}
