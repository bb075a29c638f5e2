using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Teams;

/// <summary>Switches the authenticator app on; the member's other sessions end.</summary>
internal static class ConfirmTotp
{
    private static readonly Validator Rules = new();
    private static readonly LocalizedText Wrong = new(
        "The code is wrong. Is the clock of your phone right?", "Mã không đúng. Đồng hồ điện thoại của bạn có chạy đúng không?");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/session/totp/confirm", Handle).NeedsMember().WithName("ConfirmTotp");

    public sealed record Request(string? Code);

    /// <param name="RecoveryCodes">Each signs in once in place of a code; shown only now.</param>
    public sealed record Response(IReadOnlyList<string> RecoveryCodes);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Request request, OwnAccount account, Authenticators authenticators, SignInLimits limits, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var member = await account.Load(context.Caller(), cancellation);
        if (member.TotpEnabled)
            return new ApiProblem(ProblemTypes.Conflict);
        using var turn = await limits.Turn(context, member.Email, cancellation);
        if (!turn.IsAcquired)
            return new ApiProblem(ProblemTypes.TooMany);
        if (await authenticators.Confirm(member, request.Code!, cancellation) is not { } codes)
            return ApiProblem.Invalid("code", Wrong);
        await account.Renew(context, member, "member.totp_enabled", cancellation);
        return TypedResults.Ok(new Response(codes));
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Code).NotEmpty().Says(FieldTexts.Required).MaximumLength(40).Says(FieldTexts.AtMost(40));
    }
}
