using System.Globalization;
using System.Text;
using Hub.Connectors.Abstractions;

namespace Hub.Core.Contacts.Erasing;

/// <summary>The receipt of an erasure as a page of plain text, in Vietnamese or English. It names nobody but who did it.</summary>
/// <param name="Workspace">Its name.</param>
/// <param name="Actor">Who did it, by name.</param>
/// <param name="Zone">For the times.</param>
public sealed record ErasureReceipt(Erasure Erasure, string Workspace, string Actor, TimeZoneInfo Zone)
{
    private static readonly Dictionary<string, LocalizedText> Places = new(StringComparer.Ordinal)
    {
        ["messages"] = new("messages", "tin nhắn"),
        ["comments"] = new("comments", "bình luận"),
        ["notes"] = new("notes", "ghi chú"),
        ["timeline"] = new("entries of timelines", "mục diễn biến hội thoại"),
        ["arrivals"] = new("arrivals", "nguồn đến"),
        ["notifications"] = new("notifications", "thông báo"),
        ["automation"] = new("entries of the automation's log", "mục nhật ký tự động hóa"),
        ["webhooks"] = new("raw webhooks, what was personal in them", "webhook gốc, phần cá nhân"),
        ["signals"] = new("signals and entries of their ledger", "tín hiệu và mục sổ tín hiệu"),
        ["orders"] = new("orders, what was personal in them", "đơn hàng, phần cá nhân"),
        ["bookings"] = new("bookings, what was personal in them", "lịch hẹn, phần cá nhân"),
        ["answers"] = new("answers kept for a while", "câu trả lời lưu tạm"),
        ["records"] = new("links to records of CRMs", "liên kết tới bản ghi CRM"),
        ["conversations"] = new("conversations", "hội thoại"),
        ["contacts"] = new("contact cards", "thẻ khách hàng"),
    };

    public static IReadOnlyCollection<string> KnownPlaces => Places.Keys;

    public string Text(string language)
    {
        var isVi = language == "vi";
        var text = new StringBuilder();
        Line(isVi ? "BIÊN NHẬN XÓA KHÁCH HÀNG" : "RECEIPT OF AN ERASED CONTACT");
        Line();
        Line(isVi ? "Mã biên nhận" : "Receipt", Erasure.Id.ToString());
        Line(isVi ? "Không gian làm việc" : "Workspace", Workspace);
        Line(isVi ? "Mã khách hàng cũ" : "Former contact", Erasure.ContactId.ToString());
        Line(isVi ? "Thời điểm" : "When", Time(Erasure.At));
        Line(isVi ? "Người thực hiện" : "By", Actor);
        Line(isVi ? "Trạng thái" : "State", Erasure.DoneAt is { } done
            ? $"{(isVi ? "Đã xóa xong" : "Erased")}, {Time(done)}"
            : isVi ? "Đang xóa" : "Being erased");
        Line(isVi ? "Ghi đè chỗ trống của cơ sở dữ liệu" : "Free space of the database overwritten", Erasure.ScrubbedAt is { } scrubbed
            ? Time(scrubbed)
            : isVi ? "chưa" : "not yet");
        Line();
        Line(isVi ? "Đã xóa" : "Removed");
        foreach (var (place, count) in Erasure.RemovedByPlace)
            Line($"- {count} {Places.GetValueOrDefault(place)?.In(isVi ? "vi" : "en") ?? place}");
        if (Erasure.RemovedByPlace.Count == 0)
            Line(isVi ? "- chưa có gì" : "- nothing yet");
        return text.ToString();

        void Line(string? label = null, string? value = null) => text.Append(label).Append(value is null ? "" : $": {value}").Append('\n');
    }

    private string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
