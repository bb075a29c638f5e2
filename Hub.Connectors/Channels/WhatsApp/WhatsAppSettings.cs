using FluentValidation;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>Settings of one connected number.</summary>
internal sealed record WhatsAppSettings(string? PhoneNumberId, string? AccessToken, string ListButton, string? BusinessAccountId)
{
    private const string DefaultListButton = "Chọn";

    public static WhatsAppSettings Of(ConnectorSettings settings) => new(
        settings.Text("phoneNumberId"),
        settings.Text("accessToken"),
        settings.Text("listButton") is { Length: > 0 } label ? label : DefaultListButton,
        settings.Text("businessAccountId"));

    /// <summary>Shows no token.</summary>
    public override string ToString() => "WhatsAppSettings";
}

internal sealed class WhatsAppSettingsValidator : AbstractValidator<WhatsAppSettings>
{
    public WhatsAppSettingsValidator()
    {
        RuleFor(settings => settings.PhoneNumberId).Must(id => id is { Length: > 0 } && id.All(char.IsAsciiDigit)).WithState(_ =>
            new LocalizedText(
                "Enter the phone number id: digits only, and not the phone number itself.",
                "Nhập mã số điện thoại (phone number ID): chỉ gồm chữ số và không phải chính số điện thoại."));
        RuleFor(settings => settings.AccessToken).NotEmpty().WithState(_ => new LocalizedText(
            "Enter an access token of a system user with access to the number.",
            "Nhập mã truy cập của một người dùng hệ thống có quyền với số này."));
        RuleFor(settings => settings.BusinessAccountId).Must(id => string.IsNullOrEmpty(id) || id.All(char.IsAsciiDigit)).WithState(_ =>
            new LocalizedText("Enter the WhatsApp Business Account id: digits only.", "Nhập mã tài khoản WhatsApp Business: chỉ gồm chữ số."));
    }
}
