using System.Text;
using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Hub.Tests.Connectors.Channels.TikTok;

[CancelAfter(20_000)]
public sealed class TikTokSendTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly string Sent = TikTokLab.Ok("""{"message":{"message_id":"u5+Sent=="}}""");

    [Test]
    public async Task A_text_goes_out_as_documented(CancellationToken cancellation)
    {
        var (outcome, requests) = await Send(Part(MessageContent.OfText("Chào 👋")) with { QuotedMessageKey = "u5+Q==" }, cancellation);

        Assert.That(outcome, Is.EqualTo(new Outcome.Accepted("u5+Sent==")));
        Assert.That(requests.Single().Path, Is.EqualTo("/open_api/v1.3/business/message/send/"));
        Assert.That(requests[0].Header("Access-Token"), Is.EqualTo(TikTokLab.Token));
        Assert.That(requests[0].Header("Authorization"), Is.Null);
        Assert.That(requests[0].Header("Content-Type"), Does.StartWith("application/json"));
        AssertBody(requests[0], """
            {"business_id":"-000mShop","recipient_type":"CONVERSATION","recipient":"u5+c==","message_type":"TEXT","text":{"body":"Chào 👋"},
             "referenced_message_info":{"referenced_message_id":"u5+Q=="}}
            """);
    }

    [Test]
    public async Task A_picture_is_uploaded_first(CancellationToken cancellation)
    {
        var part = Part(new MessageContent { Kind = MessageKind.Image, Media = [new MediaRef(null, "hub:1")] }) with
        {
            Media = [new OutboundMedia("image/png", "a.png", Png)],
        };

        var (outcome, requests) = await Send(part, cancellation, context => IsUpload(context) ? TikTokLab.Ok("""{"media_id":"media-7"}""") : Sent);

        Assert.That(outcome, Is.InstanceOf<Outcome.Accepted>());
        Assert.That(requests.Select(request => request.Path), Is.EqualTo(new[]
        {
            "/open_api/v1.3/business/message/media/upload/", "/open_api/v1.3/business/message/send/",
        }));
        Assert.That(requests[0].Header("Content-Type"), Does.StartWith("multipart/form-data; boundary="));
        var form = Encoding.Latin1.GetString(requests[0].Body);
        Assert.That(form, Does.Contain("business_id").And.Contain(TikTokLab.Business).And.Contain("media_type").And.Contain("IMAGE"));
        Assert.That(form, Does.Contain(Encoding.Latin1.GetString(Png)));
        AssertBody(requests[1], """
            {"business_id":"-000mShop","recipient_type":"CONVERSATION","recipient":"u5+c==","message_type":"IMAGE",
             "image":{"media_id":"media-7"}}
            """);
    }

    [Test]
    public async Task A_failed_upload_sends_nothing(CancellationToken cancellation)
    {
        var part = Part(new MessageContent { Kind = MessageKind.Image, Media = [new MediaRef(null, "hub:1")] }) with
        {
            Media = [new OutboundMedia("image/png", "a.png", Png)],
        };

        var (outcome, requests) = await Send(part, cancellation, _ => TikTokLab.Failed(50002));

        Assert.That(outcome, Is.InstanceOf<Outcome.Transient>());
        Assert.That(requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_post_and_a_card_go_out_as_documented(CancellationToken cancellation)
    {
        var (_, post) = await Send(Part(new MessageContent { Kind = MessageKind.SharedPost, PostId = "76" }), cancellation);
        var (_, card) = await Send(
            Part(new MessageContent
            {
                Kind = MessageKind.Choices,
                Text = "Size?",
                Choices = [new Choice("opt_s", "S"), new Choice("opt_m", "M")],
            }),
            cancellation);

        AssertBody(post[0], """
            {"business_id":"-000mShop","recipient_type":"CONVERSATION","recipient":"u5+c==","message_type":"SHARE_POST",
             "share_post":{"item_id":"76"}}
            """);
        AssertBody(card[0], """
            {"business_id":"-000mShop","recipient_type":"CONVERSATION","recipient":"u5+c==","message_type":"TEMPLATE",
             "template":{"type":"QA_BUTTON_CARD",
             "title":"Size?","buttons":[{"type":"REPLY","title":"S","id":"opt_s"},{"type":"REPLY","title":"M","id":"opt_m"}]}}
            """);
    }

    [TestCase(ConversationAction.Typing, "TYPING")]
    [TestCase(ConversationAction.MarkRead, "MARK_READ")]
    public async Task A_sign_is_a_sender_action(ConversationAction action, string wire, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, TikTokLab.Ok("""{"message":{"message_id":""}}"""));

        var outcome = await TikTokLab.Connector(apiBase: vendor.BaseAddress)
            .Act(TikTokLab.Connection(), new Recipient("u5+c==", []), action, null, cancellation);

        Assert.That(outcome, Is.EqualTo(new Outcome.Accepted()));
        AssertBody(vendor.Requests.Single(), $$"""
            {"business_id":"-000mShop","recipient_type":"CONVERSATION","recipient":"u5+c==","message_type":"SENDER_ACTION",
             "sender_action":"{{wire}}"}
            """);
    }

    [Test]
    public async Task What_cannot_be_sent_is_rejected_before_any_call(CancellationToken cancellation)
    {
        var image = new MessageContent { Kind = MessageKind.Image, Media = [new MediaRef(null, "hub:1")] };
        OutboundPart[] parts =
        [
            Part(MessageContent.OfText("x")) with { To = new Recipient(null, []) },
            Part(MessageContent.OfText(new string('x', 6001))),
            Part(image),
            Part(image) with { Media = [new OutboundMedia("image/png", "a.png", new byte[10])] },
            Part(image) with { Media = [new OutboundMedia("image/png", "a.png", (byte[])[.. Png, .. new byte[3 << 20]])] },
            Part(image) with { Media = [new OutboundMedia("image/png", "a.png", Png)], QuotedMessageKey = "m" },
        ];
        foreach (var part in parts)
        {
            var (outcome, requests) = await Send(part, cancellation);
            Assert.That(outcome, Is.InstanceOf<Outcome.Rejected>());
            Assert.That(requests, Is.Empty);
        }
    }

    [Test]
    public async Task Many_sends_at_once_share_a_client(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, Sent);
        var connector = TikTokLab.Connector(apiBase: vendor.BaseAddress);
        var connection = TikTokLab.Connection();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(
            i => Task.Run(() => connector.Send(connection, Part(MessageContent.OfText($"text {i}")), cancellation), cancellation)));

        Assert.That(outcomes, Is.All.EqualTo(new Outcome.Accepted("u5+Sent==")));
        Assert.That(vendor.Requests.Select(request => request.Text).Distinct().Count(), Is.EqualTo(100));
    }

    private static bool IsUpload(HttpContext context) => context.Request.Path.Value!.EndsWith("upload/", StringComparison.Ordinal);

    private static OutboundPart Part(MessageContent content) => new("corr-1", new Recipient("u5+c==", []), content, []);

    private static async Task<(Outcome Outcome, IReadOnlyList<RecordedRequest> Requests)> Send(
        OutboundPart part, CancellationToken cancellation, Func<HttpContext, string>? answer = null)
    {
        await using var vendor = await FakeVendor.Start(context => FakeVendor.Reply(context, 200, answer?.Invoke(context) ?? Sent));
        var outcome = await TikTokLab.Connector(apiBase: vendor.BaseAddress).Send(TikTokLab.Connection(), part, cancellation);
        return (outcome, vendor.Requests);
    }

    private static void AssertBody(RecordedRequest request, string expected) => Assert.That(
        JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse(expected)), Is.True, () => request.Text);
}
