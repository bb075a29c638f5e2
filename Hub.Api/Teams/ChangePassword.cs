using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Hub.Api.Teams;

/// <summary>Sets or changes a member's own password; their other sessions end.</summary>
internal static class ChangePassword
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/session/password", Handle).NeedsMember().WithName("ChangePassword");

    /// <param name="Current">Left out by an owner who came by the first start's link and has none.</param>
    public sealed record Request(string? Current, string? New)
    {
        public override string ToString() => nameof(ChangePassword);
    }

    private static async Task<Results<Ok<SessionResponse>, ApiProblem>> Handle(
        Request request, OwnAccount account, UserManager<Member> users, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var member = await account.Load(context.Caller(), cancellation);
        if (await account.Confirm(context, member, request.Current, "current", cancellation) is { } refused)
            return refused;
        var result = member.PasswordHash is null
            ? await users.AddPasswordAsync(member, request.New!)
            : await users.ChangePasswordAsync(member, request.Current!, request.New!);
        return result.Succeeded
            ? TypedResults.Ok(await account.Renew(context, member, "member.password_changed", cancellation))
            : PeopleProblems.Of(result, "new");
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.New).IsPassword();
            RuleFor(request => request.Current).MaximumLength(MemberIdentity.LongestPassword).Says(FieldTexts.AtMost(MemberIdentity.LongestPassword));
        }
    }
}
