using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Hub.Api.Teams;

/// <summary>Switches the authenticator app off. With a POST, since many proxies drop the body of a DELETE.</summary>
internal static class RemoveTotp
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/session/totp/removal", Handle).NeedsMember().WithName("RemoveTotp");

    public sealed record Request(string? Password)
    {
        public override string ToString() => nameof(RemoveTotp);
    }

    private static async Task<Results<Ok<SessionResponse>, ApiProblem>> Handle(
        Request request, OwnAccount account, UserManager<Member> users, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var member = await account.Load(context.Caller(), cancellation);
        if (await account.Confirm(context, member, request.Password, "password", cancellation) is { } refused)
            return refused;
        (member.TotpKey, member.RecoveryCodes) = (null, null);
        var result = await users.SetTwoFactorEnabledAsync(member, false);
        return result.Succeeded
            ? TypedResults.Ok(await account.Renew(context, member, "member.totp_removed", cancellation))
            : PeopleProblems.Of(result, "password");
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Password).IsPassword();
    }
}
