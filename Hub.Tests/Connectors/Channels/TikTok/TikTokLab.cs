using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.TikTok;
using Hub.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Connectors.Channels.TikTok;

/// <summary>Sets the connector up as the host would: manifest from the output folder, settings as JSON, one connection.</summary>
internal static class TikTokLab
{
    public const string Secret = "app_secret_value";
    public const string Business = "-000mShop";
    public const string Token = "act.TOKENCANARYTOKENCANARY";
    public const string RefreshToken = "rft.REFRESHCANARYREFRESH";

    public static DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    public static ConnectorManifest Manifest { get; } =
        ManifestFile.Read(Path.Combine(AppContext.BaseDirectory, "connectors", "Channels", "TikTok", "connector.json"));

    public static ConnectorSettings Settings(object? extra = null, Uri? apiBase = null)
    {
        var values = new Dictionary<string, object?> { ["appId"] = "app_1", ["appSecret"] = Secret };
        if (apiBase is not null)
            values["apiBase"] = apiBase.AbsoluteUri;
        foreach (var property in extra?.GetType().GetProperties() ?? [])
            values[property.Name] = property.GetValue(extra);
        return new ConnectorSettings(JsonSerializer.SerializeToElement(values));
    }

    public static TikTokConnector Connector(object? extra = null, Uri? apiBase = null, TimeProvider? clock = null) => new(new ConnectorHost(
        Manifest, Settings(extra, apiBase), Client, clock ?? new ManualTimeProvider(Now), NullLogger.Instance));

    public static ConnectionContext Connection(ILogger? logger = null, Credentials? credentials = null) => new(
        Guid.Empty,
        Business,
        ConnectorSettings.Empty,
        credentials ?? new Credentials(Token, RefreshToken),
        Client,
        logger ?? NullLogger.Instance);

    public static WebhookRequest Post(byte[] body, string? signature) => new(
        "POST",
        new Uri("https://hub.example/webhooks/tiktok"),
        new Dictionary<string, string>(),
        signature is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["tiktok-signature"] = signature },
        body);

    public static string Sign(byte[] body, DateTimeOffset at, string secret = Secret)
    {
        var time = at.ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{time}."), .. body];
        return $"t={time},s={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }

    /// <summary>An envelope around a content, which is JSON text inside the JSON.</summary>
    public static byte[] Envelope(string name, string content) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        client_key = "app_1",
        @event = name,
        create_time = 1_700_000_000,
        user_openid = Business,
        content,
    });

    public static string Ok(string data) => """{"code":0,"message":"OK","request_id":"2026","data":""" + data + "}";

    public static string Failed(int code, string message = "no") =>
        JsonSerializer.Serialize(new { code, message, request_id = "2026", data = new { } });

    private static HttpClient Client { get; } = FakeVendor.Client();
}
