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

    [Test]
    public async Task Two_clicks_in_a_row_end_as_the_last_one_said_and_a_rule_is_moved_before_another()
    {
        foreach (var name in new[] { "Đổi trả", "Bảo hành" })
            await Shop.Post("/automation/rules", new
            {
                kind = "autoReply",
                trigger = "away",
                name,
                state = "off",
                actions = new[] { new { type = "reply", text = "Dạ" } },
            });
        var owner = await SignIn();
        await owner.Settle("/automation?tab=autoReply");
        var (calls, done) = (0, 0);
        owner.Page.RequestFinished += (_, request) => done += request.Method == "PATCH" ? 1 : 0;
        await owner.Page.RouteAsync("**/automation/rules/*", async route =>
        {
            if (Interlocked.Increment(ref calls) == 1)
                await Task.Delay(600); // a slow network, for the first of them
            await route.ContinueAsync();
        });
        await RuleSwitch.Turn(owner, "Đổi trả");
        await RuleSwitch.Turn(owner, "Đổi trả");
        await Until(() => Task.FromResult(done == 2));
        await owner.Page.UnrouteAllAsync();
        Assert.That(await Names("on"), Is.Empty);
        await Assertions.Expect(RuleSwitch.Of(owner, "Đổi trả")).Not.ToBeCheckedAsync();

        await owner.Button("Xét Bảo hành sớm hơn").ClickAsync();
        await Until(async () => await Names("off") == "Bảo hành, Đổi trả");
        await Assertions.Expect(owner.Button("Xét Bảo hành sớm hơn")).ToBeDisabledAsync();

        async Task<string> Names(string state) => string.Join(", ", (await Shop.Get("/automation/rules?kind=autoReply")).GetProperty("items").EnumerateArray()
            .Where(rule => rule.GetProperty("state").GetString() == state).Select(rule => rule.GetProperty("name").GetString()));
    }

    private async Task Switch(Visitor owner, string state)
    {
        await RuleSwitch.Turn(owner, "Hỏi giá");
        await Until(async () => (await Shop.First("/automation/rules")).GetProperty("state").GetString() == state);
    }
}
