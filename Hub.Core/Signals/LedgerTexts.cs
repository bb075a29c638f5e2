using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;

namespace Hub.Core.Signals;

/// <summary>Why a signal was not reported, in words.</summary>
public static class LedgerTexts
{
    private static readonly OutcomeText Waiting = Of(
        "It waits to be sent.", "Nothing to do: it leaves with the next batch.", "Tín hiệu đang chờ gửi.", "Không cần làm gì: sẽ gửi trong đợt kế tiếp.");

    private static readonly OutcomeText Retried = Of(
        "The ad platform has not taken it yet.", "The hub tries again by itself. If it stays, look at the connection.",
        "Nền tảng quảng cáo chưa nhận tín hiệu.", "Hub sẽ tự thử lại. Nếu kéo dài, hãy xem kết nối.");

    private static readonly OutcomeText Refused = Of(
        "The ad platform refused it.", "Look at the details, correct what they name, and replay it under Jobs.",
        "Nền tảng quảng cáo từ chối tín hiệu.", "Xem chi tiết, sửa theo đó rồi thực hiện lại trong mục Công việc.");

    private static readonly OutcomeText Doubtful = Of(
        "It left and no answer came: the ad platform may have counted it.",
        "It is not sent again by itself, since it would count twice. Look at the platform's count; under Jobs you can send it again.",
        "Tín hiệu đã gửi nhưng không có phản hồi: nền tảng quảng cáo có thể đã tính.",
        "Hub không tự gửi lại vì sẽ bị tính hai lần. Hãy xem số liệu của nền tảng; có thể gửi lại trong mục Công việc.");

    private static readonly Dictionary<string, OutcomeText> ByCode = new(StringComparer.Ordinal)
    {
        [SignalDrafts.Unattributed] = Of(
            "No ad has brought this contact.", "Nothing to do. If the ad's event still comes, it is sent then.",
            "Khách này không đến từ quảng cáo nào.", "Không cần làm gì. Nếu sự kiện quảng cáo đến sau, tín hiệu sẽ được gửi."),
        [SignalDrafts.NotReported] = Of(
            "This ad connection does not report it.", "Nothing to do. To report such signals from now on, name an event for them in the connection's settings.",
            "Kết nối quảng cáo này không báo tín hiệu đó.",
            "Không cần làm gì. Muốn báo các tín hiệu như vậy từ nay, hãy đặt tên sự kiện trong cài đặt kết nối."),
        [SignalDrafts.OtherPlatform] = Of(
            "The conversation is on a channel whose ads another platform runs.", "Nothing to do: it is not this platform's.",
            "Hội thoại thuộc kênh có quảng cáo trên nền tảng khác.", "Không cần làm gì: tín hiệu không thuộc nền tảng này."),
        ["signal_gone"] = Of(
            "What it told about is no longer there.", "Nothing to do.", "Nội dung của tín hiệu không còn.", "Không cần làm gì."),
        ["skipped"] = Of(
            "A person decided not to send it.", "Replay it under Jobs if it is to be sent after all.",
            "Đã được bỏ qua theo quyết định của người dùng.", "Nếu vẫn cần gửi, hãy thực hiện lại trong mục Công việc."),
    };

    /// <returns>Null for what was sent.</returns>
    public static OutcomeText? Find(LedgerState state, string? code) => state switch
    {
        LedgerState.Sent => null,
        LedgerState.InDoubt => Doubtful,
        LedgerState.Held => code is null ? Waiting : Retried,
        _ => code is not null && ByCode.TryGetValue(code, out var text) ? text : Refused,
    };

    private static OutcomeText Of(string reason, string wayOn, string reasonVi, string wayOnVi) =>
        new(new LocalizedText(reason, reasonVi), new LocalizedText(wayOn, wayOnVi));
}
