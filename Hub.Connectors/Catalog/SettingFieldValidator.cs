using System.Text.Json;
using FluentValidation;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

internal sealed class SettingFieldValidator : AbstractValidator<SettingField>
{
    public SettingFieldValidator()
    {
        RuleFor(field => field.Key)
            .Must(key => key is { Length: > 0 } && char.IsAsciiLetterLower(key[0]) && key.All(char.IsAsciiLetterOrDigit))
            .Says("Keys are camelCase.", "Khóa viết theo kiểu camelCase.");
        RuleFor(field => field.Label).Must(ManifestValidator.IsFull)
            .Says("Give a label in en and vi.", "Đặt nhãn bằng cả en và vi.");
        RuleFor(field => field.Choices).NotEmpty().When(field => field.Type == SettingType.Choice)
            .Says("List the choices.", "Liệt kê các lựa chọn.");
        RuleFor(field => field.Default).Null().When(field => field.Type == SettingType.Secret)
            .Says("A secret has no default.", "Khóa bí mật không có giá trị mặc định.");
        RuleFor(field => field.Place).Equal(false).When(field => field.Type == SettingType.Secret)
            .Says("A secret names no place.", "Khóa bí mật không chỉ nơi lưu dữ liệu.");
        RuleFor(field => field.Default).Must((field, _) => Fits(field)).When(field => field is { Default: not null, Key.Length: > 0 })
            .Says("The default does not fit the type.", "Giá trị mặc định không đúng kiểu.");
    }

    private static bool Fits(SettingField field)
    {
        var given = new Dictionary<string, JsonElement> { [field.Key] = field.Default!.Value };
        return SettingsCheck.Check([field], JsonSerializer.SerializeToElement(given)).Problems.Count == 0;
    }
}
