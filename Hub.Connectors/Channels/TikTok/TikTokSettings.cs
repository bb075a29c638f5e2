using System.Globalization;
using System.Text.Json;
using FluentValidation;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Settings;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>App-level settings. Reading never fails, so that a wrong value becomes a problem on a page and not a crash.</summary>
internal sealed record TikTokSettings
{
    public string ApiBase { get; private init; } = "https://business-api.tiktok.com";

    public string AuthorizeBase { get; private init; } = "https://www.tiktok.com";

    /// <summary>How a tiktok.me link is written; no page of TikTok's says it.</summary>
    public string ShortLinkForm { get; private init; } = "https://tiktok.me/{username}?ref={ref}&message={message}";

    public string AppId { get; private init; } = "";

    public string AppSecret { get; private init; } = "";

    public string? PreviousAppSecret { get; private init; }

    /// <summary>TikTok's own sample takes 5 s; a slow delivery would then fail on each retry, since retries keep the first time.</summary>
    public double ToleranceSeconds { get; private init; } = 300;

    public bool EchoChallenge { get; private init; } = true;

    public bool SubscribeComments { get; private init; }

    public bool RemoveSharedWebhook { get; private init; }

    /// <summary>Vendor codes that mean a closed reply window. TikTok documents none.</summary>
    public IReadOnlyList<string> WindowClosedCodes { get; private init; } = [];

    /// <summary>Where media may be fetched from besides the API's own host: names, or <c>*.suffix</c>.</summary>
    public IReadOnlyList<string> MediaHosts { get; private init; } = [];

    public static TikTokSettings From(ConnectorSettings settings)
    {
        var defaults = new TikTokSettings();
        return new TikTokSettings
        {
            ApiBase = settings.Text("apiBase") ?? defaults.ApiBase,
            AuthorizeBase = settings.Text("authorizeBase") ?? defaults.AuthorizeBase,
            ShortLinkForm = settings.Text("shortLinkForm") ?? defaults.ShortLinkForm,
            AppId = settings.Text("appId") ?? "",
            AppSecret = settings.Text("appSecret") ?? "",
            PreviousAppSecret = settings.Text("previousAppSecret"),
            ToleranceSeconds = Number(settings, "toleranceSeconds") ?? defaults.ToleranceSeconds,
            EchoChallenge = Flag(settings, "echoChallenge") ?? defaults.EchoChallenge,
            SubscribeComments = Flag(settings, "subscribeComments") ?? false,
            RemoveSharedWebhook = Flag(settings, "removeSharedWebhook") ?? false,
            WindowClosedCodes = List(settings.Text("windowClosedCodes")),
            MediaHosts = List(settings.Text("mediaHosts")),
        };
    }

    public Uri? Base => Uri.TryCreate(ApiBase, UriKind.Absolute, out var uri) ? uri : null;

    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"TikTokSettings({ApiBase})";

    private static double? Number(ConnectorSettings settings, string key)
    {
        if (!settings.Json.TryGetProperty(key, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number)
            return value.GetDouble();
        return double.TryParse(settings.Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static bool? Flag(ConnectorSettings settings, string key) =>
        settings.Json.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : null;

    private static string[] List(string? text) =>
        text?.Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

internal sealed class TikTokSettingsValidator : AbstractValidator<TikTokSettings>
{
    public TikTokSettingsValidator()
    {
        RuleFor(settings => settings.AppId).NotEmpty()
            .Because(
                "Enter the app id from My Apps in TikTok API for Business.",
                "Nhập mã ứng dụng (app id) trong My Apps của TikTok API for Business.");
        RuleFor(settings => settings.AppSecret).NotEmpty()
            .Because(
                "Enter the app secret: without it every webhook is refused.",
                "Nhập khóa bí mật của ứng dụng: thiếu khóa này, mọi webhook đều bị từ chối.");
        RuleFor(settings => settings.PreviousAppSecret).Must(secret => secret is null or { Length: > 0 })
            .Because("Leave the previous secret out, or enter it whole.", "Hãy bỏ trống khóa bí mật trước đó, hoặc nhập đầy đủ.");
        RuleFor(settings => settings.ToleranceSeconds).InclusiveBetween(5, 86_400)
            .Because("Enter 5 to 86,400 seconds.", "Nhập từ 5 đến 86.400 giây.");
        RuleFor(settings => settings.ApiBase).Must(SettingRules.IsWebAddress)
            .Because("Enter an absolute http(s) address.", "Nhập một địa chỉ http(s) đầy đủ.");
        RuleFor(settings => settings.AuthorizeBase).Must(SettingRules.IsWebAddress)
            .Because("Enter an absolute http(s) address.", "Nhập một địa chỉ http(s) đầy đủ.");
        RuleFor(settings => settings.ShortLinkForm).Must(TikTokShortLinks.IsForm)
            .Because(
                "Enter an https address with {username}, {ref} and, if there is a text, {message} in it.",
                "Nhập địa chỉ https có {username}, {ref} và {message} nếu có nội dung soạn sẵn.");
        RuleFor(settings => settings.WindowClosedCodes).Must(codes => codes.All(code => code.All(char.IsAsciiDigit)))
            .Because("Enter TikTok's numeric codes with commas between them.", "Nhập các mã số của TikTok, cách nhau bằng dấu phẩy.");
        RuleFor(settings => settings.MediaHosts).Must(hosts => hosts.All(SettingRules.IsHost))
            .Because(
                "Enter host names such as media.example.com or *.example.com.",
                "Nhập tên máy chủ, ví dụ media.example.com hoặc *.example.com.");
    }
}
