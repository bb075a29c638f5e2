using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Sending;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Conversations;

/// <summary>Says what a message would become and cost, and what stands in its way. Nothing is sent.</summary>
internal static class PlanMessage
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/conversations/{id:guid}/messages/plan", Handle).Needs(Permissions.MessagesSend).WithName("PlanMessage");

    /// <param name="Parts">One per platform message.</param>
    /// <param name="Cost">How many messages of the window's quota it takes.</param>
    /// <param name="MessagesLeftAfter">Null when unlimited.</param>
    /// <param name="Problems">Empty when it may be sent as it is.</param>
    public sealed record Response(IReadOnlyList<Part> Parts, int Cost, int? MessagesLeftAfter, IReadOnlyList<PlanProblem> Problems);

    public sealed record Part(MessageKind Kind);

    /// <param name="Code">Stable: the field at fault, or <c>window_closed</c>, <c>quota_spent</c>, <c>connection_not_active</c>.</param>
    public sealed record PlanProblem(string Code, string Text);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Guid id, SendMessage.Request request, SendPlanner planner, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (SendMessage.Rules.Check(request) is { } problem)
            return problem;
        if (!await store.Sees(context.Caller(), id, cancellation))
            return ApiProblem.NotFound;
        var workspace = context.Caller().WorkspaceId;
        var (draft, refused) = await store.Read(workspace, db => SendMessage.Draft(db, workspace, id, request, cancellation));
        if (refused is not null)
            return refused;
        return await planner.Plan(workspace, id, draft!, cancellation) is { } plan
            ? TypedResults.Ok(Answer(plan, Language.Of(context.Request)))
            : ApiProblem.NotFound;
    }

    private static Response Answer(PlannedSend plan, string language)
    {
        var problems = new List<PlanProblem>();
        if (plan.Problem is { } cannot)
            problems.Add(new PlanProblem(cannot.Field, cannot.Message.In(language)));
        if (plan.Refusal is { } refusal && OutcomeTexts.Find(refusal.GetType().Name) is { } text)
            problems.Add(new PlanProblem(refusal.Because?.Code ?? "refused", text.Reason.In(language)));
        var left = plan.Window.MessagesLeft is { } now ? Math.Max(0, now - plan.Parts.Count) : (int?)null;
        return new Response([.. plan.Parts.Select(part => new Part(part.Kind))], plan.Parts.Count, left, problems);
    }
}
