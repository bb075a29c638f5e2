using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Teams;

/// <summary>A workspace's own roles: made, changed, deleted while nobody has them.</summary>
internal static class ChangeRole
{
    private static readonly Validator Rules = new(isNew: false);
    private static readonly Validator NewRules = new(isNew: true);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/roles", Create).Needs(Permissions.MembersManage).WithName("CreateRole");
        api.MapPatch("/roles/{id:guid}", Change).Needs(Permissions.MembersManage).WithName("ChangeRole");
        api.MapDelete("/roles/{id:guid}", Delete).Needs(Permissions.MembersManage).WithName("DeleteRole");
    }

    private static async Task<Results<Created<RoleResponse>, ApiProblem>> Create(
        RoleRequest request, RoleDesk desk, HttpContext context, CancellationToken cancellation)
    {
        if (NewRules.Check(request) is { } problem)
            return problem;
        return await desk.Create(context.Caller(), request.Name!.Trim(), [.. request.Permissions!], request.Sees!.Value, cancellation) is var answer
            && answer is PeopleAnswer.Done done
            ? TypedResults.Created($"/api/v1/roles/{done.Id}", await Shown(desk, done.Id, context, cancellation))
            : PeopleProblems.Of(answer);
    }

    private static async Task<Results<Ok<RoleResponse>, ApiProblem>> Change(
        Guid id, RoleRequest request, RoleDesk desk, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        return await desk.Change(context.Caller(), id, request.Name?.Trim(), request.Permissions?.ToList(), request.Sees, cancellation) is var answer
            && answer is PeopleAnswer.Done
            ? TypedResults.Ok(await Shown(desk, id, context, cancellation))
            : PeopleProblems.Of(answer);
    }

    private static async Task<Results<NoContent, ApiProblem>> Delete(Guid id, RoleDesk desk, HttpContext context, CancellationToken cancellation) =>
        await desk.Delete(context.Caller(), id, cancellation) is var answer && answer is PeopleAnswer.Done
            ? TypedResults.NoContent() : PeopleProblems.Of(answer);

    private static async Task<RoleResponse> Shown(RoleDesk desk, Guid id, HttpContext context, CancellationToken cancellation) => RoleResponse.Of(
        (await desk.List(context.Caller().WorkspaceId, cancellation)).Single(role => role.Id == id), Language.Of(context.Request));

    private sealed class Validator : AbstractValidator<RoleRequest>
    {
        public Validator(bool isNew)
        {
            RuleFor(request => request.Name).IsName();
            RuleForEach(request => request.Permissions).Must(name => Permissions.Known.Contains(name)).Says(FieldTexts.OneOf(Permissions.Known));
            if (!isNew)
                return;
            RuleFor(request => request.Name).NotNull().Says(FieldTexts.Required);
            RuleFor(request => request.Permissions).NotNull().Says(FieldTexts.Required);
            RuleFor(request => request.Sees).NotNull().Says(FieldTexts.OneOf<VisibilityScope>());
        }
    }
}

/// <param name="Permissions">No more than the caller's own.</param>
/// <param name="Sees">No more than the caller sees.</param>
public sealed record RoleRequest(string? Name, IReadOnlyList<string>? Permissions, VisibilityScope? Sees);
