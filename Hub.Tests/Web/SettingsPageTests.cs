using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

public sealed class SettingsPageTests : WebTest
{
    [Test]
    public async Task A_colleague_who_was_invited_by_link_sees_what_their_role_lets_them()
    {
        var owner = await SignIn();
        await owner.Settle("/settings/members");
        await owner.Button("Mời thành viên").First.ClickAsync();
        await owner.Page.GetByRole(AriaRole.Dialog).GetByLabel("Email").FillAsync("lan@shop.vn");
        await owner.Page.GetByRole(AriaRole.Combobox, new() { Name = "Vai trò" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Option, new() { Name = "Nhân viên" }).ClickAsync();
        await owner.Button("Tạo liên kết mời").ClickAsync();
        var link = await owner.Field("Liên kết mời").InputValueAsync();
        await owner.Button("Xong").ClickAsync();
        await Sees(owner.Text("Đã mời"));

        var lan = await Visit();
        await lan.Go(link);
        await lan.Field("Tên của bạn").FillAsync("Trần Thị Lan");
        await lan.Field("Mật khẩu mới").FillAsync("mot cau dai de nho 2026");
        await lan.Button("Tham gia").ClickAsync();
        await lan.Page.WaitForURLAsync("**/inbox*");
        await Sees(lan.Link("Đơn hàng"));
        await SeesNo(lan.Link("Tác vụ"));
        await lan.Settle("/settings/members");
        await SeesNo(lan.Button("Mời thành viên"));
        await SeesNo(lan.Link("Khóa API"));

        var id = (await Shop.Get("/members")).GetProperty("items").EnumerateArray()
            .Single(member => member.GetProperty("email").GetString() == "lan@shop.vn").GetProperty("id").GetString();
        var anew = (await Shop.Post($"/members/{id}/invitation", new { })).GetProperty("invitationUrl").GetString()!;
        var lost = await Visit();
        await lost.Go(anew);
        await Sees(lost.Text("Đặt mật khẩu mới"));
        await SeesNo(lost.Text("Bạn được mời cùng làm việc trên Hub. Hãy cho biết tên và đặt mật khẩu."));
        await lost.Field("Mật khẩu mới").FillAsync("mot cau khac de nho 2026");
        await lost.Button("Đặt mật khẩu và đăng nhập").ClickAsync();
        await lost.Page.WaitForURLAsync("**/inbox*");
    }

    [Test]
    public async Task A_label_is_made_changed_and_deleted()
    {
        var owner = await SignIn();
        await owner.Settle("/settings/labels");
        await owner.Button("Tạo nhãn").First.ClickAsync();
        await owner.Field("Tên nhãn").FillAsync("Chờ chuyển khoản");
        await owner.Button("Màu #b91c1c").ClickAsync();
        await owner.Button("Lưu").ClickAsync();
        await Sees(owner.Text("Chờ chuyển khoản"));

        await owner.Button("Sửa Chờ chuyển khoản").ClickAsync();
        await owner.Field("Tên nhãn").FillAsync("Đã chuyển khoản");
        await owner.Button("Lưu").ClickAsync();
        await Sees(owner.Text("Đã chuyển khoản"));

        await owner.Button("Xóa: Đã chuyển khoản").ClickAsync();
        await owner.Button("Xóa").ClickAsync();
        await SeesNo(owner.Button("Sửa Đã chuyển khoản"));
    }

    [Test]
    public async Task An_api_key_is_shown_once_and_can_be_revoked()
    {
        var owner = await SignIn();
        await owner.Settle("/settings/keys");
        await owner.Button("Tạo khóa").First.ClickAsync();
        await owner.Field("Tên khóa").FillAsync("Kho hàng");
        await owner.Field("Xem đơn hàng").CheckAsync();
        await owner.Button("Tạo khóa").Last.ClickAsync();
        var key = await owner.Page.GetByRole(AriaRole.Textbox, new() { Name = "Khóa API" }).InputValueAsync();
        Assert.That(key, Does.StartWith("hub_"));
        await owner.Button("Tôi đã lưu khóa").ClickAsync();
        await SeesNo(owner.Page.GetByRole(AriaRole.Dialog));
        Assert.That(await owner.Page.ContentAsync(), Does.Not.Contain(key));

        await owner.Button("Thu hồi: Kho hàng").ClickAsync();
        await owner.Button("Thu hồi").ClickAsync();
        await Sees(owner.Text("Đã thu hồi"));
    }

    [Test]
    public async Task Two_steps_are_switched_on_with_a_picture_that_is_drawn_here()
    {
        var owner = await SignIn();
        await owner.Settle("/settings/account");
        await owner.Button("Bật xác thực hai bước").ClickAsync();
        await Sees(owner.Page.GetByRole(AriaRole.Img, new() { Name = "Mã QR để thêm Hub vào ứng dụng xác thực" }));
        var secret = await owner.Field("Hoặc nhập khóa này").InputValueAsync();
        Assert.That(secret, Has.Length.GreaterThanOrEqualTo(16));

        await owner.Field("Mã 6 số trong ứng dụng").FillAsync("000000");
        await owner.Button("Xác nhận").ClickAsync();
        await Sees(owner.Page.Locator("[aria-invalid=true]"));
        Assert.That(await owner.Barriers(), Is.Empty);

        await owner.Field("Mã 6 số trong ứng dụng").FillAsync(Totp.Code(secret));
        await owner.Button("Xác nhận").ClickAsync();
        await Sees(owner.Page.GetByRole(AriaRole.List, new() { Name = "Mã khôi phục" }).GetByRole(AriaRole.Listitem));
        await owner.Button("Tôi đã lưu").ClickAsync();
        await Sees(owner.Text("Đang bật"));
        await owner.Page.ReloadAsync();
        await Sees(owner.Text("Đang bật"));
        Assert.That(await Shop.Store.Read(null, db => db.Members.CountAsync(row => row.TotpEnabled)), Is.EqualTo(1));
    }

    [Test]
    public async Task Receipts_of_what_was_erased_and_disconnected_are_found_again_and_kept_in_both_languages()
    {
        var contact = (await Shop.Post("/contacts", new { displayName = "Nguyễn Thị Lan", phone = "0901000077" })).GetProperty("id").GetString();
        await Shop.Post($"/contacts/{contact}/erasure", new { });
        var account = (await Shop.ConnectWhatsApp()).GetProperty("id").GetString();
        await Shop.Post($"/connections/{account}/disconnect", new { });
        var owner = await SignIn();

        await owner.Settle("/settings/receipts");
        await Open(owner).ClickAsync();
        await Sees(owner.Page.GetByRole(AriaRole.Dialog).GetByText("Thẻ khách hàng"));
        Assert.That(await owner.Barriers(), Is.Empty);
        await owner.Page.Keyboard.PressAsync("Escape");
        await SeesNo(owner.Page.GetByRole(AriaRole.Dialog));
        Assert.That(await Kept(owner, "Tải biên nhận: English"), Does.StartWith("RECEIPT OF AN ERASED CONTACT").And.Not.Contain("Lan"));
        Assert.That(await Kept(owner, "Tải biên nhận: Tiếng Việt"), Does.StartWith("BIÊN NHẬN XÓA KHÁCH HÀNG"));

        await owner.Text("Tài khoản đã ngắt").ClickAsync();
        await Sees(owner.Text("Hoa Mai WhatsApp"));
        Assert.That(await Kept(owner, "Tải biên nhận: English"), Does.StartWith("RECEIPT OF A DISCONNECTED ACCOUNT"));
        await Open(owner).ClickAsync();
        await Sees(owner.Page.GetByRole(AriaRole.Dialog).GetByText("Quyền truy cập trên nền tảng"));
        Assert.That(await owner.Barriers(), Is.Empty);

        static ILocator Open(Visitor owner) => owner.Page.GetByRole(AriaRole.Button, new() { Name = "Mở biên nhận" }).First;
        static async Task<string> Kept(Visitor owner, string link)
        {
            var file = await owner.Page.RunAndWaitForDownloadAsync(() => owner.Link(link).First.ClickAsync());
            await using var read = await file.CreateReadStreamAsync();
            using var text = new StreamReader(read);
            return await text.ReadToEndAsync();
        }
    }

    [Test]
    public async Task The_language_is_chosen_and_stays()
    {
        var owner = await SignIn();
        await owner.Settle("/settings/account");
        await owner.Page.GetByText("English", new() { Exact = true }).Last.ClickAsync();
        await Sees(owner.Heading("My account"));
        await owner.Page.ReloadAsync();
        await Sees(owner.Heading("My account"));
    }

    [Test]
    public async Task A_role_of_ones_own_can_do_what_was_ticked()
    {
        var owner = await SignIn();
        await owner.Settle("/settings/roles");
        await owner.Button("Tạo vai trò").First.ClickAsync();
        await owner.Field("Tên vai trò").FillAsync("Ca tối");
        await owner.Field("Chỉ thấy hội thoại được giao").CheckAsync();
        await owner.Field("Xem đơn hàng").CheckAsync();
        await owner.Button("Lưu").ClickAsync();
        await Sees(owner.Text("Ca tối"));

        var role = (await Shop.Get("/roles")).GetProperty("items").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "Ca tối");
        Assert.That(role.GetProperty("sees").GetString(), Is.EqualTo("own"));
        Assert.That(
            role.GetProperty("permissions").EnumerateArray().Select(one => one.GetString()),
            Is.EquivalentTo([Permissions.ConversationsRead, Permissions.OrdersRead]));
    }
}
