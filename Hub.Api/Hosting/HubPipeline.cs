using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Api.Ingest;
using Hub.Api.Jobs;
using Hub.Api.Web;

namespace Hub.Api.Hosting;

/// <summary>The way of a request.</summary>
internal static class HubPipeline
{
    public static void Use(WebApplication app, HubRole role, EndpointDataSource endpoints)
    {
        if (role.Serves())
            app.UseMiddleware<WebhookEndpoint>(); // first: thousands of webhooks a second pay for nothing that only people need
        app.UseForwardedHeaders();
        Failures.Use(app);
        if (role.Serves())
            app.UseMiddleware<WebApp>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseMiddleware<Csrf>();
        app.UseAuthorization();
        BodyLimits.Use(app);
        app.UseMiddleware<Idempotency>();
        HealthEndpoints.Map(app);
        if (!role.Serves())
            return;
        ((IEndpointRouteBuilder)app).DataSources.Add(endpoints);
        JobDashboard.Map(app);
    }
}
