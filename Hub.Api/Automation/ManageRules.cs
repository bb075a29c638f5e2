using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Automation;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Automation;

/// <summary>Filters, keyword replies, auto-replies and rules: listed on one page, made, changed, deleted.</summary>
internal static class ManageRules
{
    private const string Path = "/automation/rules";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, List).Needs(Permissions.AutomationRead).WithName("ListRules");
        // A rule acts on everybody's conversations: who sees less than all would route them to themselves, and answer in others' names.
        api.MapPost(Path, Create).Needs(Permissions.AutomationWrite).NeedsSightOfAll().WithName("CreateRule");
        api.MapPatch(Path + "/{id:guid}", Change).Needs(Permissions.AutomationWrite).NeedsSightOfAll().WithName("ChangeRule");
        api.MapDelete(Path + "/{id:guid}", Delete).Needs(Permissions.AutomationWrite).NeedsSightOfAll().WithName("DeleteRule");
    }

    private static async Task<Ok<Page<RuleResponse>>> List(
        Named<RuleKind>? kind, RuleDesk desk, HttpContext context, CancellationToken cancellation) =>
        TypedResults.Ok(new Page<RuleResponse>(
            (await desk.All(context.Caller().WorkspaceId, kind?.Value, null, cancellation)).ConvertAll(RuleResponse.Of), null));

    private static async Task<Results<Created<RuleResponse>, ApiProblem>> Create(
        RuleRequest request, RuleDesk desk, HttpContext context, CancellationToken cancellation)
    {
        if (request.Kind is not { } kind || !Enum.IsDefined(kind))
            return ApiProblem.Invalid("kind", FieldTexts.OneOf<RuleKind>());
        if (new RuleValidator(kind, isNew: true).Check(request) is { } problem)
            return problem;
        return await desk.Create(context.Caller(), kind, request.ToDraft(), cancellation) is var answer && answer is RuleAnswer.Done done
            ? TypedResults.Created($"/api/v1{Path}/{done.Rule.Id}", await Shown(desk, done.Rule.Id, context, cancellation))
            : RuleProblems.Of(answer);
    }

    private static async Task<Results<Ok<RuleResponse>, ApiProblem>> Change(
        Guid id, RuleChangeRequest request, RuleDesk desk, HttpContext context, CancellationToken cancellation)
    {
        if ((await desk.All(context.Caller().WorkspaceId, null, id, cancellation)).SingleOrDefault() is not { } card)
            return ApiProblem.NotFound;
        if (new RuleValidator(card.Rule.Kind, isNew: false).Check(request) is { } problem)
            return problem;
        return await desk.Change(context.Caller(), id, request.ToDraft(), cancellation) is var answer && answer is RuleAnswer.Done
            ? TypedResults.Ok(await Shown(desk, id, context, cancellation))
            : RuleProblems.Of(answer);
    }

    private static async Task<Results<NoContent, ApiProblem>> Delete(Guid id, RuleDesk desk, HttpContext context, CancellationToken cancellation) =>
        await desk.Delete(context.Caller(), id, cancellation) is RuleAnswer.Done ? TypedResults.NoContent() : ApiProblem.NotFound;

    private static async Task<RuleResponse> Shown(RuleDesk desk, Guid id, HttpContext context, CancellationToken cancellation) =>
        RuleResponse.Of((await desk.All(context.Caller().WorkspaceId, null, id, cancellation)).Single());
}
