using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;

namespace Hub.Core.Connections;

/// <summary>Why a connection does not work, and the way on, in words.</summary>
public static class ConnectionTexts
{
    private static readonly OutcomeText Off = Of(
        "It was switched off.", "Switch it on when it is to work again.", "Kết nối đã bị tắt.", "Bật lại khi muốn tiếp tục sử dụng.");

    private static readonly OutcomeText Removed = Of(
        "The account's owner has taken the hub's permission away on the platform.",
        "Connect the account again. What is owed waits and then goes on by itself.",
        "Chủ tài khoản đã gỡ quyền của hub trên nền tảng.", "Kết nối lại tài khoản. Những việc đang chờ sẽ tự tiếp tục.");

    private static readonly OutcomeText Stopped = Of(
        "It waits for a person.", "Look at the details, correct the settings and check the connection.",
        "Kết nối đang chờ xử lý.", "Xem chi tiết, sửa cài đặt rồi kiểm tra kết nối.");

    /// <returns>Null while it works.</returns>
    public static OutcomeText? Find(ConnectionState state, string? code) => (state, code) switch
    {
        (ConnectionState.Active, _) => null,
        (ConnectionState.Disabled, _) => Off,
        (_, "authorization_removed") => Removed,
        (_, "auth_revoked") => OutcomeTexts.Find(nameof(Outcome.AuthRevoked)),
        (_, "misconfigured") => OutcomeTexts.Find(nameof(Outcome.Misconfigured)),
        _ => Stopped,
    };

    private static OutcomeText Of(string reason, string wayOn, string reasonVi, string wayOnVi) =>
        new(new LocalizedText(reason, reasonVi), new LocalizedText(wayOn, wayOnVi));
}
