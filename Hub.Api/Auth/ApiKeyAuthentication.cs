using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Hub.Api.Http;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Hub.Api.Auth;

/// <summary><c>Authorization: Bearer hub_…</c></summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeys keys, WrongKeys wrongKeys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "ApiKey";
    private const string Bearer = "Bearer ";
    private const int LongestKey = 200;
    private bool _mustWait;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var address = Context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (_mustWait = wrongKeys.MustWait(address))
            return AuthenticateResult.Fail("Too many wrong keys.");
        var key = header[Bearer.Length..].Trim();
        if (key.Length <= LongestKey && await keys.Find(key, Context.RequestAborted) is { } caller)
            return AuthenticateResult.Success(Ticket(caller));
        wrongKeys.Note(address);
        return AuthenticateResult.Fail("Unknown key.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_mustWait)
        {
            Response.Headers.RetryAfter = "60";
            return new ApiProblem(ProblemTypes.TooMany).ExecuteAsync(Context);
        }

        return Refusal.Unknown(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Refusal.Forbidden(Context);

    private AuthenticationTicket Ticket(Caller caller)
    {
        Context.Items[typeof(Caller)] = caller;
        var identity = new ClaimsIdentity(Name);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, caller.Id.ToString("N")));
        return new AuthenticationTicket(new ClaimsPrincipal(identity), Name);
    }
}
