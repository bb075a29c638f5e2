using System.Text.RegularExpressions;
using Hub.Core.Teams;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

/// <summary>The queue of comments, from the switch to an answer that arrives and one that does not.</summary>
public sealed class CommentPageTests : WebTest
{
    private string _connection = "";

    protected override async Task Prepare() => _connection = (await Shop.ConnectTikTok()).GetProperty("id").GetString()!;

    [Test]
    public async Task A_comment_waits_is_answered_by_a_message_or_set_aside()
    {
        var owner = await SignIn();
        await owner.Settle("/comments");
        await Sees(owner.Text("Không có bình luận nào đang chờ"));
        await owner.Settle($"/connections/{_connection}");
        await owner.Page.GetByRole(AriaRole.Switch, new() { Name = "Nhận các bình luận này" }).Locator("xpath=following-sibling::span").ClickAsync();
        await Sees(owner.Text("TikTok sẽ báo bình luận cho Hub."));

        await Shop.Customer(new { platform = "tiktok", from = "lan", comment = "Áo này bao nhiêu vậy shop?" });
        await Shop.Customer(new { platform = "tiktok", from = "minor-tu", comment = "Còn size S không ạ?" });
        await Shop.Customer(new { platform = "tiktok", from = "mai", comment = "Đẹp quá!" });
        await owner.Settle("/comments");
        await Sees(owner.Text("Áo này bao nhiêu vậy shop?"));
        await Sees(owner.Page.GetByText("Còn 47 giờ"));
        Assert.That(await owner.Barriers(), Is.Empty);

        await Answer(owner, "Áo này bao nhiêu vậy shop?", "Dạ 150k ạ");
        await SeesNo(owner.Text("Áo này bao nhiêu vậy shop?"));
        await owner.Page.GetByRole(AriaRole.Tab, new() { Name = "Đã trả lời" }).ClickAsync();
        await Sees(owner.Text("Trả lời: Dạ 150k ạ"));
        await Sees(owner.Page.GetByText(new Regex("^(Đã gửi|Đã nhận|Đã xem)$", RegexOptions.None, TimeSpan.FromSeconds(1))));
        await owner.Link("Mở hội thoại").ClickAsync();
        await Sees(owner.Text("Dạ 150k ạ"));

        // What TikTok refuses comes back into the queue with its reason.
        await owner.Settle("/comments");
        await Answer(owner, "Còn size S không ạ?", "Dạ còn ạ");
        await Sees(Row(owner, "Còn size S không ạ?").GetByRole(AriaRole.Alert));

        await Row(owner, "Đẹp quá!").GetByRole(AriaRole.Button, new() { Name = "Bỏ qua bình luận của" }).ClickAsync();
        await SeesNo(owner.Text("Đẹp quá!"));
        await owner.Page.GetByRole(AriaRole.Tab, new() { Name = "Đã đóng" }).ClickAsync();
        await Sees(owner.Text("Đẹp quá!"));
        await owner.Resize(390);
        Assert.That(await owner.Overflow(), Is.LessThanOrEqualTo(0));
        Assert.That(await owner.Barriers(), Is.Empty);
    }

    [Test]
    public async Task Somebody_who_may_only_look_answers_nothing()
    {
        var viewer = await SignIn(BuiltInRoles.Viewer.Id, new VisitorKind("en"));
        await viewer.Settle("/comments");
        await Sees(viewer.Heading("Comments"));
        await SeesNo(viewer.Page.GetByRole(AriaRole.Button, new() { Name = "by message" }));
    }

    private static ILocator Row(Visitor visitor, string comment) => visitor.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = comment });

    private static async Task Answer(Visitor visitor, string comment, string text)
    {
        var row = Row(visitor, comment).First;
        await row.GetByRole(AriaRole.Button, new() { Name = "Trả lời bằng tin nhắn: " }).ClickAsync();
        await row.GetByLabel("Tin nhắn riêng").FillAsync(text);
        await row.GetByRole(AriaRole.Button, new() { Name = "Gửi tin nhắn" }).ClickAsync();
    }
}
