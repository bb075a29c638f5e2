using System.Text.Json;

namespace Hub.Api.Demo;

internal static class DemoConnectors
{
    /// <summary>A <c>connectors.json</c> that points every connector that the sandbox plays at it, with the secrets that its guide publishes.</summary>
    public static string Pointing(Uri sandbox)
    {
        string At(string vendor) => new Uri(sandbox, vendor).ToString();
        var meta = new
        {
            appId = "1517776481860111",
            appSecret = "sandbox-meta-secret",
            verifyToken = "sandbox-verify",
            apiBase = At("graph"),
            authorizeBase = At("graph"),
        };
        var tikTok = new { appId = "sandbox-app", appSecret = "sandbox-tiktok-secret", apiBase = At("tiktok"), authorizeBase = At("tiktok") };
        var hubSpot = new
        {
            clientId = "sandbox-hubspot-client",
            clientSecret = "sandbox-hubspot-secret",
            apiBase = At("hubspot"),
            authorizeBase = At("hubspot"),
        };
        var zalo = new
        {
            appId = "4000500060007000800",
            appSecret = "sandbox-zalo-secret",
            oaSecret = "sandbox-zalo-oa-secret",
            apiBase = At("zalo"),
            authorizeBase = At("zalo"),
        };
        object[] connectors =
        [
            new { id = "tiktok", settings = tikTok },
            new { id = "whatsapp", settings = meta },
            new { id = "messenger", settings = meta },
            new { id = "line", settings = new { apiBase = At("line"), dataBase = At("line") } },
            new { id = "zalo", settings = zalo },
            new { id = "tiktok-events", settings = tikTok },
            new { id = "meta-conversions", settings = new { apiBase = At("graph") } },
            new { id = "hubspot", settings = hubSpot },
            // Played by nobody: servers of one's own, where one has them.
            new { id = "caldav", settings = new { apiBase = "${HUB_CALDAV_API:-}" } },
            new { id = "tryton", settings = new { apiBase = "${HUB_TRYTON_API:-}" } },
        ];
        return JsonSerializer.Serialize(new { connectors });
    }
}
