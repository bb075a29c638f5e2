using Hub.Connectors.Abstractions;

namespace Hub.Core.Automation;

/// <summary>Why a rule that applied did nothing, as the log keeps it and as people read it.</summary>
public static class HeldCodes
{
    public const string CoolDown = "cool_down";
    public const string AlreadyAnswered = "already_answered";
    public const string PersonAnswering = "person_answering";
    public const string TooOld = "too_old";
    public const string Stopped = "stopped";
    public const string LoopGuard = "loop_guard";
    public const string Budget = "budget";
    public const string WindowClosed = "window_closed";
    public const string CannotSend = "cannot_send";
    public const string KnownContact = "known_contact";
    public const string NotSpam = "not_spam";
    public const string TargetGone = "target_gone";
    public const string NoChange = "no_change";
    public const string DraftExists = "draft_exists";
    public const string NothingRead = "nothing_read";
    public const string NoTime = "no_time";
    public const string TimeTaken = "time_taken";
    public const string ChainGuard = "chain_guard";
    public const string InBin = "in_bin";
    public const string Unreadable = "unreadable";
    public const string TooSlow = "too_slow";

    public static IReadOnlyDictionary<string, LocalizedText> Texts { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        [CoolDown] = new("It had answered this contact a short while before.", "Vừa trả lời khách này cách đó không lâu."),
        [AlreadyAnswered] = new("Another rule had answered the message.", "Một quy tắc khác đã trả lời tin nhắn này."),
        [PersonAnswering] = new("Somebody of the shop was writing with the contact.", "Nhân viên đang trò chuyện với khách."),
        [TooOld] = new("The message was too old to act on.", "Tin nhắn đã quá cũ để xử lý."),
        [Stopped] = new("Automation is stopped in this conversation.", "Tự động hóa đang dừng trong hội thoại này."),
        [LoopGuard] = new(
            "Too many automatic answers, or a program and rules were setting off one another: automation has stopped in this conversation.",
            "Trả lời tự động quá nhiều, hoặc chương trình ngoài và quy tắc kích hoạt lẫn nhau: tự động hóa đã dừng trong hội thoại này."),
        [Budget] = new(
            "What is left of the window is kept for people.", "Số tin còn lại của khung trả lời được giữ cho nhân viên."),
        [WindowClosed] = new("The reply window was closed or used up.", "Khung trả lời đã đóng hoặc đã hết lượt."),
        [CannotSend] = new("The channel cannot carry this answer now.", "Kênh hiện không gửi được câu trả lời này."),
        [KnownContact] = new("Somebody of the shop has answered this contact before.", "Shop đã từng trả lời khách này."),
        [NotSpam] = new("Somebody has said that this conversation is no spam.", "Hội thoại đã được đánh dấu không phải spam."),
        [TargetGone] = new("The label, team or member is gone.", "Nhãn, nhóm hoặc thành viên không còn."),
        [NoChange] = new("It was so already.", "Đã đúng như vậy từ trước."),
        [TooSlow] = new(
            "The rule was passed over: its pattern, or the patterns of all rules together, took too long. Make it simpler and save it.",
            "Quy tắc bị bỏ qua: mẫu của nó, hoặc mẫu của mọi quy tắc cộng lại, chạy quá lâu. Hãy viết mẫu đơn giản hơn rồi lưu lại."),
        [DraftExists] = new(
            "The conversation has an open draft or request already.", "Hội thoại đã có đơn nháp hoặc yêu cầu đặt lịch đang chờ."),
        [NothingRead] = new(
            "No product of the catalogue was found in what the contact wrote.", "Không tìm thấy sản phẩm nào của danh mục trong tin khách nhắn."),
        [NoTime] = new("The contact has said no day and hour.", "Khách chưa nói rõ ngày và giờ."),
        [TimeTaken] = new("The time that the contact asked for is not free.", "Giờ khách muốn không còn trống."),
        [ChainGuard] = new(
            "Rules were setting off one another: the hub ended it here.", "Các quy tắc kích hoạt lẫn nhau: hệ thống đã dừng chuỗi tại đây."),
        [InBin] = new("The conversation is in the bin.", "Hội thoại đang ở mục spam."),
        [Unreadable] = new("The rule cannot be read. Save it again.", "Không đọc được quy tắc. Hãy lưu lại."),
    };
}
