using System.Globalization;
using Hub.Connectors.Abstractions;

namespace Hub.Core.Commerce.Bookings;

/// <summary>Bookings in words.</summary>
public static class BookingTexts
{
    public static LocalizedText State(BookingState state) => state switch
    {
        BookingState.Requested => new LocalizedText("requested", "chờ xác nhận"),
        BookingState.Confirmed => new LocalizedText("confirmed", "đã xác nhận"),
        BookingState.Kept => new LocalizedText("kept", "đã đến"),
        BookingState.NoShow => new LocalizedText("no-show", "không đến"),
        _ => new LocalizedText("cancelled", "đã hủy"),
    };

    public static LocalizedText Conflict(BookingConflict conflict, TimeZoneInfo zone)
    {
        var (who, from, to) = (conflict.ResourceName, Time(conflict.At.Start, zone), Time(conflict.At.End, zone));
        return conflict.Kind switch
        {
            ConflictKind.ServiceOff => new LocalizedText("The service is switched off.", "Dịch vụ đang tắt."),
            ConflictKind.ResourceOff => new LocalizedText($"{who} is switched off.", $"{who} đang tắt."),
            ConflictKind.ServiceClosed => new LocalizedText(
                $"The service is not open from {from} to {to}.", $"Dịch vụ không phục vụ từ {from} đến {to}."),
            ConflictKind.ResourceClosed => new LocalizedText($"{who} is not there from {from} to {to}.", $"{who} không làm việc từ {from} đến {to}."),
            ConflictKind.Full => new LocalizedText($"{who} has no room for so many at {from}.", $"{who} không còn đủ chỗ lúc {from}."),
            _ => new LocalizedText($"{who} is taken from {from} to {to}.", $"{who} đã có lịch từ {from} đến {to}."),
        };
    }

    public static string Time(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm dd/MM", CultureInfo.InvariantCulture);

    /// <returns>Null when there is nothing to say.</returns>
    public static LocalizedText? Reminder(string? reason) => reason switch
    {
        ReminderReasons.TooLate => new LocalizedText(
            "It was due before it could be sent.", "Đã quá giờ nhắc trước khi có thể gửi."),
        ReminderReasons.Superseded => new LocalizedText("A later reminder went instead.", "Đã gửi lời nhắc sau thay cho lời nhắc này."),
        ReminderReasons.NotConfirmed => new LocalizedText("The booking was not confirmed then.", "Khi đến giờ nhắc, lịch hẹn không còn hoặc chưa được xác nhận."),
        ReminderReasons.Invalid => new LocalizedText("The channel cannot carry this text.", "Kênh không gửi được nội dung này."),
        _ => null,
    };
}
