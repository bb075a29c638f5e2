using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Meta;

/// <summary>App-level settings that every product of one Meta app has.</summary>
internal sealed record MetaApp(
    string? AppSecret, string? PreviousAppSecret, string? VerifyToken, string ApiVersion, string ApiBase, string? AppId,
    string AuthorizeBase, string? ConfigId, bool RemoveSharedWebhook)
{
    public const string DefaultVersion = "v25.0";
    public const string DefaultBase = "https://graph.facebook.com";
    public const string DefaultAuthorizeBase = "https://www.facebook.com";

    public static MetaApp Of(ConnectorSettings settings) => new(
        settings.Text("appSecret"),
        settings.Text("previousAppSecret"),
        settings.Text("verifyToken"),
        settings.Text("apiVersion") is { Length: > 0 } version ? version : DefaultVersion,
        settings.Text("apiBase") is { Length: > 0 } address ? address : DefaultBase,
        settings.Text("appId"),
        settings.Text("authorizeBase") is { Length: > 0 } page ? page : DefaultAuthorizeBase,
        settings.Text("configId"),
        settings.Json.Flag("removeSharedWebhook"));

    public Uri BaseAddress => Uri.TryCreate(ApiBase, UriKind.Absolute, out var address) ? address : new Uri(DefaultBase);

    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"MetaApp({ApiVersion})";
}
