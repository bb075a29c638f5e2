using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Line;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.Line;

/// <summary>What a test of the LINE connector needs around it.</summary>
internal static class LineBench
{
    public const string Secret = "8c570fa6dd201bb328f1c1eac23a96d8";
    public const string Token = "line-canary-token";
    public const string Bot = "U8e742f61d673b39c7fff3cecb7536ef0";
    public const string Person = "U4af4980629af4980629af4980629af49";

    public static readonly Recipient To = new(null, [new Identity("line_user", Person)]);

    public static LineConnector Connector(Uri? vendor = null) =>
        new(ChannelBench.Host("Line", new { apiBase = vendor?.ToString(), dataBase = vendor?.ToString() }));

    public static ConnectorSettings Settings(string? secret = Secret) => ChannelBench.Settings(new { channelSecret = secret, accessToken = Token });

    public static ConnectionContext Connection(HttpClient http, LogList? log = null) =>
        new(Guid.Empty, Bot, Settings(), Credentials.None, http, log ?? new LogList());

    public static WebhookRequest Post(byte[] body, string? signature) => ChannelBench.Post("line", body, ("x-line-signature", signature));

    public static string Sign(string secret, byte[] body) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public static Task<Outcome> Send(FakeVendor vendor, OutboundPart part, LogList? log = null) =>
        ChannelBench.Send(Connector(vendor.BaseAddress), http => Connection(http, log), part);

    public static OutboundPart Part(MessageContent content) => new(ChannelBench.Correlation, To, content, []);
}
