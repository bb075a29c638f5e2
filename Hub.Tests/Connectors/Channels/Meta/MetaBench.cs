using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Messenger;
using Hub.Connectors.Channels.WhatsApp;
using Hub.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Hub.Tests.Connectors.Channels.Meta;

/// <summary>What a test of a Meta connector needs around it.</summary>
internal static class MetaBench
{
    public const string Secret = "app-secret";
    public const string PreviousSecret = "older-secret";
    public const string VerifyToken = "verify-me";
    public const string AppId = "1517776481860111";
    public const string Account = "204480113355779";
    public const string Token = "EAAG-canary-token";

    public static IConnector Connector(string id, Uri? apiBase = null, object? app = null, TimeProvider? clock = null) => id == "whatsapp"
        ? new WhatsAppConnector(Host("WhatsApp", apiBase, app, clock))
        : new MessengerConnector(Host("Messenger", apiBase, app, clock));

    public static ConnectionContext Connection(HttpClient http, LogList log, object? settings = null) => new(
        Guid.Empty, Account, ChannelBench.Settings(settings ?? new { }), new Credentials(Token), http, log);

    public static WebhookRequest Post(byte[] body, string? signature) => ChannelBench.Post("meta", body, ("X-Hub-Signature-256", signature));

    public static WebhookRequest Get(params (string Name, string Value)[] query) => new(
        "GET",
        new Uri("https://hub.example/webhooks/meta"),
        query.ToDictionary(pair => pair.Name, pair => pair.Value),
        ChannelBench.Headers(),
        ReadOnlyMemory<byte>.Empty);

    public static string Sign(string secret, byte[] body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private static ConnectorHost Host(string channel, Uri? apiBase, object? app, TimeProvider? clock) => ChannelBench.Host(channel, app ?? new
    {
        appSecret = Secret,
        previousAppSecret = PreviousSecret,
        verifyToken = VerifyToken,
        appId = AppId,
        apiBase = apiBase?.ToString(),
    }, clock);
}

/// <summary>Keeps every log line, to look for what must not be in one.</summary>
internal sealed class LogList : ILogger
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
            _lines.Add(formatter(state, exception) + exception);
    }
}
