using Hub.Sandbox;

namespace Hub.Tests.Sandbox;

sealed class TikTokCommentTests : SandboxTest
{
    static readonly (string, string) Token = ("Access-Token", "sandbox-tiktok-access");

    protected override void Configure(SandboxOptions options) => options.RateLimits = false;

    [Test, CancelAfter(20_000)]
    public async Task A_comment_is_told_and_answered_only_as_the_platform_lets_it(CancellationToken cancellationToken)
    {
        Assert.That(await SwitchAsync("sandbox-tiktok-second"), Is.EqualTo(40003), "an account of another region");
        var untold = await CommentAsync("mai");
        Assert.That(await AnswerAsync(untold), Is.EqualTo(40003), "not switched on");
        Assert.That(await SwitchAsync("sandbox-tiktok-shop"), Is.Zero);

        var comment = await CommentAsync("lan");
        await HappensAsync(new { platform = "tiktok", from = "hoa", text = "hi" });

        Assert.Multiple(async () =>
        {
            Assert.That(await AnswerAsync("7"), Is.EqualTo(40007), "no such comment");
            Assert.That(await AnswerAsync(comment, recipient: "u5"), Is.EqualTo(40002), "a recipient beside it");
            Assert.That(await AnswerAsync(await CommentAsync("old", 49)), Is.EqualTo(40064), "older than 48 hours");
            Assert.That(await AnswerAsync(await CommentAsync("hoa")), Is.EqualTo(40064), "a message in the past 24 hours");
            Assert.That(await AnswerAsync(await CommentAsync("minor-bi")), Is.EqualTo(40064), "younger than 18");
            Assert.That(await AnswerAsync(comment), Is.Zero);
            Assert.That(await AnswerAsync(comment), Is.EqualTo(40064), "answered already");
        });
        var arrived = await Hub.UntilAsync(all => all.Any(a => a.Text.Contains("im_send_msg")), cancellationToken);
        Assert.That(arrived.Count(a => a.Text.Contains("im_receive_high_intent_comment") && a.Text.Contains(comment)), Is.EqualTo(1));
        Assert.That(arrived.Any(a => a.Text.Contains(untold)), Is.False);
    }

    async Task<string> CommentAsync(string from, double hours = 0)
    {
        var (_, body) = await PostAsync("/_sandbox/send", new { platform = "tiktok", from, comment = "Giá bao nhiêu?", ageSeconds = hours * 3600 });
        return (string)body["commentId"]!;
    }

    async Task<int> AnswerAsync(string comment, string? recipient = null) => (int)(await PostAsync(TikTok + "/send/", recipient is null
        ? Body(comment)
        : new { business_id = "sandbox-tiktok-shop", recipient, message_type = "TEXT", text = new { body = "x" }, direct_reply = Reply(comment) },
        Token)).Body["code"]!;

    static object Body(string comment) =>
        new { business_id = "sandbox-tiktok-shop", message_type = "TEXT", text = new { body = "100k" }, direct_reply = Reply(comment) };

    static object Reply(string comment) => new { reply_type = "COMMENT_REPLY", comment_reply = new { comment_id = comment } };

    async Task<int> SwitchAsync(string business) => (int)(await PostAsync(
        TikTok + "/direct_reply/update/", new { business_id = business, direct_reply_type = "COMMENT_TO_MESSAGE", operation_status = "ENABLE" },
        Token)).Body["code"]!;
}
