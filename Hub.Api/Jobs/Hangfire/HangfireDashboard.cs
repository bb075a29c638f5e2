using Hangfire;
using Hangfire.Dashboard;
using Hub.Api.Auth;
using Hub.Api.Hosting;
using Hub.Core.Connections;
using Hub.Core.Teams;
using Hub.Jobs;
using Hub.Jobs.Engines;
using Hub.Jobs.Engines.Hangfire;

namespace Hub.Api.Jobs;

/// <summary>
/// <c>/hangfire</c>, for signed-in members with <see cref="Permissions.Operate"/>. Where a request comes from says nothing: behind a proxy
/// on the same machine everybody is local.
/// </summary>
internal static partial class JobDashboard
{
    private const string Path = "/hangfire";

    // The page loads its script and styles from here. Only its own style attributes and the chart's styles are inline.
    private const string ContentPolicy =
        "default-src 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; "
        + "img-src 'self' data:; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'";

    static partial void AddHangfire(IServiceCollection services, HubRole role, string connectionString)
    {
        JobEngines.AddHangfireStorage(services, connectionString);
        if (!role.Works())
            services.AddJobTitles();
        // Its buttons send this token in the header that the hub wants from a session anyway.
        services.AddAntiforgery(forgery => (forgery.HeaderName, forgery.Cookie.Name) = (Csrf.Header, "hub_jobs"));
        services.AddSingleton(provider => Options(provider.GetRequiredService<JobTitles>()));
    }

    static partial void MapHangfire(WebApplication app)
    {
        if (app.Services.GetService<DashboardOptions>() is not { } options)
            return;
        var pages = ((IEndpointRouteBuilder)app).CreateApplicationBuilder()
            .UsePathBase(Path)
            .Use(Dress)
            .UseMiddleware<AspNetCoreDashboardMiddleware>(app.Services.GetRequiredService<JobStorage>(), options, DashboardRoutes.Routes, true)
            .Build();
        app.Map(Path + "/{**path}", pages).NeedsMemberWith(Permissions.Operate).WithMetadata(new BrowserPage()).ExcludeFromDescription();
    }

    private static DashboardOptions Options(JobTitles titles) => new()
    {
        DashboardTitle = "Hub jobs",
        AppPath = "/jobs",
        Authorization = [], // the endpoint's own rule has decided
        DisplayNameFunc = (_, job) => HangfireTitles.Of(job, titles),
        DisplayStorageConnectionString = false,
        DefaultRecordsPerPage = 50,
        ServerPossiblyAbortedThreshold = TimeSpan.FromSeconds(30),
    };

    private static async Task Dress(HttpContext context, RequestDelegate next)
    {
        var titles = context.RequestServices.GetRequiredService<JobTitles>();
        await titles.Refresh(context.RequestServices.GetRequiredService<ConnectorRegistry>(), context.RequestAborted);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        await next(context);
    }
}
