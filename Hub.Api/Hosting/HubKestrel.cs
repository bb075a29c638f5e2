using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hub.Api.Hosting;

internal static class HubKestrel
{
    // Uploads; JSON calls and webhooks have tighter limits of their own.
    private const long LargestBody = 32 << 20;

    public static void Add(WebApplicationBuilder builder)
    {
        if (builder.Configuration["urls"] is null && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls("http://localhost:5080");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 << 10;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);

            // A sender of one byte a second must not hold a connection: 240 bytes a second after 5 seconds, or it is closed.
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
            kestrel.Limits.MinResponseDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        });
    }
}
