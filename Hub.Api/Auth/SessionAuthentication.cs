using System.Security.Claims;
using System.Text.Encodings.Web;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Hub.Api.Auth;

/// <summary>A member by the cookie of their session.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "Session";
    private const int LongestToken = 100;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Request) is not { } token)
            return AuthenticateResult.NoResult();
        if (token.Length > LongestToken || await sessions.Find(token, Context.RequestAborted) is not { } caller)
            return AuthenticateResult.Fail("The session is over.");
        Context.Items[typeof(Caller)] = caller;
        var identity = new ClaimsIdentity(Name);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, caller.Id.ToString("N")));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Refusal.Unknown(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refusal.Forbidden(Context);
}
