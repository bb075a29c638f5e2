using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Teams;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

/// <summary>A shop's first day, in the order in which it happens.</summary>
public sealed class JourneyTests : WebTest
{
    private const string Reply = "Dạ shop còn hàng ạ";

    [Test]
    public async Task From_the_first_start_to_a_colleague_who_sees_only_their_teams_conversations()
    {
        await Shop.Post("/labels", new { name = "Khách sỉ", color = "#6d28d9" });
        var owner = await Visit();
        await FirstStart(owner);
        await Connect(owner);
        await Answer(owner);
        await Work(owner);
        await Search(owner);
        await Colleague();
    }

    private async Task FirstStart(Visitor owner)
    {
        await owner.Page.GotoAsync(await Shop.FirstLink());
        await owner.Button("Vào Hub").ClickAsync();
        await owner.Field("Tên của bạn").FillAsync("Nguyễn Thị Mai");
        await owner.Field("Email").FillAsync("mai@shop.vn");
        await owner.Field("Mật khẩu mới").FillAsync("mot cau dai de nho 2026");
        await owner.Button("Bắt đầu").ClickAsync();
        await Sees(owner.Text("Chưa kết nối kênh nào"));
    }

    private static async Task Connect(Visitor owner)
    {
        await owner.Settle("/connections/new/whatsapp");
        await owner.Field("Tên hiển thị").FillAsync("Hoa Mai WhatsApp");
        await owner.Field("Mã tài khoản").FillAsync("100200300400500");
        await owner.Page.Locator("[name=phoneNumberId]").FillAsync("100200300400500");
        await owner.Page.Locator("[name=accessToken]").FillAsync("sandbox-meta-token");
        await owner.Button("Kết nối").ClickAsync();
        await Sees(owner.Heading("Hoa Mai WhatsApp"));
    }

    private async Task Answer(Visitor owner)
    {
        await owner.Go("/inbox");
        await Sees(List(owner));

        // It comes in while the page is open; nobody loads anything again.
        await Shop.Customer(new { platform = "whatsapp", from = "84901234567", text = "Shop ơi còn hàng không ạ?" });
        await Sees(owner.Page.GetByText("Shop ơi còn hàng không ạ?").First);
        await List(owner).GetByRole(AriaRole.Link).First.ClickAsync();
        await owner.Page.GetByRole(AriaRole.Textbox, new() { Name = "Trả lời" }).FillAsync(Reply);
        await owner.Button("Gửi").ClickAsync();

        await Until(async () => (await Sent()).Any(message => message.GetProperty("text").GetString() == Reply));
        await Sees(owner.Page.GetByRole(AriaRole.Img, new() { Name = "Đã xem" }));
        Assert.That((await Sent()).Count(message => message.GetProperty("text").GetString() == Reply), Is.EqualTo(1));
    }

    private async Task Work(Visitor owner)
    {
        await owner.Button("Gắn nhãn").ClickAsync();
        await owner.Page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = "Khách sỉ" }).ClickAsync();
        await owner.Page.Keyboard.PressAsync("Escape");
        await Until(async () => (await Conversation()).GetProperty("labelIds").GetArrayLength() == 1);

        await owner.Button("Giao cho").ClickAsync();
        await owner.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Tôi" }).First.ClickAsync();
        await Until(async () => (await Conversation()).GetProperty("assigneeId").ValueKind == JsonValueKind.String);

        await owner.Button("Hẹn lại").Last.ClickAsync();
        await owner.Page.GetByRole(AriaRole.Menuitem, new() { Name = "1 giờ nữa" }).ClickAsync();
        await Until(async () => (await Conversation()).GetProperty("status").GetString() == "snoozed");

        await owner.Button("Xong").ClickAsync();
        await Until(async () => (await Conversation()).GetProperty("status").GetString() == "resolved");
    }

    private static async Task Search(Visitor owner)
    {
        await owner.Go("/inbox?q=con%20hang%20khong");
        await Sees(List(owner).GetByRole(AriaRole.Link));

        await owner.Settle("/inbox?q=khong%20ai%20viet");
        await SeesNo(List(owner).GetByRole(AriaRole.Link));
    }

    private async Task Colleague()
    {
        var team = (await Shop.Post("/teams", new { name = "Chốt đơn" })).GetProperty("id").GetGuid();
        await Shop.Customer(new { platform = "whatsapp", from = "84907654321", text = "Cho mình hỏi giá" });
        await Until(async () => (await Shop.Get("/conversations")).GetProperty("items").GetArrayLength() == 2);
        var ids = (await Shop.Get("/conversations")).GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetString()!).ToList();
        var theirs = (await Shop.Get("/conversations?status=open")).GetProperty("items")[0].GetProperty("id").GetString()!;
        using (var change = await Shop.Api.PatchAsync($"/api/v1/conversations/{theirs}", JsonContent.Create(new { teamId = team })))
            Assert.That(change.IsSuccessStatusCode);

        var agent = await SignIn(BuiltInRoles.Agent.Id, new VisitorKind("en"), team);
        await agent.Go("/inbox");
        await Sees(agent.Page.GetByText("Cho mình hỏi giá"));
        await SeesNo(agent.Page.GetByText(Reply));

        // An address that was passed on shows nothing either.
        await agent.Go($"/inbox/{ids.Single(id => id != theirs)}");
        await SeesNo(agent.Page.GetByText(Reply));
    }

    private static ILocator List(Visitor owner) => owner.Page.GetByRole(AriaRole.Region, new() { Name = "Danh sách hội thoại" });

    private async Task<JsonElement> Conversation() => (await Shop.Get("/conversations")).GetProperty("items")[0];

    private async Task<List<JsonElement>> Sent()
    {
        var answer = await Shop.Platforms.GetFromJsonAsync<JsonElement>("/_sandbox/messages?channel=whatsapp");
        return [.. answer.EnumerateArray()];
    }
}
