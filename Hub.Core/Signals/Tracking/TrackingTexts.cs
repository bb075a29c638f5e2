using Hub.Connectors.Abstractions;

namespace Hub.Core.Signals.Tracking;

/// <summary>Every way in which a pattern of tracking ids can be wrong.</summary>
internal static class TrackingTexts
{
    public static LocalizedText Empty { get; } = new("Enter the prefilled text.", "Nhập nội dung soạn sẵn.");

    public static LocalizedText TooLong { get; } = new(
        $"Enter at most {TrackingPattern.Longest} characters.", $"Nhập tối đa {TrackingPattern.Longest} ký tự.");

    public static LocalizedText OneId { get; } = new(
        "Write {id} once, where the tracking id stands, and {ad} once at most.", "Viết {id} đúng một lần ở vị trí mã theo dõi, {ad} nhiều nhất một lần.");

    public static LocalizedText NothingFixed { get; } = new(
        "Write what stands around the id too: otherwise every word is one.", "Hãy viết cả phần chữ quanh mã, nếu không từ nào cũng bị coi là mã.");

    public static LocalizedText SideBySide { get; } = new(
        "A space, or a mark that cannot stand in an id, must part {id} and {ad}.", "Giữa {id} và {ad} phải có dấu cách hoặc ký tự không thể nằm trong mã.");

    public static LocalizedText NoIdGroup { get; } = new(
        "The expression needs a group named id: (?<id>…).", "Biểu thức cần có nhóm tên id: (?<id>…).");

    public static LocalizedText MatchesNothing { get; } = new(
        "The expression must not match an empty text.", "Biểu thức không được khớp với văn bản rỗng.");

    public static LocalizedText NoExpression { get; } = new(
        "This is no expression, or it looks around or back, which is not allowed here.",
        "Biểu thức không hợp lệ, hoặc dùng lookaround hay tham chiếu ngược, vốn không được phép.");
}
