using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Automation;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Automation;

/// <summary>What a rule would have met in stored messages, before it is switched on. It need not be saved.</summary>
internal static class BackTestRule
{
    private const int UsualDays = 30;
    private const int MostDays = 366;
    private const int MostLabels = 50;

    // Whoever may ask which messages hold a pattern can read them, a question at a time.
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/automation/back-tests", Handle)
        .Needs(Permissions.ConversationsRead).Needs(Permissions.AutomationRead).WithName("BackTestRule");

    /// <param name="Days">How far back; 30 by default.</param>
    /// <param name="FalseLabelIds">Hits in conversations with one of these labels count as false.</param>
    /// <param name="FalseOutcomes">So do hits in conversations of which one of these has come.</param>
    /// <param name="Next">Of the answer before, to go on there.</param>
    public sealed record Request(
        RuleKind? Kind, RuleTrigger? Trigger, RuleConditions? Conditions, int? Days, IReadOnlyList<Guid>? FalseLabelIds,
        IReadOnlyList<BackTestOutcome>? FalseOutcomes, string? Next)
    {
        public override string ToString() => "BackTestRequest";
    }

    /// <param name="Read">Messages looked at.</param>
    /// <param name="TooSlow">Messages on which the pattern took too long: nothing is known of them.</param>
    /// <param name="WithOrder">Hits in conversations with an order.</param>
    /// <param name="FalseHits">By the labels and outcomes that were asked for.</param>
    /// <param name="Days">In the workspace's time zone, the newest first.</param>
    /// <param name="Next">To go on; null when all was read.</param>
    public sealed record Response(
        int Read, int TooSlow, int Hits, int WithOrder, int FalseHits, IReadOnlyList<BackTestSample> Samples, IReadOnlyList<BackTestDay> Days,
        IReadOnlyList<BackTestAd> Ads, string? Next)
    {
        public static Response Of(BackTestPage page) => new(
            page.Read, page.TooSlow, page.Hits, page.WithOrder, page.FalseHits, page.Samples, page.Days, page.Ads,
            page.Next is { } next ? new Cursor(DateTimeOffset.UnixEpoch, next).Write() : null);
    }

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Request request, BackTests tests, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (request.Kind is not { } kind || !Enum.IsDefined(kind))
            return ApiProblem.Invalid("kind", FieldTexts.OneOf<RuleKind>());
        if (request.Days is < 1 or > MostDays)
            return ApiProblem.Invalid("days", FieldTexts.Between(1, MostDays));
        if (request.FalseOutcomes?.Any(outcome => !Enum.IsDefined(outcome)) is true)
            return ApiProblem.Invalid("falseOutcomes", FieldTexts.OneOf<BackTestOutcome>());
        if (request.FalseLabelIds is { Count: > MostLabels })
            return ApiProblem.Invalid("falseLabelIds", FieldTexts.Between(0, MostLabels));
        var marks = new BackTestMarks(request.FalseLabelIds ?? [], request.FalseOutcomes ?? []);
        var rule = new RuleChangeRequest(null, request.Trigger, null, null, null, null, request.Conditions ?? new RuleConditions(), null);
        if (new RuleValidator(kind, isNew: false).Check(rule) is { } problem)
            return problem;
        Cursor cursor = default;
        if (!string.IsNullOrEmpty(request.Next) && !Cursor.TryRead(request.Next, out cursor))
            return new ApiProblem(ProblemTypes.BadCursor);
        return TypedResults.Ok(Response.Of(await tests.Run(
            context.Caller(), kind, rule.ToDraft(), marks, store.Now.AddDays(-(request.Days ?? UsualDays)),
            string.IsNullOrEmpty(request.Next) ? null : cursor.Id, cancellation)));
    }
}
