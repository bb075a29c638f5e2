using System.Globalization;
using AutoMapper;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>
/// Sends parts and small signs (page 1832184403754242). The endpoint knows no idempotency key, so a send without an answer is unknown;
/// the echo <c>im_send_msg</c> settles it.
/// </summary>
internal sealed class TikTokSender(TikTokSettings settings, TimeProvider clock)
{
    private const string SendPath = "business/message/send/";
    private const int MaxImage = 3 << 20;

    private readonly IMapper _mapper = TikTokProfile.Mapper();

    public async Task<Outcome> Send(ConnectionContext connection, OutboundPart part, CancellationToken cancellation)
    {
        if (Refuse(part) is { } refused)
            return refused;
        using var client = Client(connection);
        var body = _mapper.Map<SendBody>(part) with { BusinessId = connection.AccountId };
        if (part.Content.Kind == MessageKind.Image)
        {
            var (failure, mediaId) = await Upload(client, connection, part.Media[0], cancellation);
            if (mediaId is null)
                return failure;
            body = body with { Image = new SendImage(mediaId) };
        }
        string?[] secrets = [part.Content.Text, .. part.Content.Choices.Select(choice => choice.Title)];
        var answer = await client.Post(SendPath, body, TikTokJson.Default.SendBody, Repeatable.No, cancellation, secrets);
        return Refine(answer);
    }

    /// <summary>The only way for a business to begin a conversation (pages 1832184403754242 and 1843697551083522): it names the comment, and no recipient.</summary>
    public async Task<Outcome> Answer(ConnectionContext connection, string commentKey, OutboundPart part, CancellationToken cancellation)
    {
        if (part.Content.Kind != MessageKind.Text || TikTokPlan.Refuse(part.Content, TikTokPlan.MaxText) is not null)
            return Rejected("comment-answer-needs-text");
        using var client = Client(connection);
        var body = _mapper.Map<SendBody>(part) with
        {
            BusinessId = connection.AccountId,
            RecipientType = null,
            Recipient = null,
            ReferencedMessageInfo = null,
            DirectReply = new DirectReply("COMMENT_REPLY", new CommentReply(commentKey)),
        };
        var outcome = Refine(await client.Post(SendPath, body, TikTokJson.Default.SendBody, Repeatable.No, cancellation, part.Content.Text));
        // It may be this feature alone that the account may not have: that must not stop its conversations.
        return outcome is Outcome.Misconfigured no ? new Outcome.Rejected(no.Reason) : outcome;
    }

    public async Task<Outcome> Act(ConnectionContext connection, Recipient to, ConversationAction action, CancellationToken cancellation)
    {
        if (to.ConversationKey is null)
            return Rejected("no-conversation");
        var body = new SendBody
        {
            BusinessId = connection.AccountId,
            Recipient = to.ConversationKey,
            MessageType = "SENDER_ACTION",
            SenderAction = action == ConversationAction.Typing ? "TYPING" : "MARK_READ",
        };
        using var client = Client(connection);
        var answer = await client.Post(SendPath, body, TikTokJson.Default.SendBody, Repeatable.Yes, cancellation);
        return answer.Failure ?? new Outcome.Accepted();
    }

    // Comments aside, a business can never begin a conversation on TikTok, so there is always a thread to answer in.
    private static Outcome.Rejected? Refuse(OutboundPart part)
    {
        if (part.To.ConversationKey is null)
            return Rejected("no-conversation");
        if (TikTokPlan.Refuse(part.Content, TikTokPlan.MaxText) is { } problem)
            return Rejected(problem.Field + "-not-allowed");
        if (part.QuotedMessageKey is not null && part.Content.Kind != MessageKind.Text)
            return Rejected("quote-needs-text");
        if (part.Content.Kind != MessageKind.Image)
            return null;
        if (part.Media.Count != 1)
            return Rejected("one-image-a-message");
        if (part.Media[0].Bytes.Length > MaxImage)
            return Rejected("image-too-large");
        return IsPicture(part.Media[0].Bytes.Span) ? null : Rejected("image-type");
    }

    private static bool IsPicture(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]) || bytes.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47]);

    private async Task<(Outcome Failure, string? MediaId)> Upload(
        TikTokClient client, ConnectionContext connection, OutboundMedia image, CancellationToken cancellation)
    {
        var fields = new Dictionary<string, string> { ["business_id"] = connection.AccountId, ["media_type"] = "IMAGE" };
        var answer = await client.Upload("business/message/media/upload/", fields, image, cancellation);
        return (
            answer.Failure ?? new Outcome.Transient(new Reason("tiktok/no-media-id")),
            answer.Failure is null ? answer.Data.Text("media_id") : null);
    }

    private Outcome Refine(TikTokAnswer answer)
    {
        if (answer.Failure is null)
            return new Outcome.Accepted(answer.Data.Object("message")?.Text("message_id"));
        var code = answer.Code?.ToString(CultureInfo.InvariantCulture);
        return answer.Failure is Outcome.Rejected rejected && code is not null && settings.WindowClosedCodes.Contains(code)
            ? new Outcome.WindowClosed(rejected.Reason)
            : answer.Failure;
    }

    private static Outcome.Rejected Rejected(string code) => new(new Reason("tiktok/" + code));

    private TikTokClient Client(ConnectionContext connection) =>
        new("tiktok", settings.Base!, connection.Http, clock, connection.Credentials.AccessToken);
}
