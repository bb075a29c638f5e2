using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Teams;

/// <summary>Begins to set an authenticator app up. It counts once a code of it has been confirmed.</summary>
internal static class ProposeTotp
{
    private static readonly LocalizedText On = new("It is on already. Remove it first.", "Đã bật rồi. Hãy gỡ trước khi thiết lập lại.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/session/totp", Handle).NeedsMember().WithName("ProposeTotp");

    /// <param name="Secret">To be typed in, base 32.</param>
    /// <param name="Uri">For a QR code.</param>
    public sealed record Response(string Secret, string Uri)
    {
        public override string ToString() => nameof(ProposeTotp);
    }

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        OwnAccount account, Authenticators authenticators, HttpContext context, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        var member = await account.Load(context.Caller(), cancellation);
        if (member.TotpEnabled)
            return new ApiProblem(ProblemTypes.Conflict, On);
        return await authenticators.Propose(member, cancellation) is { } key
            ? TypedResults.Ok(new Response(key, Authenticators.Uri(member, key)))
            : new ApiProblem(ProblemTypes.Conflict);
    }
}
