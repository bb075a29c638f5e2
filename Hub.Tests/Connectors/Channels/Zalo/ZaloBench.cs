using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Zalo;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.Zalo;

/// <summary>What a test of the Zalo connector needs around it.</summary>
internal static class ZaloBench
{
    public const string App = "50554360515256678";
    public const string AppSecret = "app-canary-secret";
    public const string OaSecret = "oa-secret";
    public const string PreviousOaSecret = "older-oa-secret";
    public const string Account = "1646843870823903717";
    public const string Person = "5510185758261927916";
    public const string Token = "zalo-canary-token";
    public const string RefreshToken = "zalo-canary-refresh";

    public static readonly Recipient To = new(null, [new Identity("zalo_user", Person)]);

    public static ZaloConnector Connector(Uri? vendor = null, object? app = null)
    {
        var manifest = ManifestFile.Read(Path.Combine(AppContext.BaseDirectory, "connectors", "Channels", "Zalo", "connector.json"));
        var settings = MetaBench.Settings(app ?? new
        {
            appId = App,
            appSecret = AppSecret,
            oaSecret = OaSecret,
            previousOaSecret = PreviousOaSecret,
            apiBase = vendor?.ToString(),
            authorizeBase = vendor?.ToString(),
            quotaSpentCodes = "-999, -998",
            mediaHosts = "*.media.example.com",
        });
        return new ZaloConnector(new ConnectorHost(manifest, settings, FakeVendor.Client(), MetaBench.Clock, new LogList()));
    }

    public static ConnectionContext Connection(HttpClient http, LogList? log = null, object? settings = null) => new(
        Guid.Empty, Account, MetaBench.Settings(settings ?? new { }), new Credentials(Token, RefreshToken), http, log ?? new LogList());

    public static WebhookRequest Post(byte[] body, string? signature, params (string, string)[] more) => new(
        "POST", new Uri("https://hub.example/webhooks/zalo"), new Dictionary<string, string>(),
        MetaBench.Headers(signature is null ? more : [("X-ZEvent-Signature", signature), .. more]), body);

    public static string Sign(string app, byte[] body, string time, string secret) => Convert.ToHexStringLower(
        SHA256.HashData([.. Encoding.UTF8.GetBytes(app), .. body, .. Encoding.UTF8.GetBytes(time + secret)]));

    public static async Task<Outcome> Send(FakeVendor vendor, OutboundPart part, LogList? log = null)
    {
        using var http = FakeVendor.Client();
        return await Connector(vendor.BaseAddress).Send(Connection(http, log), part, CancellationToken.None);
    }

    public static OutboundPart Part(MessageContent content, params OutboundMedia[] media) => new("0198c0de00007000800000000000abcd", To, content, media);
}
