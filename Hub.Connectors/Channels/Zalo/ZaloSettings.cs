using System.Globalization;
using System.Text.Json;
using FluentValidation;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Settings;

namespace Hub.Connectors.Channels.Zalo;

/// <summary>The operator's app at developers.zalo.me.</summary>
internal sealed record ZaloApp
{
    public string AppId { get; private init; } = "";

    public string AppSecret { get; private init; } = "";

    /// <summary>Signs webhooks. Sources leave open whether the accounts of an app share it; an account may have its own.</summary>
    public string? OaSecret { get; private init; }

    public string? PreviousOaSecret { get; private init; }

    public string ApiBase { get; private init; } = "https://openapi.zalo.me";

    /// <summary>Consent page and tokens.</summary>
    public string AuthorizeBase { get; private init; } = "https://oauth.zaloapp.com";

    /// <summary>Who the account is; sources disagree on the version.</summary>
    public string AccountPath { get; private init; } = "v2.0/oa/getoa";

    /// <summary>How long a refresh token lives, where Zalo does not say it.</summary>
    public int RefreshDays { get; private init; } = 90;

    public IReadOnlyList<string> WindowClosedCodes { get; private init; } = ["-230"];

    public IReadOnlyList<string> QuotaSpentCodes { get; private init; } = [];

    public IReadOnlyList<string> MediaHosts { get; private init; } = [];

    public static ZaloApp Of(ConnectorSettings settings)
    {
        var defaults = new ZaloApp();
        string Or(string key, string otherwise) => settings.Text(key) is { Length: > 0 } text ? text : otherwise;
        return new ZaloApp
        {
            AppId = Or("appId", ""),
            AppSecret = Or("appSecret", ""),
            OaSecret = settings.Text("oaSecret"),
            PreviousOaSecret = settings.Text("previousOaSecret"),
            ApiBase = Or("apiBase", defaults.ApiBase),
            AuthorizeBase = Or("authorizeBase", defaults.AuthorizeBase),
            AccountPath = Or("accountPath", defaults.AccountPath).TrimStart('/'),
            RefreshDays = Number(settings, "refreshDays") ?? defaults.RefreshDays,
            WindowClosedCodes = settings.Text("windowClosedCodes") is { } closed ? List(closed) : defaults.WindowClosedCodes,
            QuotaSpentCodes = List(settings.Text("quotaSpentCodes")),
            MediaHosts = List(settings.Text("mediaHosts")),
        };
    }

    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"ZaloApp({ApiBase})";

    // Out of the environment a number is text.
    private static int? Number(ConnectorSettings settings, string key) => settings.Json.TryGetProperty(key, out var value)
        && int.TryParse(value.ValueKind == JsonValueKind.Number ? value.GetRawText() : settings.Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static string[] List(string? text) =>
        text?.Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

internal sealed class ZaloAppValidator : AbstractValidator<ZaloApp>
{
    public ZaloAppValidator()
    {
        RuleFor(app => app.AppId).NotEmpty().Because(
            "Enter the app id from developers.zalo.me.", "Nhập mã ứng dụng (app id) tại developers.zalo.me.");
        RuleFor(app => app.AppSecret).NotEmpty().Because(
            "Enter the app's secret key from developers.zalo.me.", "Nhập khóa bí mật của ứng dụng tại developers.zalo.me.");
        RuleFor(app => app.ApiBase).Must(SettingRules.IsWebAddress)
            .Because("Enter an absolute http(s) address.", "Nhập một địa chỉ http(s) đầy đủ.");
        RuleFor(app => app.AuthorizeBase).Must(SettingRules.IsWebAddress)
            .Because("Enter an absolute http(s) address.", "Nhập một địa chỉ http(s) đầy đủ.");
        RuleFor(app => app.AccountPath).Must(path => Uri.IsWellFormedUriString(path, UriKind.Relative) && !path.Contains("..", StringComparison.Ordinal))
            .Because("Enter a path below the API address.", "Nhập một đường dẫn bên dưới địa chỉ API.");
        RuleFor(app => app.RefreshDays).InclusiveBetween(1, 3650).Because("Enter 1 to 3650 days.", "Nhập từ 1 đến 3650 ngày.");
        RuleFor(app => app.WindowClosedCodes).Must(AreCodes)
            .Because("Enter Zalo's numeric codes with commas between them.", "Nhập các mã số của Zalo, cách nhau bằng dấu phẩy.");
        RuleFor(app => app.QuotaSpentCodes).Must(AreCodes)
            .Because("Enter Zalo's numeric codes with commas between them.", "Nhập các mã số của Zalo, cách nhau bằng dấu phẩy.");
        RuleFor(app => app.MediaHosts).Must(hosts => hosts.All(SettingRules.IsHost)).Because(
            "Enter host names such as media.example.com or *.example.com.", "Nhập tên máy chủ, ví dụ media.example.com hoặc *.example.com.");
    }

    private static bool AreCodes(IReadOnlyList<string> codes) => codes.All(code => int.TryParse(code, out _));
}

/// <summary>Settings of one Official Account.</summary>
internal sealed record ZaloSettings(string? OaSecret)
{
    public static ZaloSettings Of(ConnectorSettings settings) => new(settings.Text("oaSecret"));

    /// <summary>Shows no secret.</summary>
    public override string ToString() => "ZaloSettings";
}

internal sealed class ZaloSettingsValidator : AbstractValidator<ZaloSettings>
{
    public ZaloSettingsValidator() => RuleFor(settings => settings.OaSecret).Must(secret => secret is null or { Length: > 0 })
        .Because("Leave the secret out, or enter it whole.", "Hãy bỏ trống khóa, hoặc nhập đầy đủ.");
}
