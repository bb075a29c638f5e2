using System.Diagnostics;
using System.Globalization;
using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Teams;

/// <summary>Signs a member in.</summary>
internal static class BeginSession
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/session", Handle).ForAnybody().WithName("BeginSession");

    /// <param name="Totp">The code of the authenticator app, or a recovery code; only for members who have one.</param>
    public sealed record Request(string? Email, string? Password, string? Totp)
    {
        public override string ToString() => nameof(BeginSession); // no password in anybody's log
    }

    private static async Task<Results<Ok<SessionResponse>, ApiProblem>> Handle(
        Request request, SignIn signIn, SignInLimits limits, NewSession begin, ILoggerFactory loggers, HttpContext context,
        CancellationToken cancellation)
    {
        var logger = loggers.CreateLogger(typeof(BeginSession));
        if (Rules.Check(request) is { } problem)
            return problem;
        using var turn = await limits.Turn(context, request.Email!, cancellation);
        if (!turn.IsAcquired)
            return Wait(context, TimeSpan.FromMinutes(1), ProblemTypes.TooMany);
        switch (await signIn.Try(request.Email!.Trim(), request.Password!, request.Totp, cancellation))
        {
            case SignInAnswer.Welcome(var member):
                AccessLog.SignedIn(logger, member.Id);
                return TypedResults.Ok(await begin.For(context, member, cancellation));
            case SignInAnswer.CodeNeeded:
                return new ApiProblem(ProblemTypes.TotpRequired);
            case SignInAnswer.Locked(var time, var id):
                AccessLog.Locked(logger, id);
                return Wait(context, time, ProblemTypes.LockedOut);
            case SignInAnswer.Wrong(var id):
                AccessLog.Refused(logger, id);
                return new ApiProblem(ProblemTypes.WrongSignIn);
            default:
                throw new UnreachableException();
        }
    }

    private static ApiProblem Wait(HttpContext context, TimeSpan time, ProblemType type)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return new ApiProblem(type);
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Email).NotEmpty().Says(FieldTexts.Required).MaximumLength(254).Says(FieldTexts.AtMost(254));
            RuleFor(request => request.Password).NotEmpty().Says(FieldTexts.Required)
                .MaximumLength(MemberIdentity.LongestPassword).Says(FieldTexts.AtMost(MemberIdentity.LongestPassword));
            RuleFor(request => request.Totp).MaximumLength(40).Says(FieldTexts.AtMost(40));
        }
    }
}

/// <summary>Begins a session in the browser that asks.</summary>
internal sealed class NewSession(HubStore store, Sessions sessions)
{
    /// <summary>The one that the browser had is over: a token never outlives a sign-in.</summary>
    public async Task<SessionResponse> For(HttpContext context, Member member, CancellationToken cancellation)
    {
        if (context.Items[typeof(Caller)] is Caller { SessionId: { } before } caller)
            await sessions.End(caller.WorkspaceId, caller.Id, before, cancellation);
        SessionCookie.Write(context, await sessions.Begin(member, context.Request.Headers.UserAgent, cancellation));
        context.Response.Headers.CacheControl = "no-store";
        return await SessionResponse.Of(store, member.WorkspaceId, member.Id, Language.Of(context.Request), cancellation);
    }
}
