using System.Text;
using System.Text.RegularExpressions;
using Hub.Core.Sync;
using Microsoft.EntityFrameworkCore;
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

    [Test]
    public async Task What_a_contact_has_booked_stands_on_their_card_and_leads_to_the_calendar()
    {
        await Shop.ConnectWhatsApp();
        await Shop.Customer(new { platform = "whatsapp", from = "84907000111", text = "cho mình đặt lịch đo áo" });
        var thread = await Shop.First("/conversations");
        var chair = (await Shop.Post("/resources", new { name = "Chị Hoa" })).GetProperty("id").GetString()!;
        var service = (await Shop.Post("/services", new { name = "Đo may", durationMinutes = 60, resourceIds = new[] { chair } })).GetProperty("id").GetString()!;
        var start = new DateTimeOffset(Shop.Store.Now.UtcDateTime.Date.AddDays(2).AddHours(2), TimeSpan.Zero);
        await Shop.Post($"/conversations/{thread.GetProperty("id").GetString()}/bookings", new { serviceId = service, startsAt = start });
        var owner = await SignIn();

        await owner.Settle($"/contacts/{thread.GetProperty("contactId").GetString()}");

        await Sees(owner.Heading("Lịch hẹn"));
        var booked = owner.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Đo may · Chị Hoa.*09:00–10:00", RegexOptions.Singleline, TimeSpan.FromSeconds(1)) });
        await Sees(booked);
        await booked.ClickAsync();
        await Sees(owner.Page.GetByRole(AriaRole.Dialog).GetByText("Đo may"));
    }

    [Test]
    public async Task What_a_crm_changed_while_it_was_changed_here_stands_at_its_record()
    {
        var crm = (await Shop.ConnectTikTok()).GetProperty("id").GetGuid();
        var contact = (await Shop.Post("/contacts", new { displayName = "Cô Lan", phone = "0901000055" })).GetProperty("id").GetGuid();
        await Shop.Store.Write(null, null, async db => db.ExternalIds.Add(new ExternalId
        {
            WorkspaceId = await db.Contacts.Where(row => row.Id == contact).Select(row => row.WorkspaceId).SingleAsync(),
            ConnectionId = crm,
            Entity = SyncEntity.Contact,
            LocalId = contact,
            RemoteId = "5",
            LinkedAt = Shop.Store.Now,
            OverruledFields = [CrmContactField.DisplayName, CrmContactField.Phone],
            OverruledAt = Shop.Store.Now,
        }), CancellationToken.None);

        foreach (var (language, words) in new[] { ("vi", "(tên, số điện thoại): giữ theo ở đây"), ("en", "(name, phone): what is here stays") })
        {
            var owner = await SignIn(kind: new VisitorKind(language));
            await owner.Settle($"/contacts/{contact}");
            await Sees(owner.Page.GetByText(words));
            Assert.That(await owner.Barriers(), Is.Empty);
        }
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
