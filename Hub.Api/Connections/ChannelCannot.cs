using Hub.Api.Http;
using Hub.Connectors.Abstractions;

namespace Hub.Api.Connections;

/// <summary>
/// What a connection's channel does not offer is not there. The same is said of a connection that is not the caller's, who must not learn what
/// it can do.
/// </summary>
internal static class ChannelCannot
{
    public static ApiProblem MakeShortLinks => Of("This channel's platform has no short links.", "Nền tảng của kênh này không có liên kết ngắn.");

    public static ApiProblem SendByItself => Of(
        "This channel's platform sends no messages by itself.", "Nền tảng của kênh này không có tin nhắn tự động.");

    public static ApiProblem AnswerComments => Of(
        "This channel does not answer comments by messages.", "Kênh này không hỗ trợ trả lời bình luận bằng tin nhắn.");

    private static ApiProblem Of(string en, string vi) => new(ProblemTypes.NotFound, new LocalizedText(en, vi));
}
