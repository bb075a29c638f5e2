using Hub.Core.Teams;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

/// <summary>Connecting an account, from the gallery to a check that works.</summary>
public sealed class ConnectionPageTests : WebTest
{
    [Test]
    public async Task An_account_is_connected_checked_switched_off_and_on()
    {
        var owner = await SignIn();
        await owner.Settle("/connections");
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Kết nối WhatsApp" }).ClickAsync();

        // What is missing is said at its field.
        await owner.Field("Tên hiển thị").FillAsync("Hoa Mai");
        await owner.Field("Mã tài khoản").FillAsync("100200300400500");
        await owner.Button("Kết nối").ClickAsync();
        await Sees(owner.Page.Locator("[name=phoneNumberId][aria-invalid=true]"));

        await owner.Page.Locator("[name=phoneNumberId]").FillAsync("100200300400500");
        await owner.Page.Locator("[name=accessToken]").FillAsync("sandbox-meta-token");
        await owner.Button("Kết nối").ClickAsync();
        await Sees(owner.Heading("Hoa Mai"));
        await Sees(owner.Text("Đang hoạt động"));

        await owner.Button("Kiểm tra").ClickAsync();
        await Sees(owner.Text("Kết nối hoạt động tốt"));
        await owner.Page.Keyboard.PressAsync("Escape");

        await owner.Button("Tắt").ClickAsync();
        await owner.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Tắt", Exact = true }).ClickAsync();
        await Sees(owner.Text("Đã tắt"));
        await owner.Button("Bật lại").ClickAsync();
        await Sees(owner.Text("Đang hoạt động"));

        // The secret went in and never comes out.
        Assert.That(await owner.Page.ContentAsync(), Does.Not.Contain("sandbox-meta-token"));
    }

    [Test]
    public async Task An_account_is_connected_on_the_platforms_own_page()
    {
        var owner = await SignIn();
        await owner.Settle("/connections/new/tiktok");
        await Sees(owner.Text("Nội dung tin nhắn")); // what leaves, before anybody agrees to anything
        await owner.Button("Kết nối qua Tin nhắn TikTok").ClickAsync();

        await Sees(owner.Heading("Log in with TikTok"));
        await owner.Page.GetByLabel("Second Shop (sandbox-tiktok-second)").CheckAsync();
        await owner.Page.GetByLabel("user.account.type").UncheckAsync();
        await owner.Button("Allow").ClickAsync();

        await Sees(owner.Text("Cảnh báo khi tài khoản không phải là tài khoản doanh nghiệp."));
        Assert.That(owner.Page.Url, Does.Not.Contain("code="), "the code stays in no history");
        await owner.Field("Tên hiển thị").FillAsync("Shop hai");
        await owner.Button("Kết nối 1 tài khoản").ClickAsync();
        await Sees(owner.Heading("Shop hai"));
        await Sees(owner.Text("Đang hoạt động"));

        // Its permission's end stands in the calendar; saying no at the platform changes nothing.
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Kết nối lại Shop hai" }).ClickAsync();
        await owner.Button("Kết nối qua Tin nhắn TikTok").ClickAsync(); // with the optional permissions, or without
        await owner.Button("Deny").ClickAsync();
        await Sees(owner.Text("Bạn đã từ chối trên trang của nền tảng. Chưa kết nối gì."));
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Về trang Kết nối" }).ClickAsync();
        await Sees(owner.Text("Còn 364 ngày"));
    }

    [Test]
    public async Task Somebody_who_may_only_look_finds_nothing_to_press()
    {
        await Shop.Post("/connections", new
        {
            connectorId = "messenger",
            name = "Page",
            accountId = "300400500600700",
            settings = new { pageId = "300400500600700", accessToken = "sandbox-meta-token" },
        });
        var viewer = await SignIn(BuiltInRoles.Viewer.Id);
        await viewer.Settle("/connections");
        await Sees(viewer.Page.GetByRole(AriaRole.Link, new() { Name = "Page" }));
        await SeesNo(viewer.Page.GetByRole(AriaRole.Link, new() { Name = "Kết nối Messenger" }));

        await viewer.Page.GetByRole(AriaRole.Link, new() { Name = "Page" }).First.ClickAsync();
        await Sees(viewer.Text("Bạn chỉ có quyền xem. Hãy nhờ quản trị viên nếu cần thay đổi."));
        await SeesNo(viewer.Button("Tắt"));
        await SeesNo(viewer.Button("Lưu"));
    }
}
