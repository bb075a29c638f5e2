using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Teams;

/// <summary>Signs in by the link that the first start printed. It works once.</summary>
internal static class BeginSessionByLink
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/session/token", Handle).ForAnybody().WithName("BeginSessionByLink");

    public sealed record Request(string? Token)
    {
        public override string ToString() => nameof(BeginSessionByLink);
    }

    private static async Task<Results<Ok<SessionResponse>, ApiProblem>> Handle(
        Request request, Invitations invitations, NewSession begin, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        return await invitations.Use(request.Token!, InvitationKind.SignIn, cancellation) is { } member
            ? TypedResults.Ok(await begin.For(context, member, cancellation))
            : new ApiProblem(ProblemTypes.LinkOver);
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Token).NotEmpty().Says(FieldTexts.Required).MaximumLength(100).Says(FieldTexts.AtMost(100));
    }
}
