using Hub.Connectors.Abstractions;
using Hub.Core.Comments;

namespace Hub.Api.Comments;

/// <summary>What a platform asks for before a comment is answered by a message, in words.</summary>
internal static class CommentTexts
{
    private static readonly LocalizedText Unmet = new("This comment cannot be answered by a message.", "Không thể trả lời bình luận này bằng tin nhắn.");

    public static LocalizedText Title => Unmet;

    public static LocalizedText Of(CommentCondition condition, CommentVerdict verdict) => (condition, verdict) switch
    {
        (CommentCondition.FirstLevel, _) => new("A first comment on a video of this account.", "Bình luận gốc trên video của chính tài khoản này."),
        (CommentCondition.InTime, CommentVerdict.NotMet) => new("The time to answer it is over.", "Đã hết thời gian được phép trả lời."),
        (CommentCondition.InTime, _) => new("Young enough to be answered.", "Còn trong thời gian được phép trả lời."),
        (CommentCondition.NotAnswered, CommentVerdict.NotMet) => new("It has been answered by a message already.", "Đã được trả lời bằng tin nhắn."),
        (CommentCondition.NotAnswered, _) => new("Not answered by a message yet.", "Chưa được trả lời bằng tin nhắn."),
        (CommentCondition.NoRecentMessage, CommentVerdict.NotMet) => new(
            "There has been a message with this person lately. Answer in the conversation, if it is open.",
            "Gần đây đã có tin nhắn với người này. Hãy trả lời trong hội thoại nếu hội thoại còn mở."),
        (CommentCondition.NoRecentMessage, _) => new("No message with this person lately.", "Gần đây không có tin nhắn với người này."),
        (CommentCondition.Connected, _) => new(
            "The account is switched off or disconnected.", "Tài khoản đã bị tắt hoặc bị ngắt kết nối."),
        _ => new("The person is older than 18.", "Người bình luận trên 18 tuổi."),
    };

    /// <summary>For programs.</summary>
    public static string Code(CommentCondition condition) => condition switch
    {
        CommentCondition.InTime => "comment_too_old",
        CommentCondition.NotAnswered => "comment_answered",
        CommentCondition.NoRecentMessage => "recent_message",
        CommentCondition.Connected => "connection_not_active",
        _ => "comment_not_answerable",
    };
}
