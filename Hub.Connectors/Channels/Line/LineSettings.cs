using FluentValidation;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Settings;

namespace Hub.Connectors.Channels.Line;

/// <summary>Where LINE is. Everything else belongs to one account.</summary>
internal sealed record LineApp(string ApiBase, string DataBase)
{
    public static LineApp Of(ConnectorSettings settings) => new(
        settings.Text("apiBase") is { Length: > 0 } api ? api : "https://api.line.me",
        settings.Text("dataBase") is { Length: > 0 } data ? data : "https://api-data.line.me");
}

internal sealed class LineAppValidator : AbstractValidator<LineApp>
{
    public LineAppValidator()
    {
        RuleFor(app => app.ApiBase).Must(SettingRules.IsWebAddress)
            .Because("Enter an absolute http(s) address.", "Nhập một địa chỉ http(s) đầy đủ.");
        RuleFor(app => app.DataBase).Must(SettingRules.IsWebAddress)
            .Because("Enter an absolute http(s) address.", "Nhập một địa chỉ http(s) đầy đủ.");
    }
}

/// <summary>Settings of one Official Account.</summary>
internal sealed record LineSettings(string? ChannelSecret, string? AccessToken)
{
    public static LineSettings Of(ConnectorSettings settings) => new(settings.Text("channelSecret"), settings.Text("accessToken"));

    /// <summary>Shows no secret.</summary>
    public override string ToString() => "LineSettings";
}

internal sealed class LineSettingsValidator : AbstractValidator<LineSettings>
{
    public LineSettingsValidator()
    {
        RuleFor(settings => settings.ChannelSecret).NotEmpty().Because(
            "Enter the channel secret (LINE Developers > channel > Basic settings). Without it every webhook is refused.",
            "Nhập channel secret (LINE Developers > channel > Basic settings). Thiếu khóa này, mọi webhook đều bị từ chối.");
        RuleFor(settings => settings.AccessToken).NotEmpty().Because(
            "Enter the channel access token (LINE Developers > channel > Messaging API).",
            "Nhập channel access token (LINE Developers > channel > Messaging API).");
    }
}
