using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;

namespace Hub.Api.Commerce.Bookings;

/// <summary>Why a booking could not be made or changed, in words.</summary>
internal static class BookingProblems
{
    private static readonly LocalizedText NoSuchService = new("There is no such service.", "Không có dịch vụ này.");
    private static readonly LocalizedText NoSuchResource = new(
        "The service has no such staff or room.", "Dịch vụ không có nhân viên hoặc phòng này.");

    private static readonly LocalizedText OutOfRange = new(
        "Enter a time from a month ago to two years ahead.", "Nhập thời điểm từ một tháng trước đến hai năm tới.");

    private static readonly LocalizedText Changed = new(
        "Look at the booking again before you change it.", "Hãy xem lại lịch hẹn trước khi thay đổi.");

    public static ApiProblem Of(BookingAnswer answer) => answer switch
    {
        BookingAnswer.NoSuchService => ApiProblem.Invalid("serviceId", NoSuchService),
        BookingAnswer.NoSuchResource => ApiProblem.Invalid("resourceId", NoSuchResource),
        BookingAnswer.OutOfRange => ApiProblem.Invalid("startsAt", OutOfRange),
        BookingAnswer.PartyTooLarge large => ApiProblem.Invalid("partySize", new LocalizedText(
            $"At most {large.Most} at one time.", $"Mỗi lượt tối đa {large.Most} người.")),
        BookingAnswer.Unavailable taken => new ApiProblem(
            ProblemTypes.TimeTaken, Next(taken),
            [.. taken.Conflicts.Take(10).Select(conflict => new SettingProblem("startsAt", BookingTexts.Conflict(conflict, taken.Zone)))]),
        BookingAnswer.WrongState wrong => new ApiProblem(ProblemTypes.Conflict, Possible(wrong.Now)),
        BookingAnswer.TooEarly early => new ApiProblem(ProblemTypes.Conflict, new LocalizedText(
            $"It begins only at {BookingTexts.Time(early.StartsAt, early.Zone)}.",
            $"Lịch hẹn bắt đầu lúc {BookingTexts.Time(early.StartsAt, early.Zone)}, chưa thể biết khách có đến không.")),
        BookingAnswer.Stale => new ApiProblem(ProblemTypes.Stale, Changed),
        _ => ApiProblem.NotFound,
    };

    private static LocalizedText? Next(BookingAnswer.Unavailable taken)
    {
        if (taken.Next.Count == 0)
            return null;
        var times = string.Join(", ", taken.Next.Select(slot => BookingTexts.Time(slot.StartsAt, taken.Zone)).Distinct());
        return new LocalizedText($"Free next: {times}.", $"Giờ trống tiếp theo: {times}.");
    }

    private static LocalizedText Possible(BookingState now)
    {
        var (state, next) = (BookingTexts.State(now), BookingStates.Next(now).Select(BookingTexts.State).ToList());
        return next.Count == 0
            ? new LocalizedText($"The booking has ended: it is {state.En}.", $"Lịch hẹn đã kết thúc: {state.Vi}.")
            : new LocalizedText(
                $"The booking is {state.En}. From here it can become: {string.Join(", ", next.Select(text => text.En))}.",
                $"Lịch hẹn đang ở trạng thái {state.Vi}. Từ đây chỉ có thể chuyển sang: {string.Join(", ", next.Select(text => text.Vi))}.");
    }
}
