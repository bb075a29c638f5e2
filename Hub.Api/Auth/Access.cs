using System.Threading.RateLimiting;
using Hub.Api.Hosting;
using Hub.Api.Http;
using Hub.Api.Teams;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Hub.Api.Auth;

/// <summary>Who may call what, and how often.</summary>
internal static class Access
{
    private const string Either = "KeyOrSession";

    public static void Add(IServiceCollection services, HubOptions options)
    {
        services.AddSingleton<WrongKeys>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<NewSession>();
        services.AddScoped<OwnAccount>();
        services.AddHostedService<CallerWatching>();
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, either => either.ForwardDefaultSelector = Scheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, null)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.Name, null);
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

    /// <summary>Who calls. Only behind an endpoint that asks for one.</summary>
    public static Caller Caller(this HttpContext context) => (Caller)context.Items[typeof(Caller)]!;

    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, string permission) where TBuilder : IEndpointConventionBuilder =>
        Ruled(endpoint, new AccessRule(AccessKind.Permission, permission), caller => caller.May(permission));

    /// <summary>For pages: a person with the permission, never a key.</summary>
    public static TBuilder NeedsMemberWith<TBuilder>(this TBuilder endpoint, string permission) where TBuilder : IEndpointConventionBuilder =>
        Ruled(endpoint, new AccessRule(AccessKind.Permission, permission), caller => caller.MemberId is not null && caller.May(permission));

    /// <summary>For what belongs to no single conversation and would tell of those of other teams.</summary>
    public static TBuilder NeedsSightOfAll<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddEndpointFilter(async (call, next) => call.HttpContext.Caller().Sees == VisibilityScope.All
            ? await next(call)
            : new ApiProblem(ProblemTypes.SeesTooLittle));

    /// <summary>For what is a member's own: no permission, but a person.</summary>
    public static TBuilder NeedsMember<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        Ruled(endpoint, new AccessRule(AccessKind.Member), caller => caller.MemberId is not null);

    /// <summary>For what says nothing of the workspace's data.</summary>
    public static TBuilder NeedsCaller<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        Ruled(endpoint, new AccessRule(AccessKind.Caller), _ => true);

    /// <summary>For signing in, health checks and the app's own files.</summary>
    public static TBuilder ForAnybody<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessRule(AccessKind.Anybody)).AllowAnonymous();

    private static TBuilder Ruled<TBuilder>(TBuilder endpoint, AccessRule rule, Func<Caller, bool> may)
        where TBuilder : IEndpointConventionBuilder => endpoint
        .WithMetadata(rule)
        .RequireAuthorization(policy => policy
            .RequireAuthenticatedUser()
            .RequireAssertion(context => Asking(context) is { } caller && may(caller)));

    private static string Scheme(HttpContext context) => context.Request.Headers.Authorization.Count > 0 || SessionCookie.Read(context.Request) is null
        ? ApiKeyAuthentication.Name
        : SessionAuthentication.Name;

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
