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

    public static ZaloConnector Connector(Uri? vendor = null, object? app = null) => new(ChannelBench.Host("Zalo", app ?? new
    {
        appId = App,
        appSecret = AppSecret,
        oaSecret = OaSecret,
        previousOaSecret = PreviousOaSecret,
        apiBase = vendor?.ToString(),
        authorizeBase = vendor?.ToString(),
        quotaSpentCodes = "-999, -998",
        mediaHosts = "*.media.example.com",
    }));

    public static ConnectionContext Connection(HttpClient http, LogList? log = null, object? settings = null) => new(
        Guid.Empty, Account, ChannelBench.Settings(settings ?? new { }), new Credentials(Token, RefreshToken), http, log ?? new LogList());

    public static WebhookRequest Post(byte[] body, string? signature, params (string, string?)[] more) =>
        ChannelBench.Post("zalo", body, [("X-ZEvent-Signature", signature), .. more]);

    public static string Sign(string app, byte[] body, string time, string secret) => Convert.ToHexStringLower(
        SHA256.HashData([.. Encoding.UTF8.GetBytes(app), .. body, .. Encoding.UTF8.GetBytes(time + secret)]));

    public static Task<Outcome> Send(FakeVendor vendor, OutboundPart part, LogList? log = null) =>
        ChannelBench.Send(Connector(vendor.BaseAddress), http => Connection(http, log), part);

    public static OutboundPart Part(MessageContent content, params OutboundMedia[] media) => new(ChannelBench.Correlation, To, content, media);
}
