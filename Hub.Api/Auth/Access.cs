using System.Threading.RateLimiting;
using Hub.Api.Hosting;
using Hub.Api.Http;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Hub.Api.Auth;

/// <summary>The permission that an endpoint asks for.</summary>
internal sealed record NeededPermission(string Permission);

/// <summary>Who may call what, and how often.</summary>
internal static class Access
{
    public static void Add(IServiceCollection services, HubOptions options)
    {
        services.AddSingleton<WrongKeys>();
        services.AddAuthentication(ApiKeyAuthentication.Name)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, null);
        services.AddAuthorization();
        services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, Guid>(context => context.Items[typeof(Caller)] is Caller caller
                ? RateLimitPartition.GetTokenBucketLimiter(caller.Id, _ => Bucket(options.RequestsPerSecond))
                : RateLimitPartition.GetNoLimiter(Guid.Empty));
            limiter.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "1";
                return new ValueTask(new ApiProblem(ProblemTypes.TooMany).ExecuteAsync(context.HttpContext));
            };
        });
    }

    /// <summary>Who calls. Only behind an endpoint that asks for a permission.</summary>
    public static Caller Caller(this HttpContext context) => (Caller)context.Items[typeof(Caller)]!;

    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder endpoint, string permission) => endpoint
        .WithMetadata(new NeededPermission(permission))
        .RequireAuthorization(policy => policy
            .RequireAuthenticatedUser()
            .RequireAssertion(context => Asking(context)?.May(permission) == true));

    private static Caller? Asking(AuthorizationHandlerContext context) =>
        (context.Resource as HttpContext)?.Items[typeof(Caller)] as Caller;

    private static TokenBucketRateLimiterOptions Bucket(int perSecond) => new()
    {
        TokenLimit = perSecond * 2,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };
}
