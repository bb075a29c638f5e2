using System.Threading.RateLimiting;
using Hub.Api.Hosting;
using Hub.Api.Http;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Hub.Api.Auth;

/// <summary>The scope that an endpoint asks for.</summary>
internal sealed record NeededScope(string Scope);

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
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, Guid>(context => context.Items[typeof(KeyHolder)] is KeyHolder key
                ? RateLimitPartition.GetTokenBucketLimiter(key.KeyId, _ => Bucket(options.RequestsPerSecond))
                : RateLimitPartition.GetNoLimiter(Guid.Empty));
            limiter.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "1";
                return new ValueTask(new ApiProblem(ProblemTypes.TooMany).ExecuteAsync(context.HttpContext));
            };
        });
    }

    /// <summary>The key that calls. Only behind an endpoint that asks for a scope.</summary>
    public static KeyHolder Key(this HttpContext context) => (KeyHolder)context.Items[typeof(KeyHolder)]!;

    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder endpoint, string scope) => endpoint
        .WithMetadata(new NeededScope(scope))
        .RequireAuthorization(policy => policy
            .RequireAuthenticatedUser()
            .RequireAssertion(context => Holder(context)?.May(scope) == true));

    private static KeyHolder? Holder(AuthorizationHandlerContext context) =>
        (context.Resource as HttpContext)?.Items[typeof(KeyHolder)] as KeyHolder;

    private static TokenBucketRateLimiterOptions Bucket(int perSecond) => new()
    {
        TokenLimit = perSecond * 2,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };
}
