using System.Globalization;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Text;

namespace Hub.Core.Contacts;

/// <summary>Checks values of custom attributes, given in JSON or as text in a file.</summary>
public static class AttributeValues
{
    public const int LongestText = 1000;
    public const string DateFormat = "yyyy-MM-dd";
    private const NumberStyles WithoutGroups = NumberStyles.Number & ~NumberStyles.AllowThousands; // the point is the decimal one
    private static readonly string[] WrittenDates = [DateFormat, "d/M/yyyy", "d-M-yyyy"];
    private static readonly string[] Yes = ["true", "yes", "1", "x", "có", "đúng"];
    private static readonly string[] No = ["false", "no", "0", "không", "sai"];
    private static readonly LocalizedText NotText = new("Enter a text of at most 1000 characters.", "Nhập văn bản tối đa 1000 ký tự.");
    private static readonly LocalizedText NotNumber = new("Enter a number.", "Nhập một số.");
    private static readonly LocalizedText NotDate = new("Enter a day such as 2026-11-27.", "Nhập ngày, ví dụ 2026-11-27.");
    private static readonly LocalizedText NotBoolean = new("Enter true or false.", "Nhập true (có) hoặc false (không).");

    /// <returns>The value as it is kept, in JSON, or what is wrong with it.</returns>
    public static (string? Json, LocalizedText? Problem) Check(ContactAttribute attribute, JsonElement value) => attribute.Type switch
    {
        AttributeType.Number => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? Number(number) : (null, NotNumber),
        AttributeType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? (value.GetRawText(), null) : (null, NotBoolean),
        _ when value.ValueKind != JsonValueKind.String => (null, Problem(attribute)),
        AttributeType.Date => Date(value.GetString()!, [DateFormat]),
        AttributeType.Choice => Choice(attribute, value.GetString()!, StringComparison.Ordinal),
        _ => Text(value.GetString()!),
    };

    /// <summary>As people write it in a spreadsheet.</summary>
    public static (string? Json, LocalizedText? Problem) Parse(ContactAttribute attribute, string text) => attribute.Type switch
    {
        AttributeType.Number => decimal.TryParse(text, WithoutGroups, CultureInfo.InvariantCulture, out var number) ? Number(number) : (null, NotNumber),
        AttributeType.Boolean => Yes.Contains(text, StringComparer.OrdinalIgnoreCase) ? ("true", null)
            : No.Contains(text, StringComparer.OrdinalIgnoreCase) ? ("false", null) : (null, NotBoolean),
        AttributeType.Date => Date(text, WrittenDates),
        AttributeType.Choice => Choice(attribute, text, StringComparison.OrdinalIgnoreCase),
        _ => Text(text),
    };

    private static (string?, LocalizedText?) Text(string text) =>
        text.Length <= LongestText ? (JsonSerializer.Serialize(SafeText.Clean(text)), null) : (null, NotText);

    private static (string?, LocalizedText?) Number(decimal number) => (JsonSerializer.Serialize(number), null);

    private static (string?, LocalizedText?) Date(string text, string[] formats) =>
        DateOnly.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? (JsonSerializer.Serialize(day.ToString(DateFormat, CultureInfo.InvariantCulture)), null)
            : (null, NotDate);

    private static (string?, LocalizedText?) Choice(ContactAttribute attribute, string text, StringComparison comparison) =>
        attribute.ChoiceList().FirstOrDefault(choice => choice.Equals(text, comparison)) is { } choice
            ? (JsonSerializer.Serialize(choice), null)
            : (null, Problem(attribute));

    private static LocalizedText Problem(ContactAttribute attribute)
    {
        if (attribute.Type != AttributeType.Choice)
            return attribute.Type == AttributeType.Date ? NotDate : NotText;
        var choices = string.Join(", ", attribute.ChoiceList());
        return new LocalizedText($"Enter one of: {choices}.", $"Nhập một trong các giá trị: {choices}.");
    }
}
