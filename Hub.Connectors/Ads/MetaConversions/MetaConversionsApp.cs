using Hub.Connectors.Abstractions;
using Hub.Connectors.Settings;

namespace Hub.Connectors.Ads.MetaConversions;

/// <summary>Where the Graph API is, and which version of it.</summary>
internal sealed record MetaConversionsApp(string? ApiBase, string? ApiVersion)
{
    public static MetaConversionsApp From(ConnectorSettings settings) => new(settings.Text("apiBase"), settings.Text("apiVersion"));

    public IReadOnlyList<SettingProblem> Problems() =>
    [
        .. ApiBase is not { Length: > 0 } || SettingRules.IsWebAddress(ApiBase) ? [] : (SettingProblem[])[new(
            "apiBase", new LocalizedText("Enter an absolute http(s) address.", "Nhập một địa chỉ http(s) đầy đủ."))],
        .. ApiVersion is not { Length: > 0 } || IsVersion(ApiVersion) ? [] : (SettingProblem[])[new(
            "apiVersion", new LocalizedText("Enter a version such as v25.0.", "Nhập phiên bản dạng v25.0."))],
    ];

    private static bool IsVersion(string text) =>
        text[0] == 'v' && text[1..].Split('.') is { Length: 2 } parts && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit));
}
