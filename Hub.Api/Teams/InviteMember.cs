using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Hosting;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Teams;

/// <summary>Invites somebody by a link, which the inviter hands on.</summary>
internal static class InviteMember
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/members", Handle).Needs(Permissions.MembersManage).WithName("InviteMember");
        api.MapPost("/members/{id:guid}/invitation", Renew).Needs(Permissions.MembersManage).WithName("RenewInvitation");
    }

    public sealed record Request(string? Email, string? Name, Guid? RoleId, IReadOnlyList<Guid>? TeamIds);

    /// <param name="InvitationUrl">Good for seven days; shown only now.</param>
    public sealed record Response(MemberResponse Member, string InvitationUrl)
    {
        public override string ToString() => nameof(InviteMember);
    }

    private static async Task<Results<Created<Response>, ApiProblem>> Handle(
        Request request, Members members, HubStore store, HubOptions options, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var email = request.Email!.Trim();
        var answer = await members.Invite(
            context.Caller(), email, request.Name?.Trim() ?? email.Split('@')[0], request.RoleId!.Value, [.. (request.TeamIds ?? []).Distinct()],
            cancellation);
        return answer is PeopleAnswer.Done done
            ? TypedResults.Created($"/api/v1/members/{done.Id}", await Shown(done, store, options, context, cancellation))
            : PeopleProblems.Of(answer);
    }

    private static async Task<Results<Ok<Response>, ApiProblem>> Renew(
        Guid id, Members members, HubStore store, HubOptions options, HttpContext context, CancellationToken cancellation) =>
        await members.Renew(context.Caller(), id, cancellation) is var answer && answer is PeopleAnswer.Done done
            ? TypedResults.Ok(await Shown(done, store, options, context, cancellation))
            : PeopleProblems.Of(answer);

    private static async Task<Response> Shown(
        PeopleAnswer.Done done, HubStore store, HubOptions options, HttpContext context, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        var home = options.PublicUrl ?? new Uri($"{context.Request.Scheme}://{context.Request.Host}");
        return new Response(
            await MemberResponse.Of(store, context.Caller().WorkspaceId, done.Id, Language.Of(context.Request), cancellation),
            new Uri(home, $"/invitation?token={done.Token}").ToString());
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Email).NotEmpty().Says(FieldTexts.Required);
            RuleFor(request => request.Email).IsAddress();
            RuleFor(request => request.Name).IsName();
            RuleFor(request => request.RoleId).NotNull().Says(FieldTexts.Required);
        }
    }
}
