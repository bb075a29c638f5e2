using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;

namespace Hub.Core.Connections;

/// <summary>Why a connection does not work, and the way on, in words.</summary>
public static class ConnectionTexts
{
    private static readonly OutcomeText Off = Of(
        "It was switched off.", "Switch it on when it is to work again.", "Kết nối đã bị tắt.", "Bật lại khi muốn tiếp tục sử dụng.");

    private static readonly OutcomeText Ended = Of(
        "It was disconnected: nothing goes out. What became of its tokens, the receipt says.", "Connect the account again when it is to work; its history goes on.",
        "Tài khoản đã ngắt kết nối: không có gì được gửi đi. Mã truy cập ra sao, xem biên nhận.", "Kết nối lại khi muốn dùng tiếp; lịch sử vẫn được giữ.");

    private static readonly OutcomeText Removed = Of(
        "The account's owner has taken the hub's permission away on the platform, so it was disconnected.",
        "Connect the account again; its history goes on. What was waiting to go out has been cancelled.",
        "Chủ tài khoản đã gỡ quyền của hub trên nền tảng nên kết nối đã bị ngắt.",
        "Kết nối lại tài khoản; lịch sử vẫn được giữ. Những gì đang chờ gửi đã bị hủy.");

    private static readonly OutcomeText Stopped = Of(
        "It waits for a person.", "Look at the details, correct the settings and check the connection.",
        "Kết nối đang chờ xử lý.", "Xem chi tiết, sửa cài đặt rồi kiểm tra kết nối.");

    private static readonly OutcomeText Failing = Of(
        "The webhook endpoint has taken nothing for days.", "Mend the receiver, then switch the endpoint on; what is owed goes on by itself.",
        "Điểm nhận webhook đã không nhận được gì trong nhiều ngày.", "Sửa phía nhận rồi bật lại; những việc đang chờ sẽ tự tiếp tục.");

    private static readonly OutcomeText Gone = Of(
        "The webhook endpoint answered that it is gone (410).", "Change its address, or delete it.",
        "Điểm nhận webhook trả lời rằng không còn tồn tại (410).", "Đổi địa chỉ hoặc xóa điểm nhận này.");

    private static readonly OutcomeText Target = Of(
        "The webhook endpoint's address leads to a network that the hub may not call.",
        "Change its address; the operator can allow one by Hub:WebhookTargets.",
        "Địa chỉ webhook dẫn đến mạng mà hub không được phép gọi.", "Đổi địa chỉ; người vận hành có thể cho phép bằng Hub:WebhookTargets.");

    private static readonly OutcomeText Refused = Of(
        "The platform no longer takes this account's token: it has lapsed, or its owner has taken the permission away.",
        "Connect the account again, or paste a new token in its settings; what is owed then goes on by itself. If its owner wants it ended, disconnect it: "
        + "the hub cannot tell the one from the other.",
        "Nền tảng không còn chấp nhận mã truy cập của tài khoản này: mã đã hết hạn hoặc chủ tài khoản đã thu hồi quyền.",
        "Kết nối lại tài khoản, hoặc dán mã mới trong phần cài đặt; những việc đang chờ sẽ tự tiếp tục. Nếu chủ tài khoản muốn chấm dứt, hãy ngắt kết nối: "
        + "hub không phân biệt được hai trường hợp.");

    // There is no page of the platform to be sent to.
    private static readonly OutcomeText RefusedPasted = new(Refused.Reason, new LocalizedText(
        "Enter a new token in its settings; what is owed then goes on by itself. If its owner wants it ended, disconnect it: the hub cannot tell the one from the other.",
        "Hãy nhập mã mới trong phần cài đặt; những việc đang chờ sẽ tự tiếp tục. Nếu chủ tài khoản muốn chấm dứt, hãy ngắt kết nối: hub không phân biệt được hai trường hợp."));

    private static readonly OutcomeText Other = Of(
        "Its token or secret belongs to another account of the platform.",
        "Enter this account's own in its settings, or connect it again. The other account is connected by itself.",
        "Mã truy cập hoặc mã bí mật thuộc tài khoản khác trên nền tảng.",
        "Nhập mã của chính tài khoản này trong phần cài đặt, hoặc kết nối lại. Tài khoản kia cần được kết nối riêng.");

    /// <param name="canGrant">It can be connected on the platform's own page.</param>
    /// <returns>Null while it works. Where the connector said what is wrong, its words, as a check shows them.</returns>
    public static ConnectionText? Of(Connection row, bool canGrant) =>
        row is { State: ConnectionState.Paused, StateCode: "misconfigured" or Connection.OtherAccount, StateWords: { } words }
            ? new ConnectionText(words, null)
            : Find(row.State, row.StateCode, canGrant) is { } text ? new ConnectionText(text.Reason, text.WayOn) : null;

    /// <param name="canGrant">It can be connected on the platform's own page.</param>
    /// <returns>Null while it works.</returns>
    public static OutcomeText? Find(ConnectionState state, string? code, bool canGrant = true) => (state, code) switch
    {
        (ConnectionState.Active, _) => null,
        (ConnectionState.Disabled, _) => Off,
        (_, Connection.AccessRemoved) => Removed,
        (ConnectionState.Disconnected, _) => Ended,
        (_, "auth_revoked") => canGrant ? Refused : RefusedPasted,
        (_, Webhooks.CallWebhooks.FailingCode) => Failing,
        (_, Webhooks.CallWebhooks.GoneState) => Gone,
        (_, Webhooks.CallWebhooks.TargetState) => Target,
        (_, Connection.OtherAccount) => Other,
        (_, "misconfigured") => OutcomeTexts.Find(nameof(Outcome.Misconfigured)),
        _ => Stopped,
    };

    private static OutcomeText Of(string reason, string wayOn, string reasonVi, string wayOnVi) =>
        new(new LocalizedText(reason, reasonVi), new LocalizedText(wayOn, wayOnVi));
}

/// <param name="WayOn">Null where the reason says it.</param>
public sealed record ConnectionText(LocalizedText Reason, LocalizedText? WayOn);
