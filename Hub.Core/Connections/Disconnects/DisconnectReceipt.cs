using System.Globalization;
using System.Text;
using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;

namespace Hub.Core.Connections.Disconnects;

/// <summary>The receipt as a page of plain text, in Vietnamese or English.</summary>
/// <param name="Workspace">Its name.</param>
/// <param name="Connector">The connector's name in the language of the receipt.</param>
/// <param name="Actor">Who did it, by name; null for the platform.</param>
/// <param name="Zone">For the times.</param>
public sealed record DisconnectReceipt(Disconnect End, string Workspace, string Connector, string? Actor, TimeZoneInfo Zone)
{
    private static readonly Dictionary<DeliveryKind, (string One, string Many, string Vi)> Kinds = new()
    {
        [DeliveryKind.SendMessage] = ("message to send", "messages to send", "tin nhắn chờ gửi"),
        [DeliveryKind.MarkRead] = ("read mark", "read marks", "đánh dấu đã đọc"),
        [DeliveryKind.ReportSignal] = ("ad signal", "ad signals", "tín hiệu quảng cáo"),
        [DeliveryKind.SyncContact] = ("contact to sync", "contacts to sync", "khách hàng chờ đồng bộ"),
        [DeliveryKind.SyncOrder] = ("order to sync", "orders to sync", "đơn hàng chờ đồng bộ"),
        [DeliveryKind.SyncBooking] = ("booking to sync", "bookings to sync", "lịch hẹn chờ đồng bộ"),
        [DeliveryKind.FetchAttachment] = ("attachment to fetch", "attachments to fetch", "tệp chờ tải về"),
        [DeliveryKind.LearnName] = ("name to ask for", "names to ask for", "tên khách chờ hỏi nền tảng"),
        [DeliveryKind.ReadCrm] = ("look for changes", "looks for changes", "lần đọc thay đổi"),
        [DeliveryKind.Poll] = ("poll", "polls", "lần hỏi nền tảng"),
        [DeliveryKind.RefreshToken] = ("token renewal", "token renewals", "lần gia hạn mã truy cập"),
        [DeliveryKind.Subscribe] = ("subscription check", "subscription checks", "lần kiểm tra đăng ký webhook"),
    };

    public string Text(string language)
    {
        var isVi = language == "vi";
        var text = new StringBuilder();
        Line(isVi ? "BIÊN NHẬN NGẮT KẾT NỐI" : "RECEIPT OF A DISCONNECTED ACCOUNT");
        Line();
        Line(isVi ? "Mã biên nhận" : "Receipt", End.Id.ToString());
        Line(isVi ? "Không gian làm việc" : "Workspace", Workspace);
        Line(isVi ? "Kết nối" : "Connection", $"{End.Name} ({Connector}, {End.AccountId})");
        Line(isVi ? "Thời điểm" : "When", Time(End.At));
        Line(isVi ? "Người thực hiện" : "By", Actor ?? (isVi ? "Chủ tài khoản, trên nền tảng" : "The account's owner, on the platform"));
        Line(isVi ? "Trạng thái" : "State", End.IsPending ? (isVi ? "Đang xử lý" : "Pending") : $"{(isVi ? "Hoàn tất" : "Settled")}, {Time(End.SettledAt)}");
        Line();
        Line(isVi ? "Quyền truy cập trên nền tảng" : "Access at the platform", Step(End.Revoke, End.RevokedAt, End.RevokeCode, isVi, End.RevokeWords));
        Line(isVi ? "Đăng ký webhook" : "Webhook subscription", End.Unsubscribe == VendorStep.Shared
            ? isVi ? "giữ lại: tài khoản khác của ứng dụng vẫn dùng chung" : "left: it serves other accounts of the app too"
            : Step(End.Unsubscribe, End.UnsubscribedAt, End.UnsubscribeCode, isVi, End.UnsubscribeWords));
        Line(isVi ? "Mã truy cập trong hub" : "Tokens in the hub", Tokens(isVi));
        Line(isVi ? "Đã hủy" : "Cancelled", Cancelled(isVi));
        if (End.InDoubt > 0)
            Line(isVi ? "Chưa rõ" : "In doubt", isVi
                ? $"{End.InDoubt} lần gửi đã rời hub trước đó, chưa có phản hồi"
                : $"{End.InDoubt} that had left before, without an answer yet");
        Line(isVi ? "Giữ lại" : "Kept", isVi
            ? $"{End.Conversations} hội thoại cùng tin nhắn, đơn hàng và sổ tín hiệu của chúng"
            : End.Conversations == 1
                ? "1 conversation with its messages, orders and signal ledger"
                : $"{End.Conversations} conversations with their messages, orders and signal ledger");
        return text.ToString();

        void Line(string? label = null, string? value = null) => text.Append(label).Append(value is null ? "" : $": {value}").Append('\n');
    }

    private string Step(VendorStep step, DateTimeOffset? at, string? code, bool isVi, LocalizedText? words = null) => step switch
    {
        VendorStep.Failed or VendorStep.NotOffered when words is not null =>
            $"{(isVi ? "chưa thực hiện" : "not done")}. {words.In(isVi ? "vi" : "en")}{(code is null ? "" : $" ({code})")}",
        VendorStep.Pending => isVi ? "đang chờ nền tảng xác nhận; hub thử lại" : "waits for the platform; the hub tries again",
        VendorStep.Done => (isVi ? "đã thu hồi, " : "taken away, ") + Time(at),
        VendorStep.AlreadyGone => isVi ? "nền tảng đã chấm dứt từ trước" : "the platform had ended it already",
        VendorStep.NotOffered => isVi
            ? "loại kết nối này không có cách thu hồi; hãy gỡ hub trên nền tảng"
            : "the connector has no way to do it; remove the hub on the platform",
        VendorStep.NothingHeld => isVi ? "hub không giữ mã nào" : "the hub held no token",
        VendorStep.Superseded => isVi ? "tài khoản đã được kết nối lại trước đó" : "the account was connected again before",
        VendorStep.Shared => isVi
            ? "giữ lại: tài khoản khác vẫn dùng chung quyền này, quyền sẽ kết thúc cùng tài khoản cuối"
            : "left: other accounts live on the same permission, which ends with the last one",
        _ => (isVi ? "không thực hiện được; hãy gỡ hub trên nền tảng" : "could not be done; remove the hub on the platform") + (code is null ? "" : $" ({code})"),
    };

    private string Tokens(bool isVi) => End.TokensDeletedAt is { } deleted
        ? (isVi ? "đã xóa, " : "deleted, ") + Time(deleted)
        : isVi
            ? $"đã xóa khỏi kết nối; một bản mã hóa chỉ giữ để thu hồi, bị xóa chậm nhất {Time(End.KeptUntil)}"
            : $"deleted from the connection; an encrypted copy is kept for revoking alone, and deleted by {Time(End.KeptUntil)}";

    private string Cancelled(bool isVi) => End.CancelledByKind is { Count: > 0 } kinds
        ? string.Join(", ", kinds.Select(kind => $"{kind.Value} {Name(kind.Key, kind.Value, isVi)}"))
        : isVi ? "không có gì đang chờ" : "nothing was waiting";

    private static string Name(DeliveryKind kind, int count, bool isVi) => Kinds.TryGetValue(kind, out var name)
        ? isVi ? name.Vi : count == 1 ? name.One : name.Many
        : kind.ToString();

    private string Time(DateTimeOffset? at) => at is { } time
        ? TimeZoneInfo.ConvertTime(time, Zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)
        : "";
}
