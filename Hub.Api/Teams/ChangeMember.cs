using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Teams;

/// <summary>Changes a member's role, teams or name, and disables and enables them. A change of rights counts within five seconds.</summary>
internal static class ChangeMember
{
    private static readonly Validator Rules = new();
    private static readonly MemberState[] States = [MemberState.Active, MemberState.Disabled];

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPatch("/members/{id:guid}", Handle).Needs(Permissions.MembersManage).WithName("ChangeMember");
        api.MapDelete("/members/{id:guid}/sessions", EndSessions).Needs(Permissions.MembersManage).WithName("EndMemberSessions");
        api.MapDelete("/members/{id:guid}/totp", RemoveTotp).Needs(Permissions.MembersManage).WithName("RemoveMemberTotp");
    }

    /// <param name="State"><c>active</c> or <c>disabled</c>.</param>
    public sealed record Request(string? Name, Guid? RoleId, IReadOnlyList<Guid>? TeamIds, MemberState? State);

    private static async Task<Results<Ok<MemberResponse>, ApiProblem>> Handle(
        Guid id, Request request, Members members, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var change = new MemberChange(request.Name?.Trim(), request.RoleId, request.TeamIds?.Distinct().ToList(), request.State);
        return await members.Change(context.Caller(), id, change, cancellation) is var answer && answer is PeopleAnswer.Done
            ? TypedResults.Ok(await MemberResponse.Of(store, context.Caller().WorkspaceId, id, Language.Of(context.Request), cancellation))
            : PeopleProblems.Of(answer);
    }

    private static async Task<Results<NoContent, ApiProblem>> EndSessions(
        Guid id, Members members, HttpContext context, CancellationToken cancellation) =>
        await members.EndSessions(context.Caller(), id, cancellation) is var answer && answer is PeopleAnswer.Done
            ? TypedResults.NoContent() : PeopleProblems.Of(answer);

    private static async Task<Results<NoContent, ApiProblem>> RemoveTotp(
        Guid id, Members members, HttpContext context, CancellationToken cancellation) =>
        await members.RemoveTotp(context.Caller(), id, cancellation) is var answer && answer is PeopleAnswer.Done
            ? TypedResults.NoContent() : PeopleProblems.Of(answer);

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Name).IsName();
            RuleFor(request => request.State).Must(state => state is null || States.Contains(state.Value))
                .Says(FieldTexts.OneOf(["active", "disabled"]));
        }
    }
}
