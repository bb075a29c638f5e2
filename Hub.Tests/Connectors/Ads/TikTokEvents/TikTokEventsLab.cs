using System.Runtime.CompilerServices;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Ads.TikTokEvents;
using Hub.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Connectors.Ads.TikTokEvents;

/// <summary>The connector as the host would set it up, and signals to report.</summary>
internal static class TikTokEventsLab
{
    public const string Token = "EVENTTOKENCANARY0123456789";

    public static ConnectorManifest Manifest { get; } =
        ManifestFile.Read(Path.Combine(AppContext.BaseDirectory, "connectors", "Ads", "TikTokEvents", "connector.json"));

    public static TikTokEventsConnector Connector(Uri? apiBase = null) => new(new ConnectorHost(
        Manifest,
        new ConnectorSettings(JsonSerializer.SerializeToElement(new { apiBase = apiBase?.AbsoluteUri })),
        Client,
        new ManualTimeProvider(DateTimeOffset.UnixEpoch),
        NullLogger.Instance));

    /// <summary>With an app at TikTok, so that ad accounts can be connected by authorisation.</summary>
    public static TikTokEventsConnector Granting(Uri? apiBase = null, string requiredScopes = "") => new(new ConnectorHost(
        Manifest,
        new ConnectorSettings(JsonSerializer.SerializeToElement(
            new { apiBase = apiBase?.AbsoluteUri, appId = "app_1", appSecret = "app_secret_value", requiredScopes })),
        Client,
        new ManualTimeProvider(DateTimeOffset.UnixEpoch),
        NullLogger.Instance));

    public static ConnectionContext Connection(object? changes = null)
    {
        var values = new Dictionary<string, object?>
        {
            ["accessToken"] = Token,
            ["eventSource"] = "crm",
            ["eventSourceId"] = "7300000000000000001",
            ["eventConversationStarted"] = "conversation_started",
            ["eventOrderPaid"] = "Purchase",
        };
        foreach (var property in changes?.GetType().GetProperties() ?? [])
            values[property.Name] = property.GetValue(changes);
        var settings = new ConnectorSettings(JsonSerializer.SerializeToElement(values));
        return new ConnectionContext(Guid.Empty, "7300000000000000001", settings, Credentials.None, Client, NullLogger.Instance);
    }

    public static Signal Signal(int number = 1, SignalKind kind = SignalKind.ConversationStarted) => new()
    {
        Kind = kind,
        EventId = Sha256Hash.Of($"fact {number}"),
        OccurredAt = DateTimeOffset.FromUnixTimeMilliseconds(1_719_389_021_999),
    };

    /// <summary>A body of the connector's own <c>samples/</c>.</summary>
    public static string Sample(string name, [CallerFilePath] string here = "") => File.ReadAllText(Path.Combine(
        Path.GetDirectoryName(here)!, "../../../../Hub.Connectors/Ads/TikTokEvents/samples", name + ".json"));

    private static HttpClient Client { get; } = FakeVendor.Client();
}
