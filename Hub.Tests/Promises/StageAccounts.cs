using System.Text.Json.Nodes;
using Hub.Sandbox;

namespace Hub.Tests.Promises;

/// <summary>The sandbox's apps and accounts, as a hub is told of them.</summary>
internal static class StageAccounts
{
    /// <summary>A <c>connectors.json</c>.</summary>
    public static JsonObject Connectors(SandboxOptions options, Uri vendors)
    {
        JsonObject Entry(string id, string root, JsonObject settings)
        {
            settings["apiBase"] = new Uri(vendors, root).ToString();
            settings["authorizeBase"] = new Uri(vendors, root).ToString();
            return new JsonObject { ["id"] = id, ["enabled"] = true, ["settings"] = settings };
        }

        JsonObject Meta() => new()
        {
            ["appId"] = options.MetaApp,
            ["appSecret"] = options.MetaSecret,
            ["verifyToken"] = options.VerifyToken,
        };
        JsonObject TikTok() => new() { ["appId"] = options.TikTokApp, ["appSecret"] = options.TikTokSecret };
        return new JsonObject
        {
            ["connectors"] = new JsonArray(
                Entry("tiktok", "tiktok", TikTok()),
                Entry("whatsapp", "graph", Meta()),
                Entry("messenger", "graph", Meta()),
                LineEntry(vendors),
                Entry("zalo", "zalo", new JsonObject { ["appId"] = options.ZaloApp, ["appSecret"] = options.ZaloSecret, ["oaSecret"] = options.ZaloOaSecret }),
                Entry("tiktok-events", "tiktok", TikTok()),
                Entry("hubspot", "hubspot", new JsonObject { ["clientId"] = options.HubSpotClient, ["clientSecret"] = options.HubSpotSecret })),
        };
    }

    // No app of the operator's, and no page to be sent to: each account has its own secret.
    private static JsonObject LineEntry(Uri vendors) => new()
    {
        ["id"] = "line",
        ["enabled"] = true,
        ["settings"] = new JsonObject { ["apiBase"] = new Uri(vendors, "line").ToString(), ["dataBase"] = new Uri(vendors, "line").ToString() },
    };

    /// <summary>The body of a call that connects one.</summary>
    public static object Connection(SandboxOptions options, string connector, string portal = "1020304")
    {
        return connector switch
        {
            "tiktok" => new
            {
                connectorId = connector,
                accountId = options.TikTokBusiness,
                name = "Shop",
                credentials = new { accessToken = options.TikTokAccess, refreshToken = options.TikTokRefresh },
                limits = new { callsPerSecond = 1000 },
            },
            "whatsapp" => new
            {
                connectorId = connector,
                accountId = options.WhatsAppNumber,
                name = "Shop",
                settings = new { phoneNumberId = options.WhatsAppNumber, accessToken = options.MetaToken },
            },
            "messenger" => new
            {
                connectorId = connector,
                accountId = options.MessengerPage,
                name = "Shop",
                settings = new { pageId = options.MessengerPage, accessToken = options.MetaToken },
            },
            "line" => new
            {
                connectorId = connector,
                accountId = options.LineBot,
                name = "Shop",
                settings = new { channelSecret = options.LineSecret, accessToken = options.LineToken },
            },
            "zalo" => new
            {
                connectorId = connector,
                accountId = options.ZaloAccount,
                name = "Shop",
                credentials = new { accessToken = options.ZaloAccess, refreshToken = options.ZaloRefresh },
            },
            "tiktok-events" => new
            {
                connectorId = connector,
                accountId = options.EventSet,
                name = "Ads",
                settings = new
                {
                    accessToken = options.EventsToken,
                    eventSource = "web",
                    eventSourceId = options.EventSet,
                    eventConversationStarted = "Contact",
                    eventKeyword = "Lead",
                    eventOrderPlaced = "PlaceAnOrder",
                    eventOrderPaid = "Purchase",
                },
            },
            _ => (object)new
            {
                connectorId = connector,
                accountId = portal,
                name = "CRM",
                settings = new { createProperties = true },
                credentials = new { accessToken = $"{options.HubSpotToken}-{portal}" },
                limits = new { callsPerSecond = 1000 },
            },
        };
    }
}
