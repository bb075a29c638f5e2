using Microsoft.Playwright;

namespace Hub.Tests.Web;

public sealed class SignalPageTests : WebTest
{
    private const string Said = "MARKER xin chao shop";

    protected override async Task Prepare()
    {
        await Shop.Post("/connections", new
        {
            connectorId = "tiktok-events",
            name = "Bộ sự kiện",
            accountId = "sandbox-event-set",
            settings = new { accessToken = "sandbox-events-token", eventSource = "web", eventSourceId = "sandbox-event-set", eventConversationStarted = "Contact" },
        });
        await Shop.Post("/connections", new
        {
            connectorId = "tiktok",
            name = "TikTok Hoa Mai",
            accountId = "sandbox-tiktok-shop",
            credentials = new { accessToken = "sandbox-tiktok-access", refreshToken = "sandbox-tiktok-refresh" },
        });
        await Shop.Customer(new { platform = "tiktok", from = "lan", referral = new { source = "ad", adId = "1801", clickId = "click-1" } });
        await Shop.Customer(new { platform = "tiktok", from = "lan", text = Said });
    }

    [Test]
    public async Task What_left_is_shown_byte_by_byte_and_holds_nothing_that_was_written()
    {
        await Shop.First("/signals?state=sent");
        var owner = await SignIn();
        await owner.Settle("/signals?state=sent");
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Xem bằng chứng" }).First.ClickAsync();

        await Sees(owner.Text("Không có nội dung tin nhắn"));
        var body = await owner.Page.GetByLabel("Nội dung đã gửi").Last.InnerTextAsync();
        Assert.That(body, Does.Contain("\"event\"").And.Contain("Contact"));
        Assert.That(body, Does.Not.Contain("MARKER"));
        Assert.That(await owner.Barriers(), Is.Empty);

        await owner.Settle("/signals/funnel");
        await Sees(owner.Page.GetByText("Từ quảng cáo: 1").First);
        await Sees(owner.Text("1 trên 1").First);
        Assert.That(await owner.Barriers(), Is.Empty);
    }

    [Test]
    public async Task Keywords_are_pasted_switched_on_and_off()
    {
        var owner = await SignIn();
        await owner.Settle("/signals/keywords");
        await owner.Button("Tạo danh sách").First.ClickAsync();
        await owner.Field("Tên danh sách").FillAsync("Mua hàng");
        await owner.Button("Tạo danh sách").Last.ClickAsync();
        await Sees(owner.Heading("Mua hàng"));

        await owner.Button("Nhập từ khóa").First.ClickAsync();
        await owner.Field("Hoặc dán vào đây").FillAsync("giá bao nhiêu\ncòn hàng không\n");
        await owner.Button("Nhập").ClickAsync();
        await Sees(owner.Text("Đang dùng bản 1"));
        await Sees(owner.Page.GetByRole(AriaRole.Cell, new() { Name = "giá bao nhiêu" }));

        await owner.Button("Tắt danh sách").ClickAsync();
        await Sees(owner.Text("Đang tắt"));
    }
}
