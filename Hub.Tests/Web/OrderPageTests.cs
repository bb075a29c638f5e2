using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

public sealed class OrderPageTests : WebTest
{
    private string _customer = "";

    protected override async Task Prepare()
    {
        await Shop.ConnectWhatsApp();
        await Shop.Customer(new { platform = "whatsapp", from = "84901234567", text = "Cho mình đặt 2 áo" });
        _customer = (await Shop.First("/conversations")).GetProperty("contactName").GetString()!;
        await Shop.Post("/products", new { code = "ao-01", name = "Áo thun trắng", price = 150000 });
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

        await Assertions.Expect(owner.Field("Người nhận")).ToHaveValueAsync(_customer);

        // A line without a code is refused at its field.
        var product = dialog.GetByRole(AriaRole.Combobox, new() { Name = "Tên sản phẩm" });
        await product.FillAsync("Áo lạ");
        await owner.Field("Đơn giá").PressSequentiallyAsync("150k");
        await Assertions.Expect(owner.Field("Đơn giá")).ToHaveValueAsync("150.000");
        await owner.Field("Số lượng").FillAsync("2");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Tạo đơn", Exact = true }).ClickAsync();
        await Sees(dialog.Locator("[aria-invalid=true]"));

        // A product of the catalogue brings its code and price along.
        await product.FillAsync("thun trang");
        await owner.Page.GetByRole(AriaRole.Option, new() { NameRegex = new("ao-01", RegexOptions.None, TimeSpan.FromSeconds(1)) }).ClickAsync();
        await Assertions.Expect(owner.Field("Mã hàng")).ToHaveValueAsync("ao-01");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Tạo đơn", Exact = true }).ClickAsync();
        await Sees(owner.Button("Đã nhận tiền"));
        await Sees(owner.Page.GetByText("300.000"));

        // A deposit, then the rest by moving it; a part goes back, then the rest.
        await owner.Button("Ghi nhận thanh toán").ClickAsync();
        await owner.Field("Số tiền").FillAsync("100000");
        await owner.Button("Ghi nhận thanh toán").ClickAsync();
        await Sees(owner.Page.GetByText("Thanh toán một phần"));
        await owner.Button("Đã nhận tiền").ClickAsync();
        await Agree(owner, "Đã nhận tiền");
        foreach (var move in new[] { "Đánh dấu đã gửi hàng", "Hoàn tất" })
            await owner.Button(move).ClickAsync();
        await SeesNo(owner.Button("Hoàn tất"));
        await owner.Button("Hoàn tiền (một phần hoặc toàn bộ)").ClickAsync();
        await owner.Field("Số tiền").FillAsync("50000");
        await owner.Button("Hoàn tiền (một phần hoặc toàn bộ)").ClickAsync();
        await Agree(owner, "Hoàn tiền");
        await Sees(owner.Page.GetByText("Đã hoàn một phần"));
        await owner.Button("Hoàn toàn bộ tiền").ClickAsync();
        await Agree(owner, "Hoàn toàn bộ tiền");
        await Sees(owner.Text("Đơn đã kết thúc, không thể chuyển trạng thái nữa."));
    }

    [Test]
    public async Task The_board_says_why_an_order_may_not_go_where_it_was_dropped()
    {
        var conversation = (await Shop.First("/conversations")).GetProperty("id").GetString();
        var order = await Shop.Post($"/conversations/{conversation}/orders", new
        {
            state = "placed",
            currency = "VND",
            lines = new[] { new { productCode = "ao-01", quantity = 1, unitPrice = 150000 } },
        });
        var owner = await SignIn();
        await owner.Settle("/orders?view=board");
        var card = owner.Page.GetByRole(AriaRole.Article).Filter(new() { HasText = order.GetProperty("number").GetString() });
        ILocator Column(string state) => owner.Page.GetByRole(AriaRole.Region, new() { Name = state, Exact = true });
        await card.DragToAsync(Column("Nháp"));
        await Sees(owner.Page.GetByText("đơn đã chốt không trở lại đơn nháp được"));
        await card.DragToAsync(Column("Đã gửi hàng"));
        await Sees(Column("Đã gửi hàng").GetByText(order.GetProperty("number").GetString()!));
    }

    // Money is asked about once more.
    private static Task Agree(Visitor owner, string deed) =>
        owner.Page.GetByRole(AriaRole.Dialog).Last.GetByRole(AriaRole.Button, new() { Name = deed, Exact = true }).ClickAsync();
}
