using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Comments;
using Hub.Core.Connections;
using Hub.Core.Webhooks;

namespace Hub.Core.Deliveries;

/// <summary>What people read of a failure: what happened, and the way on.</summary>
public sealed record OutcomeText(LocalizedText Reason, LocalizedText WayOn);

/// <summary>By name of the outcome, as deliveries and messages keep it.</summary>
public static class OutcomeTexts
{
    private static readonly OutcomeText Other = Of(
        "It did not work.", "Look at the details, then replay it.",
        "Việc này không thành công.", "Xem chi tiết rồi thực hiện lại.");

    private static readonly Dictionary<string, OutcomeText> ByName = new(StringComparer.Ordinal)
    {
        [nameof(Outcome.Conflict)] = Of(
            "The other system has another record with the same key.", "Merge or correct the record there, then replay.",
            "Hệ thống kia đã có một bản ghi khác cùng khóa.", "Gộp hoặc sửa bản ghi ở đó rồi thực hiện lại."),
        [nameof(Outcome.NotFound)] = Of(
            "The record is gone in the other system.", "Replay to create it anew.",
            "Bản ghi không còn trong hệ thống kia.", "Thực hiện lại để tạo mới."),
        [nameof(Outcome.Transient)] = Of(
            "The other system did not work for a while.", "The hub tries again by itself; after it has given up, replay.",
            "Hệ thống kia tạm thời không hoạt động.", "Hub tự thử lại; nếu đã dừng thử, hãy thực hiện lại."),
        [nameof(Outcome.Throttled)] = Of(
            "The other system asks us to slow down.", "Nothing to do: the hub waits as long as it was told.",
            "Hệ thống kia yêu cầu gửi chậm lại.", "Không cần làm gì: hub sẽ chờ đúng thời gian được yêu cầu."),
        [nameof(Outcome.AuthExpired)] = Of(
            "The access token has lapsed.", "The hub refreshes it; if this stays, reconnect the account.",
            "Mã truy cập đã hết hạn.", "Hub sẽ tự làm mới; nếu vẫn lỗi, hãy kết nối lại tài khoản."),
        [nameof(Outcome.AuthRevoked)] = Of(
            "The account no longer lets the hub in.", "Reconnect the account; what is owed then goes on by itself.",
            "Tài khoản không còn cho phép hub truy cập.", "Kết nối lại tài khoản; những việc đang chờ sẽ tự tiếp tục."),
        [nameof(Outcome.WindowClosed)] = Of(
            "The time in which the contact may be answered is over.",
            "Wait until the contact writes again, or send an approved template where the channel has them.",
            "Đã hết thời gian được phép trả lời khách.", "Chờ khách nhắn lại, hoặc gửi mẫu đã duyệt nếu kênh hỗ trợ."),
        [nameof(Outcome.QuotaSpent)] = Of(
            "The messages that the platform allows until the contact writes again are used up.", "Wait until the contact writes again.",
            "Đã dùng hết số tin nhắn được phép trước khi khách nhắn lại.", "Chờ khách nhắn lại."),
        [nameof(Outcome.Rejected)] = Of(
            "The other system refuses it as it is.", "Correct what the details name, then replay.",
            "Hệ thống kia từ chối nội dung này.", "Sửa theo chi tiết rồi thực hiện lại."),
        [nameof(Outcome.Misconfigured)] = Of(
            "Settings or permissions of the connection stand in the way.", "Correct the connection and check it; the rest goes on by itself.",
            "Cài đặt hoặc quyền của kết nối chưa đúng.", "Sửa kết nối và kiểm tra lại; phần còn lại sẽ tự tiếp tục."),
        [DeliverySkip.Outcome] = Of(
            "A person decided that it need not be done.", "Replay it if it is to be done after all.",
            "Đã được bỏ qua theo quyết định của người dùng.", "Nếu vẫn cần làm, hãy thực hiện lại."),
        [Withheld.Outcome] = Of(
            "The hub did not do it: what it was about is gone.", "Nothing to do.",
            "Hub không thực hiện vì nội dung liên quan không còn.", "Không cần làm gì."),
        [CommentSends.Replaced] = Of(
            "The comment was answered by a later message.", "Nothing to do: it does not leave any more.",
            "Bình luận đã được trả lời bằng tin nhắn sau.", "Không cần làm gì: tin này sẽ không được gửi nữa."),
        [SwitchedOff.Outcome] = Of(
            "The connection was switched off before this was done.", "Switch the connection on; send a message again if it is still right.",
            "Kết nối đã bị tắt trước khi việc này được thực hiện.", "Bật lại kết nối; gửi lại tin nhắn nếu vẫn còn phù hợp."),
        [SwitchedOff.Disconnected] = Of(
            "The account was disconnected before this was done.", "Connect the account again; send a message again if it is still right.",
            "Tài khoản đã bị ngắt kết nối trước khi việc này được thực hiện.", "Kết nối lại tài khoản; gửi lại tin nhắn nếu vẫn còn phù hợp."),
        [nameof(Outcome.Unknown)] = Of(
            "No answer came: it may have arrived.", "Look on the platform. Replay only if it is not there, or it may arrive twice.",
            "Không nhận được phản hồi: có thể đã đến nơi.", "Kiểm tra trên nền tảng. Chỉ thực hiện lại nếu chưa có, nếu không có thể bị gửi hai lần."),
    };

