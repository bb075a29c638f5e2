namespace Hub.Sandbox;

/// <summary>Everything that can be set, on the command line (<c>--hub http://…</c>) or as <c>SANDBOX_…</c> in the environment.</summary>
public sealed class SandboxOptions
{
    /// <summary>Where the sandbox listens; port 0 takes a free one.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:5090";
    /// <summary>Base address of the hub that receives the webhooks.</summary>
    public string Hub { get; set; } = "http://127.0.0.1:5080";
    public int Seed { get; set; } = 1;
    /// <summary>Process whose end ends the sandbox too; 0 for none.</summary>
    public int Parent { get; set; }

    public string TikTokSecret { get; set; } = "sandbox-tiktok-secret";
    public string MetaSecret { get; set; } = "sandbox-meta-secret";
    public string VerifyToken { get; set; } = "sandbox-verify";

    public string TikTokApp { get; set; } = "sandbox-app";
    public string TikTokBusiness { get; set; } = "sandbox-tiktok-shop";
    public string TikTokAccess { get; set; } = "sandbox-tiktok-access";
    public string TikTokRefresh { get; set; } = "sandbox-tiktok-refresh";
    /// <summary>An authorization code that works once, for trying the OAuth exchange.</summary>
    public string TikTokCode { get; set; } = "sandbox-tiktok-code";

    /// <summary>A second account, given on the authorisation page only.</summary>
    public string TikTokSecond { get; set; } = "sandbox-tiktok-second";

    /// <summary>Comma list of redirect addresses that apps have registered besides those of the hub.</summary>
    public string Redirects { get; set; } = "";
    /// <summary>Comma list of scopes that apps were not approved for.</summary>
    public string Unapproved { get; set; } = "";

    public string MetaApp { get; set; } = "1517776481860111";
    public string WhatsAppNumber { get; set; } = "100200300400500";
    public string WhatsAppAccount { get; set; } = "200300400500600";
    public string MessengerPage { get; set; } = "300400500600700";
    /// <summary>A second number and a second Page, given on the authorisation page only.</summary>
    public string WhatsAppSecond { get; set; } = "100200300400501";
    public string MessengerSecond { get; set; } = "300400500600701";
    /// <summary>Dataset of the WhatsApp account and the Page, for the Conversions API.</summary>
    public string MetaDataset { get; set; } = "400500600700800";
    public string MetaToken { get; set; } = "sandbox-meta-token";
    /// <summary>Comma list of message templates that WhatsApp has approved.</summary>
    public string Templates { get; set; } = "hello_world,order_update,booking_reminder,re_engagement";
    /// <summary>WhatsApp reports a closed window as a later <c>failed</c> status instead of in the answer. Meta does either.</summary>
    public bool AsyncWindowErrors { get; set; }
    /// <summary>How a TikTok ad's tracking id stands in prefilled text. The real form is not published; this one is made up.</summary>
    public string TrackingIdFormat { get; set; } = "[tt:{0}]";

    /// <summary>Name of the event that counts as a conversation in the advertiser's report, whenever it happened.</summary>
    public string ConversationEvent { get; set; } = "Contact";
    public string LineSecret { get; set; } = "sandbox-line-secret";
    public string LineChannel { get; set; } = "1350031035";
    public string LineToken { get; set; } = "sandbox-line-token";
    /// <summary>User id of the account's bot: the destination of its webhooks.</summary>
    public string LineBot { get; set; } = "U5a6c0000000000000000000000000001";

    public string ZaloApp { get; set; } = "4000500060007000800";
    public string ZaloSecret { get; set; } = "sandbox-zalo-secret";
    /// <summary>The OA secret key, which webhooks are signed with.</summary>
    public string ZaloOaSecret { get; set; } = "sandbox-zalo-oa-secret";
    public string ZaloAccount { get; set; } = "500600700800900100";
    public string ZaloAccess { get; set; } = "sandbox-zalo-access";
    public string ZaloRefresh { get; set; } = "sandbox-zalo-refresh";
    /// <summary>A second account, given on the authorisation page only.</summary>
    public string ZaloSecond { get; set; } = "500600700800900101";

    public string EventsToken { get; set; } = "sandbox-events-token";
    public string EventSet { get; set; } = "sandbox-event-set";
    /// <summary>Accepted <c>event_source</c> values. A value for message event sets is not published: add what you want to try.</summary>
    public string EventSources { get; set; } = "web,app,offline,crm";

    /// <summary>Ad accounts on the advertiser's authorisation page.</summary>
    public string Advertisers { get; set; } = "7100000000000000001,7100000000000000002";

    public string HubSpotClient { get; set; } = "sandbox-hubspot-client";
    public string HubSpotSecret { get; set; } = "sandbox-hubspot-secret";
    /// <summary>Of the portal 1020304; followed by <c>-</c> and a number, of the portal of that number.</summary>
    public string HubSpotToken { get; set; } = "sandbox-hubspot-token";
    /// <summary>Comma list of scopes that this token does not have.</summary>
    public string HubSpotLacks { get; set; } = "";
    /// <summary>How long HubSpot's search does not know what was written.</summary>
    public int HubSpotIndexMs { get; set; }

    /// <summary>Enforce the published request rates of every platform.</summary>
    public bool RateLimits { get; set; } = true;
    public int TikTokPerSecond { get; set; } = 10;
    /// <summary>Conversations that TikTok's list reaches back to.</summary>
    public int TikTokListed { get; set; } = 100;
    public int WhatsAppPerSecond { get; set; } = 80;
    public int MessengerPerSecond { get; set; } = 300;
    public int HubSpotPer10Seconds { get; set; } = 190;
    public int HubSpotSearchesPerSecond { get; set; } = 4;

    /// <summary>Webhooks being posted at the same time.</summary>
    public int Parallel { get; set; } = 16;
    public int RetryFirstMs { get; set; } = 100;
    public int RetryMaxMs { get; set; } = 2000;
    /// <summary>How long a person's phone takes to report delivered, and again to report read.</summary>
    public int ReceiptDelayMs { get; set; } = 50;
    /// <summary>So much later than usual come the webhooks about a call: its echo, its receipts.</summary>
    public int EchoDelayMs { get; set; }
    /// <summary>How long an answer waits, at most, for a webhook that is to come before it.</summary>
    public int WebhookFirstMs { get; set; } = 2000;

    /// <summary>Traffic that starts with the program: number of webhooks, 0 for none.</summary>
    public int Webhooks { get; set; }
    public double Rate { get; set; } = 50;
    public string Channels { get; set; } = "tiktok,whatsapp,messenger";
    public double Duplicates { get; set; }
    public int Reorder { get; set; }
    public double Delayed { get; set; }
    public int Forged { get; set; }
    public int Stale { get; set; }
    public double Copies { get; set; }

    public static SandboxOptions FromCommandLine(string[] args)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables("SANDBOX_").AddCommandLine(args).Build();
        return configuration.Get<SandboxOptions>() ?? new SandboxOptions();
    }
}
