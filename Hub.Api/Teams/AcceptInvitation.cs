using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Hub.Api.Teams;

/// <summary>Takes an invitation: the member says their name, chooses a password and is signed in.</summary>
internal static class AcceptInvitation
{
    public const int LongestToken = 100;
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/invitations/{token}/acceptance", Handle).ForAnybody().WithName("AcceptInvitation");

    /// <param name="Totp">From a member with an authenticator app, who has only forgotten their password.</param>
    public sealed record Request(string? Name, string? Password, string? Totp)
    {
        public override string ToString() => nameof(AcceptInvitation);
    }

    private static async Task<Results<Ok<SessionResponse>, ApiProblem>> Handle(
        string token, Request request, Invitations invitations, UserManager<Member> users, SignIn signIn, SignInLimits limits, NewSession begin,
        HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        if (token.Length > LongestToken || await invitations.Find(token, InvitationKind.Accept, cancellation) is not { } member)
            return new ApiProblem(ProblemTypes.LinkOver);
        member.Name = request.Name?.Trim() ?? member.Name;
        foreach (var rule in users.PasswordValidators)
            if (await rule.ValidateAsync(users, member, request.Password) is { Succeeded: false } weak)
                return PeopleProblems.Of(weak, "password");
        using var turn = await limits.Turn(context, member.Email, cancellation);
        if (!turn.IsAcquired)
            return new ApiProblem(ProblemTypes.TooMany);
        if (member.TotpEnabled && string.IsNullOrEmpty(request.Totp))
            return new ApiProblem(ProblemTypes.TotpRequired);
        if (member.TotpEnabled && !await signIn.IsCode(member, request.Totp!, cancellation))
            return new ApiProblem(ProblemTypes.WrongSignIn);
        var hash = users.PasswordHasher.HashPassword(member, request.Password!);
        return await invitations.Use(token, InvitationKind.Accept, cancellation, row =>
            (row.Name, row.PasswordHash, row.FailedSignIns, row.LockedUntil) = (member.Name, hash, 0, null)) is { } accepted
            ? TypedResults.Ok(await begin.For(context, accepted, cancellation))
            : new ApiProblem(ProblemTypes.LinkOver);
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Name).IsName();
            RuleFor(request => request.Password).IsPassword();
            RuleFor(request => request.Totp).MaximumLength(40).Says(FieldTexts.AtMost(40));
        }
    }
}
