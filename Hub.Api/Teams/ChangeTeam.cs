using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Teams;

/// <summary>Teams: listed on one page, made, changed, deleted.</summary>
internal static class ChangeTeam
{
    private const int MostOpen = 10_000;
    private static readonly Validator Rules = new(isNew: false);
    private static readonly Validator NewRules = new(isNew: true);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/teams", List).Needs(Permissions.MembersRead).WithName("ListTeams");
        api.MapPost("/teams", Create).Needs(Permissions.MembersManage).WithName("CreateTeam");
        api.MapPatch("/teams/{id:guid}", Change).Needs(Permissions.MembersManage).WithName("ChangeTeam");
        api.MapDelete("/teams/{id:guid}", Delete).Needs(Permissions.MembersManage).WithName("DeleteTeam");
    }

    private static async Task<Ok<Page<TeamResponse>>> List(HubStore store, HttpContext context, CancellationToken cancellation) =>
        TypedResults.Ok(new Page<TeamResponse>(await TeamResponse.Of(store, context.Caller().WorkspaceId, null, cancellation), null));

    private static async Task<Results<Created<TeamResponse>, ApiProblem>> Create(
        TeamRequest request, TeamDesk desk, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (NewRules.Check(request) is { } problem)
            return problem;
        return await desk.Create(context.Caller(), Of(request), cancellation) is var answer && answer is PeopleAnswer.Done done
            ? TypedResults.Created($"/api/v1/teams/{done.Id}", await Shown(store, done.Id, context, cancellation))
            : PeopleProblems.Of(answer);
    }

    private static async Task<Results<Ok<TeamResponse>, ApiProblem>> Change(
        Guid id, TeamRequest request, TeamDesk desk, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        return await desk.Change(context.Caller(), id, Of(request), cancellation) is var answer && answer is PeopleAnswer.Done
            ? TypedResults.Ok(await Shown(store, id, context, cancellation))
            : PeopleProblems.Of(answer);
    }

    private static async Task<Results<NoContent, ApiProblem>> Delete(Guid id, TeamDesk desk, HttpContext context, CancellationToken cancellation) =>
        await desk.Delete(context.Caller(), id, cancellation) is var answer && answer is PeopleAnswer.Done
            ? TypedResults.NoContent() : PeopleProblems.Of(answer);

    private static TeamChange Of(TeamRequest request) =>
        new(request.Name?.Trim(), request.MemberIds, request.Assignment?.Mode, request.Assignment?.Capacity);

    private static async Task<TeamResponse> Shown(HubStore store, Guid id, HttpContext context, CancellationToken cancellation) =>
        (await TeamResponse.Of(store, context.Caller().WorkspaceId, id, cancellation)).Single();

    private sealed class Validator : AbstractValidator<TeamRequest>
    {
        public Validator(bool isNew)
        {
            RuleFor(request => request.Name).IsName();
            RuleFor(request => request.Assignment!.Capacity).InclusiveBetween(1, MostOpen)
                .Says(new LocalizedText($"Enter a number from 1 to {MostOpen}.", $"Nhập số từ 1 đến {MostOpen}."))
                .When(request => request.Assignment?.Capacity is not null);
            if (isNew)
                RuleFor(request => request.Name).NotNull().Says(FieldTexts.Required);
        }
    }
}

public sealed record TeamRequest(string? Name, IReadOnlyList<Guid>? MemberIds, TeamAssignment? Assignment);
