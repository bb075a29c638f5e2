using Hub.Connectors.Abstractions;
using Hub.Connectors.Settings;

namespace Hub.Connectors.Ads.TikTokEvents;

/// <summary>App-level settings. App id and secret are needed only to connect ad accounts by authorisation.</summary>
internal sealed record TikTokEventsApp(
    string ApiBase, string AuthorizeBase, string? AppId, string? AppSecret, IReadOnlyList<string> RequiredScopes)
{
    private const string DefaultBase = "https://business-api.tiktok.com";

    private static readonly LocalizedText Address = new("Enter an absolute http(s) address.", "Nhập một địa chỉ http(s) đầy đủ.");

    private static readonly LocalizedText Numbers = new(
        "Enter TikTok's permission numbers with commas between them.", "Nhập mã số quyền của TikTok, cách nhau bằng dấu phẩy.");

    public static TikTokEventsApp From(ConnectorSettings settings) => new(
        settings.Text("apiBase") ?? DefaultBase,
        settings.Text("authorizeBase") ?? DefaultBase,
        settings.Text("appId"),
        settings.Text("appSecret"),
        settings.Text("requiredScopes")?.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []);

    public Uri Base => new(ApiBase);

    public IReadOnlyList<SettingProblem> Problems() =>
    [
        .. SettingRules.IsWebAddress(ApiBase) ? [] : (SettingProblem[])[new("apiBase", Address)],
        .. SettingRules.IsWebAddress(AuthorizeBase) ? [] : (SettingProblem[])[new("authorizeBase", Address)],
        .. RequiredScopes.All(scope => scope.All(char.IsAsciiDigit)) ? [] : (SettingProblem[])[new("requiredScopes", Numbers)],
    ];

    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"TikTokEventsApp({ApiBase})";
}
