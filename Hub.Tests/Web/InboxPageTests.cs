using System.Net.Http.Json;
using Hub.Core.Teams;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

public sealed class InboxPageTests : WebTest
{
    private const string Question = "Chất vải có bị nhăn không ạ?";
    private string _id = "";

    protected override async Task Prepare()
    {
        await Shop.ConnectWhatsApp();
        await Shop.Post("/labels", new { name = "Khách sỉ", color = "#6d28d9" });
        await Shop.Customer(new { platform = "whatsapp", from = "84901234567", text = Question });
        _id = (await Shop.First("/conversations")).GetProperty("id").GetString()!;
    }

    [Test]
    public async Task What_is_typed_into_the_search_stays_however_fast_and_a_found_message_is_shown_in_its_place()
    {
        var owner = await SignIn();
        await owner.Settle("/inbox");
        var field = owner.Page.GetByRole(AriaRole.Searchbox);
        await field.PressSequentiallyAsync("chat vai co bi nhan", new() { Delay = 60 });

        var hits = owner.Page.GetByRole(AriaRole.Region, new() { Name = "Tin nhắn có từ này" }).GetByRole(AriaRole.Link);
        await Sees(hits);
        Assert.That(await field.InputValueAsync(), Is.EqualTo("chat vai co bi nhan"));

        await hits.First.ClickAsync();
        await Sees(owner.Page.Locator("article[data-target]").GetByText(Question));
    }

    [Test]
    public async Task A_snoozed_conversation_says_until_when_and_is_woken()
    {
        var until = Shop.Store.Now.AddHours(5);
        using (var change = await Shop.Api.PatchAsync(
            $"/api/v1/conversations/{_id}", JsonContent.Create(new { status = "snoozed", snoozedUntil = until })))
            Assert.That(change.IsSuccessStatusCode);
        var owner = await SignIn();
        await owner.Settle($"/inbox/{_id}?status=snoozed");
        await Sees(owner.Page.GetByText("Hẹn lại đến").First);
        await owner.Button("Mở lại ngay").ClickAsync();

        await SeesNo(owner.Button("Mở lại ngay"));
        // The app shows what it has asked for before the hub has answered.
        await Until(async () => (await Shop.Get($"/conversations/{_id}")).GetProperty("conversation").GetProperty("status").GetString() == "open");
    }

    [Test]
    public async Task A_key_leaves_an_open_menu_alone()
    {
        var owner = await SignIn();
        await owner.Settle($"/inbox/{_id}");
        await Sees(owner.Page.GetByRole(AriaRole.Textbox, new() { Name = "Trả lời" }));
        await owner.Page.Keyboard.PressAsync("l");
        await Sees(owner.Page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = "Khách sỉ" }));
        await owner.Page.Keyboard.PressAsync("n");

        Assert.That(await owner.Page.GetByRole(AriaRole.Textbox, new() { Name = "Ghi chú" }).CountAsync(), Is.Zero);
        await Sees(owner.Page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = "Khách sỉ" }));
    }

    [Test]
    public async Task Whoever_may_only_look_is_offered_nothing_else()
    {
        var viewer = await SignIn(BuiltInRoles.Viewer.Id);
        await viewer.Settle($"/inbox/{_id}");
        await Sees(viewer.Page.GetByRole(AriaRole.Article));

        foreach (var role in new[] { AriaRole.Textbox, AriaRole.Checkbox })
            await SeesNo(viewer.Page.GetByRole(role));
        await SeesNo(viewer.Button("Xong"));
        await viewer.Page.Keyboard.PressAsync("a");
        await SeesNo(viewer.Page.GetByRole(AriaRole.Menu));
    }
}
