using Hub.Connectors.Abstractions;

namespace Hub.Core.Hours;

/// <summary>Why hours are refused, in words.</summary>
internal static class HoursTexts
{
    public static LocalizedText Zone { get; } = new("Enter a time zone such as Asia/Ho_Chi_Minh.", "Nhập múi giờ, ví dụ Asia/Ho_Chi_Minh.");

    public static LocalizedText Weekday { get; } = new("Enter a weekday from monday to sunday.", "Nhập thứ trong tuần, từ monday đến sunday.");

    public static LocalizedText Time { get; } = new("Enter a time of the day such as 08:30.", "Nhập giờ trong ngày, ví dụ 08:30.");

    public static LocalizedText EndFirst { get; } = new(
        "It ends before it begins. Hours over midnight are two: up to 24:00, and from 00:00 on the next day.",
        "Giờ kết thúc phải sau giờ bắt đầu. Nếu qua nửa đêm, hãy tách làm hai: đến 24:00, và từ 00:00 của ngày hôm sau.");

    public static LocalizedText Overlap { get; } = new("It overlaps with other hours of this day.", "Khoảng giờ này trùng với khoảng khác trong ngày.");

    public static LocalizedText Date { get; } = new("Enter a date such as 2027-02-06.", "Nhập ngày, ví dụ 2027-02-06.");

    public static LocalizedText DateTwice { get; } = new("This date is there twice.", "Ngày này bị lặp lại.");

    public static LocalizedText AtMost(int count) => new($"Enter at most {count}.", $"Nhập tối đa {count} mục.");

    public static LocalizedText TooLong(int characters) => new($"Enter at most {characters} characters.", $"Nhập tối đa {characters} ký tự.");
}