    // Why something is not done though it never failed.
    private static readonly string[] SetAside =
        [DeliverySkip.Outcome, Withheld.Outcome, CommentSends.Replaced, SwitchedOff.Outcome, SwitchedOff.Disconnected];

    private static readonly OutcomeText LateAnswer = Of(
        "The automatic answer had waited too long, or somebody had written meanwhile: it was not sent.", "Answer the contact yourself.",
        "Câu trả lời tự động đã chờ quá lâu hoặc nhân viên đã trả lời trước, nên không gửi nữa.", "Hãy tự trả lời khách.");

    private static readonly OutcomeText ConnectingAnew = Of(
        "The old token is dead, and somebody is connecting the account again.", "Nothing to do: it goes on with the new one. Finish on the page where accounts are chosen. Whoever has left the platform's page need not come back: after a minute, after five where only the choice is missing, the old token counts as it is.",
        "Mã truy cập cũ đã hết hiệu lực và tài khoản đang được kết nối lại.", "Không cần làm gì: hub sẽ tiếp tục với mã mới. Hãy hoàn tất ở trang chọn tài khoản. Nếu đã rời trang của nền tảng thì sau một phút (năm phút nếu chỉ còn bước chọn), hub xử lý theo mã cũ.");

    private static readonly OutcomeText Interrupted = Of(
        "The hub stopped while it was being sent: it may have arrived.", "Look on the platform. Replay only if it is not there, or it may arrive twice.",
        "Hub đã dừng trong lúc đang gửi: có thể đã đến nơi.", "Kiểm tra trên nền tảng. Chỉ thực hiện lại nếu chưa có, nếu không có thể bị gửi hai lần.");

    private static readonly OutcomeText Needless = Of(
        "It became needless before its turn came.", "Nothing to do.", "Việc này không còn cần thiết trước khi đến lượt.", "Không cần làm gì.");

    // Its tokens are deleted: whatever the platform said, no call of ours can change it any more.
    private static readonly OutcomeText StaysThere = Of(
        "The account is disconnected, and something of it stays at the platform.",
        "The receipt on the connection's page says what to remove there by hand. Then skip this.",
        "Tài khoản đã ngắt kết nối, nhưng vẫn còn dấu vết trên nền tảng.",
        "Biên nhận ở trang kết nối cho biết cần tự gỡ gì trên nền tảng. Sau đó bỏ qua việc này.");

    /// <summary>All that a delivery's outcome can be.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [nameof(Outcome.Accepted), nameof(Outcome.Duplicate), .. ByName.Keys];

    /// <summary>Of a delivery as it stands: what has become needless says nothing of the tries before.</summary>
    public static OutcomeText? Of(DeliveryKind kind, DeliveryState state, string? outcome, string? code) => (kind, state) switch
    {
        (DeliveryKind.Revoke, DeliveryState.Dead) => StaysThere,
        (_, DeliveryState.Cancelled) when code != AutomaticAnswers.LateCode && (outcome is null || !SetAside.Contains(outcome)) => Needless,
        _ => Find(outcome, code),
    };

    /// <param name="code">Why, where the hub itself said no.</param>
    /// <returns>Null for success and for no outcome.</returns>
    public static OutcomeText? Find(string? outcome, string? code = null) => outcome switch
    {
        _ when code == AutomaticAnswers.LateCode => LateAnswer,
        _ when code == TokenKeeper.ConnectingAnew => ConnectingAnew,
        _ when code == LaneRunner.Interrupted => Interrupted,
        _ when WebhookTexts.Find(code) is { } ofCall => ofCall,
        null or nameof(Outcome.Accepted) or nameof(Outcome.Duplicate) => null,
        _ => ByName.GetValueOrDefault(outcome, Other),
    };

    private static OutcomeText Of(string reason, string wayOn, string reasonVi, string wayOnVi) =>
        new(new LocalizedText(reason, reasonVi), new LocalizedText(wayOn, wayOnVi));
}
