using FluentValidation;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>Settings of one connected Page.</summary>
internal sealed record MessengerSettings(string? PageId, string? AccessToken)
{
    public static MessengerSettings Of(ConnectorSettings settings) => new(settings.Text("pageId"), settings.Text("accessToken"));

    /// <summary>Shows no token.</summary>
    public override string ToString() => "MessengerSettings";
}

internal sealed class MessengerSettingsValidator : AbstractValidator<MessengerSettings>
{
    public MessengerSettingsValidator()
    {
        RuleFor(settings => settings.PageId).Must(id => id is { Length: > 0 } && id.All(char.IsAsciiDigit)).WithState(_ =>
            new LocalizedText(
                "Enter the Page id: digits only.", "Nhập mã Trang (Page ID): chỉ gồm chữ số."));
        RuleFor(settings => settings.AccessToken).NotEmpty().WithState(_ => new LocalizedText(
            "Enter an access token of the Page with the permission pages_messaging.",
            "Nhập mã truy cập của Trang có quyền pages_messaging."));
    }
}
