using Hub.Connectors.Abstractions;

namespace Hub.Api.Http;

/// <summary>A kind of refusal: a stable code for programs, words for people.</summary>
public sealed record ProblemType(string Code, int Status, LocalizedText Title);

/// <summary>All kinds that the API answers with. Codes never change.</summary>
public static class ProblemTypes
{
    public static ProblemType Malformed { get; } = Of("malformed_request", 400, "The request cannot be read.", "Không đọc được yêu cầu.");

    public static ProblemType Invalid { get; } = Of("invalid_input", 400, "Some fields are wrong.", "Một số trường chưa đúng.");

    public static ProblemType BadCursor { get; } = Of(
        "invalid_cursor", 400, "The cursor is not one that this list gave out.", "Con trỏ trang không phải do danh sách này cấp.");

    public static ProblemType BadIdempotencyKey { get; } = Of(
        "invalid_idempotency_key", 400, "The Idempotency-Key must have 1 to 200 visible ASCII characters.",
        "Idempotency-Key phải gồm 1 đến 200 ký tự ASCII nhìn thấy được.");

    public static ProblemType Unauthorized { get; } = Of(
        "unauthorized", 401, "Sign in, or send a valid API key.", "Hãy đăng nhập hoặc gửi khóa API hợp lệ.");

    public static ProblemType WrongSignIn { get; } = Of(
        "wrong_sign_in", 401, "The e-mail address, the password or the code is wrong.", "Email, mật khẩu hoặc mã xác thực không đúng.");

    public static ProblemType TotpRequired { get; } = Of(
        "totp_required", 401, "Enter the code of your authenticator app.", "Hãy nhập mã từ ứng dụng xác thực.");

    public static ProblemType LinkOver { get; } = Of(
        "link_over", 410, "This link was used or has expired. Ask for a new one.", "Liên kết đã được dùng hoặc đã hết hạn. Hãy xin liên kết mới.");

    public static ProblemType LockedOut { get; } = Of(
        "locked_out", 423, "Too many wrong tries. Wait a few minutes.", "Sai quá nhiều lần. Hãy đợi vài phút.");

    public static ProblemType Forbidden { get; } = Of(
        "missing_permission", 403, "You may not do this.", "Bạn không có quyền thực hiện việc này.");

    public static ProblemType Csrf { get; } = Of(
        "csrf", 403, "A write with a session's cookie needs the header X-Hub-Csrf.", "Thao tác ghi bằng cookie phiên cần có header X-Hub-Csrf.");

    public static ProblemType LastOwner { get; } = Of(
        "last_owner", 409, "A workspace keeps at least one active owner.", "Không gian làm việc phải còn ít nhất một chủ sở hữu đang hoạt động.");

    public static ProblemType NotFound { get; } = Of("not_found", 404, "There is no such thing here.", "Không tìm thấy.");

    public static ProblemType WrongMethod { get; } = Of(
        "method_not_allowed", 405, "This address does not take that method.", "Địa chỉ này không nhận phương thức đó.");

    public static ProblemType Conflict { get; } = Of(
        "conflict", 409, "This does not fit the present state.", "Yêu cầu không phù hợp với trạng thái hiện tại.");

    public static ProblemType Stale { get; } = Of(
        "stale_version", 409, "Somebody else has changed this meanwhile.", "Người khác vừa thay đổi mục này.");

    public static ProblemType TimeTaken { get; } = Of("time_not_free", 409, "This time is not free.", "Giờ này không còn trống.");

    public static ProblemType AccountTaken { get; } = Of(
        "account_already_connected", 409, "This account is connected already.", "Tài khoản này đã được kết nối.");

    public static ProblemType NameTaken { get; } = Of("already_exists", 409, "It exists already.", "Đã tồn tại.");

    public static ProblemType StillRunning { get; } = Of(
        "idempotent_call_running", 409, "The first call with this Idempotency-Key has not ended.",
        "Yêu cầu đầu tiên với Idempotency-Key này chưa kết thúc.");

    public static ProblemType TooLarge { get; } = Of("too_large", 413, "The body is too large.", "Nội dung gửi lên quá lớn.");

    public static ProblemType WrongMediaType { get; } = Of(
        "unsupported_media_type", 415, "The body's Content-Type is not supported here.", "Không hỗ trợ Content-Type của nội dung gửi lên.");

    public static ProblemType OtherRequest { get; } = Of(
        "idempotency_key_reused", 422, "This Idempotency-Key belongs to another request.",
        "Idempotency-Key này đã dùng cho một yêu cầu khác.");

    public static ProblemType Refused { get; } = Of("refused", 422, "This cannot be done.", "Không thể thực hiện việc này.");

    public static ProblemType ConnectorNotActive { get; } = Of(
        "connector_not_active", 422, "The connector is not active.", "Loại kết nối này chưa hoạt động.");

    public static ProblemType SeesTooLittle { get; } = Of(
        "sees_too_little", 403, "This takes a role that sees all conversations.", "Cần vai trò xem được mọi hội thoại.");

    public static ProblemType TooMany { get; } = Of("too_many_requests", 429, "Too many requests.", "Quá nhiều yêu cầu.");

    public static ProblemType Failed { get; } = Of(
        "internal_error", 500, "Something failed on our side.", "Đã xảy ra lỗi phía hệ thống.");

    public static ProblemType Unavailable { get; } = Of(
        "unavailable", 503, "The hub cannot do this right now.", "Hub tạm thời chưa thực hiện được việc này.");

    private static ProblemType Of(string code, int status, string en, string vi) => new(code, status, new LocalizedText(en, vi));
}
