using Microsoft.Playwright;

namespace Hub.Tests.Web;

public sealed class AutomationPageTests : WebTest
{
    private string _conversation = "";

    protected override async Task Prepare()
    {
        await Shop.ConnectWhatsApp();
        await Shop.Customer(new { platform = "whatsapp", from = "84901234567", text = "áo này gia bao nhieu vậy shop" });
        _conversation = (await Shop.First("/conversations")).GetProperty("id").GetString()!;
    }

    [Test]
    public async Task An_owner_writes_a_keyword_reply_tries_it_and_sees_it_answer()
    {
        var owner = await SignIn();
        await owner.Settle("/automation");
        await owner.Button("Thêm câu trả lời").First.ClickAsync();
        await owner.Field("Tên").FillAsync("Hỏi giá");
        await owner.Page.GetByLabel("Khi tin nhắn có một trong các từ").First.FillAsync("giá bao nhiêu");
        await owner.Page.Keyboard.PressAsync("Enter");
        await owner.Field("Trả lời").FillAsync("Dạ áo này 199k ạ");
        await owner.Button("Thử trên tin đã lưu").ClickAsync();
        await Sees(owner.Page.GetByText("1 tin khớp trong"));
        await Sees(owner.Text("áo này gia bao nhieu vậy shop"));
        Assert.That(await owner.Barriers(), Is.Empty);
        await owner.Button("Lưu").ClickAsync();
        await Sees(owner.Text("Hỏi giá"));
        await Switch(owner, "on");

        await Shop.Customer(new { platform = "whatsapp", from = "84901234567", text = "giá bn shop" });
        await owner.Settle($"/inbox/{_conversation}");
        await Sees(owner.Page.GetByText("Tự động · Hỏi giá"));
        await Sees(owner.Button("Dùng câu trả lời của Hỏi giá"));

        await owner.Settle("/automation?tab=log");
        await Sees(owner.Page.GetByRole(AriaRole.Table).GetByText("Hỏi giá"));
        await owner.Settle("/automation");
        await Switch(owner, "off");
    }

    [Test]
    public async Task An_owner_sets_opening_hours_and_a_wrong_time_is_named()
    {
        var owner = await SignIn();
        await owner.Settle("/automation?tab=hours");
        await owner.Page.GetByRole(AriaRole.Switch, new() { Name = "Shop có giờ mở cửa" }).ClickAsync(new() { Force = true });
        await owner.Field("Thứ Hai, đến").FillAsync("07:00");
        await owner.Button("Lưu").ClickAsync();
        await Sees(owner.Page.Locator("input[aria-label='Thứ Hai, đến'][aria-invalid=true]"));
        await owner.Field("Thứ Hai, đến").FillAsync("20:00");
        await owner.Button("Lưu").ClickAsync();
        await Sees(owner.Text("Đã lưu."));
    }

    private async Task Switch(Visitor owner, string state)
    {
        await SeesNo(owner.Page.GetByRole(AriaRole.Dialog));
        await owner.Page.GetByRole(AriaRole.Switch, new() { Name = "Hỏi giá: bật hoặc tắt" }).ClickAsync(new() { Force = true });
        await Until(async () => (await Shop.First("/automation/rules")).GetProperty("state").GetString() == state);
    }
}
