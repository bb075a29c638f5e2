using System.ComponentModel.DataAnnotations;
using Hub.Core.Storage;

namespace Hub.Api.Hosting;

/// <summary>The section <c>Hub</c> of the configuration.</summary>
public sealed class HubOptions
{
    private const int TenYears = 3653;
    private const int MostInATime = 1_000_000;

    /// <summary>Where the key ring is kept, and the embedded database by default.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>A relative path is looked for in the content root, in the working directory, and upward from each.</summary>
    public string ConnectorsFile { get; set; } = "connectors.json";

    /// <summary>An owner key that exists from the start, for demos and tests; then none is made and printed.</summary>
    public string? BootstrapApiKey { get; set; }

    /// <summary>An owner who exists from the start, for demos and tests; then no sign-in link is printed.</summary>
    public string? BootstrapOwnerEmail { get; set; }

    public string? BootstrapOwnerPassword { get; set; }

    /// <summary>How platforms and people reach this hub from outside, such as <c>https://hub.example.com</c>.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>
    /// Pages of programs that connect accounts over the API, to which vendors may send people back besides the hub's own: exactly these.
    /// </summary>
    public Uri[] GrantRedirects { get; set; } = [];

    /// <summary>Reverse proxies whose <c>X-Forwarded-For</c> and <c>-Proto</c> are believed: addresses, or networks such as <c>10.0.0.0/8</c>.</summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>
    /// Addresses such as <c>http://10.0.0.5:8080</c> that webhooks may go to though they lie in the own network or take no https: exactly
    /// their scheme, host and port.
    /// </summary>
    public Uri[] WebhookTargets { get; set; } = [];

    /// <summary>Stop when standard input ends: a hub that another program started ends with it, however that ended.</summary>
    public bool StopWithInput { get; set; }

    /// <summary><c>quartz</c> or <c>hangfire</c>; by default the best that this build has for the database.</summary>
    public string? JobEngine { get; set; }

    /// <summary>Days that the bytes of applied webhooks are kept.</summary>
    [Range(1, TenYears)]
    public int KeepWebhooksDays { get; set; } = 30;

    /// <summary>Days that deliveries which are over are kept, with their attempts.</summary>
    [Range(1, TenYears)]
    public int KeepDeliveriesDays { get; set; } = 90;

    /// <summary>Days that the bytes are kept which left for ad platforms.</summary>
    [Range(1, TenYears)]
    public int KeepReportsDays { get; set; } = 90;

    internal Keeping Keeping => new(
        TimeSpan.FromDays(KeepWebhooksDays), TimeSpan.FromDays(KeepDeliveriesDays), TimeSpan.FromDays(KeepReportsDays));

    /// <summary>
    /// How long no node may have taken webhooks before channels are asked for what was posted meanwhile. Platforms repeat for hours or days,
    /// but promise less: Meta is said to drop a subscription whose address fails for an hour.
    /// </summary>
    [Range(1, TenYears * 24 * 60)]
    public int AwayAfterMinutes { get; set; } = 60;

    /// <summary>Connections whose webhooks are applied at the same time.</summary>
    [Range(1, 256)]
    public int IngestWorkers { get; set; } = 4;

    /// <summary>Sign-ins to one account from one address in a minute, right or wrong.</summary>
    [Range(1, MostInATime)]
    public int SignInsPerMinute { get; set; } = 10;

    /// <summary>Steady rate of one API key or one member.</summary>
    [Range(1, MostInATime)]
    public int RequestsPerSecond { get; set; } = 200;

    /// <summary>Keys that an address may get wrong in a minute before it has to wait.</summary>
    [Range(1, MostInATime)]
    public int WrongKeysPerMinute { get; set; } = 20;
}
