using Hub.Api.Ingest;

namespace Hub.Api.Hosting;

/// <summary>The way of a request.</summary>
internal static class HubPipeline
{
    public static void Use(WebApplication app, HubRole role)
    {
        if (role.Serves())
            app.UseMiddleware<WebhookEndpoint>(); // first: thousands of webhooks a second pay for nothing that only people need
        app.UseForwardedHeaders();
        app.UseRouting();
        HealthEndpoints.Map(app);
    }
}
