using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections.Grants;

namespace Hub.Api.Connections.Grants;

/// <summary>Refusals of authorisations: one stable code each, <c>grant_</c> and its name.</summary>
internal static class GrantProblems
{
    private static readonly LocalizedText NoSuchConnector = new("There is no such connector.", "Không có loại kết nối này.");

    private static readonly LocalizedText PasteToken = new(
        "This one has no page of the platform to be sent to. Paste a token of the account instead.",
        "Loại này không có trang cấp quyền của nền tảng. Hãy dán mã truy cập của tài khoản.");

    private static readonly Dictionary<GrantRefusal, ProblemType> Types = new[]
    {
        Of(GrantRefusal.CannotAuthorize, 422,
            "This connector is not active, or is connected in another way.", "Loại kết nối này chưa hoạt động hoặc được kết nối theo cách khác."),
        Of(GrantRefusal.NotSetUp, 422,
            "The app at the platform is not set up. The operator enters it in connectors.json.",
            "Ứng dụng trên nền tảng chưa được thiết lập. Người vận hành nhập trong connectors.json."),
        Of(GrantRefusal.ForeignRedirect, 422,
            "People may only be sent back to this hub.", "Chỉ được chuyển người dùng về lại hub này."),
        Of(GrantRefusal.UnknownState, 422,
            "This hub has not asked for this authorisation. Nothing was connected; begin again from Connections.",
            "Hub này không yêu cầu cấp quyền đó. Chưa kết nối gì; hãy bắt đầu lại từ trang Kết nối."),
        Of(GrantRefusal.UsedState, 409,
            "This authorisation was used already. Begin again from Connections.", "Lượt cấp quyền này đã được dùng. Hãy bắt đầu lại từ trang Kết nối."),
        Of(GrantRefusal.ExpiredState, 410,
            "It took too long. Begin again from Connections.", "Đã quá thời gian. Hãy bắt đầu lại từ trang Kết nối."),
        Of(GrantRefusal.OtherSession, 422,
            "Another session has begun this authorisation. Begin again here.", "Một phiên đăng nhập khác đã bắt đầu lượt cấp quyền này. Hãy bắt đầu lại tại đây."),
        Of(GrantRefusal.Denied, 422,
            "You said no on the platform's page. Nothing was connected.", "Bạn đã từ chối trên trang của nền tảng. Chưa kết nối gì."),
        Of(GrantRefusal.RequestRefused, 422,
            "The platform refused the request. Try without the optional permissions; the app may not be approved for one of them.",
            "Nền tảng từ chối yêu cầu. Hãy thử lại không kèm quyền tùy chọn; có thể ứng dụng chưa được duyệt một quyền nào đó."),
        Of(GrantRefusal.CodeRefused, 422,
            "The platform did not take the code: it has expired or was used. Begin again.", "Nền tảng không nhận mã: mã đã hết hạn hoặc đã được dùng. Hãy bắt đầu lại."),
        Of(GrantRefusal.ScopeMissing, 422,
            "A required permission was not given. Begin again and leave it ticked on the platform's page.",
            "Thiếu quyền bắt buộc. Hãy bắt đầu lại và giữ nguyên quyền đó trên trang của nền tảng."),
        Of(GrantRefusal.VendorFailed, 503,
            "The platform does not answer right now. Nothing was connected; try again in a while.",
            "Nền tảng tạm thời không trả lời. Chưa kết nối gì; hãy thử lại sau."),
        Of(GrantRefusal.NoAccounts, 422,
            "The authorisation opens no account that could be connected.", "Lượt cấp quyền không có tài khoản nào để kết nối."),
        Of(GrantRefusal.OtherAccount, 422,
            "Another account was authorised than the one to connect again. Sign in to that one on the platform's page.",
            "Tài khoản được cấp quyền khác với tài khoản cần kết nối lại. Hãy đăng nhập đúng tài khoản trên trang của nền tảng."),
        Of(GrantRefusal.AccountElsewhere, 409,
            "This account is connected elsewhere. Disconnect it there first.", "Tài khoản này đã được kết nối ở nơi khác. Hãy ngắt kết nối ở đó trước."),
    }.ToDictionary(pair => pair.Why, pair => pair.Type);

    public static ApiProblem Of(GrantResult.Refused refused) =>
        new(Types[refused.Why], refused.Detail is { Length: > 0 } detail ? new LocalizedText(detail, detail) : null);

    /// <param name="installed">Null when there is no such connector.</param>
    public static ApiProblem CannotAuthorize(InstalledConnector? installed) => new(
        Types[GrantRefusal.CannotAuthorize], installed is null ? NoSuchConnector : installed.Connector is null ? installed.Problem : PasteToken);

    private static (GrantRefusal Why, ProblemType Type) Of(GrantRefusal why, int status, string en, string vi) =>
        (why, new ProblemType($"grant_{GrantTexts.Code(why)}", status, new LocalizedText(en, vi)));
}
