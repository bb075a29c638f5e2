using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>Comment-to-Message of an account (pages 1843697551083522 and 1843697576682497): accounts of Vietnam, Indonesia and Thailand only.</summary>
internal sealed class TikTokComments(TikTokSettings settings, TimeProvider clock)
{
    private const string Kind = "COMMENT_TO_MESSAGE";
    private const long Forbidden = 40003;

    private static readonly LocalizedText NotOffered = new(
        "TikTok does not offer this to the account: it is for accounts of Vietnam, Indonesia and Thailand.",
        "TikTok không cung cấp tính năng này cho tài khoản: chỉ dành cho tài khoản ở Việt Nam, Indonesia và Thái Lan.");

    public async Task<CommentSwitch> Get(ConnectionContext connection, CancellationToken cancellation)
    {
        using var client = Client(connection);
        var query = new Dictionary<string, string> { ["business_id"] = connection.AccountId, ["direct_reply_type"] = Kind };
        var answer = await client.Get("business/message/direct_reply/get/", query, cancellation);
        if (answer.Failure is { } failure)
            return new CommentSwitch(answer.Code == Forbidden ? new Outcome.Rejected(failure.Because! with { Words = NotOffered }) : failure);
        return answer.Data.Text("operation_status") switch
        {
            "ENABLE" => new CommentSwitch(new Outcome.Accepted(), true),
            "DISABLE" => new CommentSwitch(new Outcome.Accepted(), false),
            _ => new CommentSwitch(new Outcome.Accepted()), // no source shows this answer: what cannot be read must not keep anybody from switching
        };
    }

    public async Task<Outcome> Switch(ConnectionContext connection, bool on, CancellationToken cancellation)
    {
        using var client = Client(connection);
        var body = new DirectReplyBody(connection.AccountId, Kind, on ? "ENABLE" : "DISABLE");
        var answer = await client.Post(
            "business/message/direct_reply/update/", body, TikTokJson.Default.DirectReplyBody, Repeatable.Yes, cancellation);
        return answer.Failure ?? new Outcome.Accepted();
    }

    private TikTokClient Client(ConnectionContext connection) =>
        new("tiktok", settings.Base!, connection.Http, clock, connection.Credentials.AccessToken);
}
