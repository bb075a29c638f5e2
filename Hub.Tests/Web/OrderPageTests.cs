using Microsoft.Playwright;

namespace Hub.Tests.Web;

public sealed class OrderPageTests : WebTest
{
    protected override async Task Prepare()
    {
        await Shop.ConnectWhatsApp();
        await Shop.Customer(new { platform = "whatsapp", from = "84901234567", text = "Cho mình đặt 2 áo" });
        await Shop.First("/conversations");
    }

    [Test]
    public async Task An_order_is_made_for_a_customer_and_moved_to_its_end()
    {
        var owner = await SignIn();
        await owner.Settle("/orders");
        await owner.Button("Tạo đơn").First.ClickAsync();
        var dialog = owner.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Khách hàng" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Option).First.ClickAsync();
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Hội thoại" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Option, new() { Name = "Hoa Mai WhatsApp" }).First.ClickAsync();

        // A line without a code is refused at its field.
        await owner.Field("Tên sản phẩm").FillAsync("Áo thun trắng");
        await owner.Field("Số lượng").FillAsync("2");
        await owner.Field("Đơn giá").FillAsync("150000");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Tạo đơn", Exact = true }).ClickAsync();
        await Sees(dialog.Locator("[aria-invalid=true]"));

        await owner.Field("Mã hàng").FillAsync("ao-01");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Tạo đơn", Exact = true }).ClickAsync();
        await Sees(owner.Button("Đã nhận tiền"));
        await Sees(owner.Page.GetByText("300.000"));

        foreach (var move in new[] { "Đã nhận tiền", "Đã giao hàng", "Hoàn tất", "Hoàn tiền" })
            await owner.Button(move).ClickAsync();
        await Sees(owner.Text("Đơn đã kết thúc, không thể chuyển trạng thái nữa."));
    }
}
