namespace Hub.Connectors.Abstractions;

internal static class SettingTexts
{
    public static LocalizedText NotAnObject { get; } = new("Settings must be a JSON object.", "Cài đặt phải là một đối tượng JSON.");

    public static LocalizedText UnknownField { get; } = new(
        "There is no such setting; check its spelling.", "Không có cài đặt này; hãy kiểm tra lại tên.");

    public static LocalizedText Required { get; } = new("A value is required.", "Cần phải có giá trị.");

    public static LocalizedText NotAText { get; } = new("Enter a text.", "Nhập một chuỗi văn bản.");

    public static LocalizedText NotANumber { get; } = new("Enter a number.", "Nhập một con số.");

    public static LocalizedText NotABoolean { get; } = new("Enter true or false.", "Nhập true hoặc false.");

    public static LocalizedText NotAnAddress { get; } = new(
        "Enter an absolute address that starts with https:// or http://, without user name and fragment.",
        "Nhập địa chỉ đầy đủ bắt đầu bằng https:// hoặc http://, không kèm tên người dùng và phần sau dấu #.");

    public static LocalizedText NotHosts { get; } = new(
        "Enter host names such as media.example.com or *.example.com, with commas between them.",
        "Nhập tên máy chủ, ví dụ media.example.com hoặc *.example.com, cách nhau bằng dấu phẩy.");

    public static LocalizedText NotAChoice(IReadOnlyList<string> choices)
    {
        var list = string.Join(", ", choices);
        return new LocalizedText($"Enter one of: {list}.", $"Nhập một trong các giá trị: {list}.");
    }
}
