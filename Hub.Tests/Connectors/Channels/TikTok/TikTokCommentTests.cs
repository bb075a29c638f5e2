using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.TikTok;

[CancelAfter(20_000)]
public sealed class TikTokCommentTests
{
    [Test]
    public async Task An_answer_names_the_comment_and_no_recipient(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(
            context => FakeVendor.Reply(context, 200, TikTokLab.Ok("""{"message":{"message_id":"u5+Sent=="}}""")));
        var part = new OutboundPart("1", new Recipient(null, [new Identity("user", "+u")]), MessageContent.OfText("Dạ 100k"), []);
        var connector = TikTokLab.Connector(apiBase: vendor.BaseAddress);

        var outcome = await connector.Answer(TikTokLab.Connection(), "724", part, cancellation);
        var picture = await connector.Answer(
            TikTokLab.Connection(), "724", part with { Content = new MessageContent { Kind = MessageKind.Image } }, cancellation);

        Assert.That((outcome, picture.Because?.Code), Is.EqualTo((new Outcome.Accepted("u5+Sent=="), "tiktok/comment-answer-needs-text")));
        AssertBody(vendor.Requests.Single(), """
            {"business_id":"-000mShop","message_type":"TEXT","text":{"body":"Dạ 100k"},
             "direct_reply":{"reply_type":"COMMENT_REPLY","comment_reply":{"comment_id":"724"}}}
            """);
    }

    [TestCase(40001)]
    [TestCase(40118)]
    public async Task An_account_that_may_not_answer_comments_goes_on_with_its_conversations(int code, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context => FakeVendor.Reply(context, 200, TikTokLab.Failed(code)));
        var connector = TikTokLab.Connector(apiBase: vendor.BaseAddress);
        var part = new OutboundPart("1", new Recipient(null, []), MessageContent.OfText("Dạ 100k"), []);

        var outcome = await connector.Answer(TikTokLab.Connection(), "724", part, cancellation);

        Assert.That(outcome, Is.InstanceOf<Outcome.Rejected>(), "anything else would park the account");
        Assert.That(outcome.Because!.Code, Is.EqualTo($"tiktok/{code}"));
    }

    [Test]
    public async Task A_switch_whose_state_cannot_be_read_is_not_known_and_no_failure(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context => FakeVendor.Reply(context, 200, TikTokLab.Ok("{}")));

        var found = await TikTokLab.Connector(apiBase: vendor.BaseAddress).Comments(TikTokLab.Connection(), cancellation);

        Assert.That(found, Is.EqualTo(new CommentSwitch(new Outcome.Accepted())));
    }

    [Test]
    public async Task The_switch_is_the_platforms(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context => FakeVendor.Reply(context, 200, context.Request.Method == "GET"
            ? TikTokLab.Ok("""{"direct_reply_type":"COMMENT_TO_MESSAGE","operation_status":"ENABLE"}""")
            : TikTokLab.Failed(40003)));
        var connector = TikTokLab.Connector(apiBase: vendor.BaseAddress);

        var found = await connector.Comments(TikTokLab.Connection(), cancellation);
        var refused = await connector.SwitchComments(TikTokLab.Connection(), false, cancellation);

        Assert.That(found, Is.EqualTo(new CommentSwitch(new Outcome.Accepted(), true)));
        Assert.That(refused, Is.InstanceOf<Outcome.Rejected>());
        Assert.That(vendor.Requests[0].Path, Is.EqualTo("/open_api/v1.3/business/message/direct_reply/get/"));
        AssertBody(vendor.Requests[1], """{"business_id":"-000mShop","direct_reply_type":"COMMENT_TO_MESSAGE","operation_status":"DISABLE"}""");
    }

    [Test]
    public async Task An_account_of_another_region_is_told_that_it_is_not_offered(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, TikTokLab.Failed(40003));

        var found = await TikTokLab.Connector(apiBase: vendor.BaseAddress).Comments(TikTokLab.Connection(), cancellation);

        Assert.That(found.Outcome, Is.InstanceOf<Outcome.Rejected>());
        Assert.That(found.Outcome.Because!.Words!.Vi, Does.Contain("chỉ dành cho tài khoản ở Việt Nam"));
    }

    private static void AssertBody(RecordedRequest request, string expected) => Assert.That(
        JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse(expected)), Is.True, () => request.Text);
}
