using System.Text;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

public sealed class ContactPageTests : WebTest
{
    [Test]
    public async Task A_contact_is_added_changed_and_merged_with_a_way_back()
    {
        var owner = await SignIn();
        await Add(owner, "Trần Lan", "0901000001");
        var kept = owner.Page.Url;
        await Add(owner, "Lan Trần", "0901000002");

        await owner.Button("Sửa thông tin").ClickAsync();
        await owner.Field("Email").FillAsync("lan@example.com");
        await owner.Button("Lưu").ClickAsync();
        await Sees(owner.Link("lan@example.com"));

        await owner.Settle(kept);
        await owner.Button("Gộp khách").ClickAsync();
        await owner.Page.GetByRole(AriaRole.Combobox, new() { Name = "Thẻ cần gộp" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Option, new() { Name = "Lan Trần" }).ClickAsync();
        await Sees(owner.Text("lấy từ thẻ kia"));
        await owner.Button("Gộp").ClickAsync();
        await Sees(owner.Heading("Đã gộp từ"));
        await Sees(owner.Link("lan@example.com"));

        await owner.Button("Tách lại").ClickAsync();
        await SeesNo(owner.Heading("Đã gộp từ"));
        await SeesNo(owner.Link("lan@example.com"));
    }

    [Test]
    public async Task A_file_is_rehearsed_then_imported_and_its_bad_rows_are_named()
    {
        var owner = await SignIn();
        await owner.Settle("/contacts/import");
        await owner.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "khach.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes("name,phone,email\nPhạm Hoa,0912345678,hoa@example.com\nLê Minh,không có,minh@example.com\n"),
        });
        await owner.Button("Chạy thử").ClickAsync();
        await Sees(owner.Heading("Nếu nhập, kết quả sẽ là"));
        await Sees(owner.Page.GetByRole(AriaRole.Cell, new() { Name = "phone" }));
        Assert.That((await Shop.Get("/contacts?limit=100")).ToString(), Does.Not.Contain("hoa@example.com"));

        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Nhập 1 khách" }).ClickAsync();
        await Sees(owner.Heading("Đã nhập xong"));
        await owner.Link("Xem danh sách khách hàng").ClickAsync();
        await Sees(owner.Link("Phạm Hoa"));
    }

    private static async Task Add(Visitor owner, string name, string phone)
    {
        await owner.Settle("/contacts");
        await owner.Button("Thêm khách").First.ClickAsync();
        await owner.Field("Tên").FillAsync(name);
        await owner.Field("Số điện thoại").FillAsync(phone);
        await owner.Button("Thêm khách").Last.ClickAsync();
        await Sees(owner.Heading(name));
    }
}
