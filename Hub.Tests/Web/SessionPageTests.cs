using System.Net.Http.Json;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

/// <summary>What stands around every page: the bell, and the way out.</summary>
public sealed class SessionPageTests : WebTest
{
    private string _conversation = "";

    protected override async Task Prepare()
    {
        await Shop.ConnectWhatsApp();
        await Shop.Customer(new { platform = "whatsapp", from = "84901234567", text = "Shop ơi" });
        _conversation = (await Shop.First("/conversations")).GetProperty("id").GetString()!;
    }

    [Test]
    public async Task Signing_out_shows_the_way_back_in_and_nothing_else()
    {
        var owner = await SignIn();
        await owner.Settle("/contacts");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "tài khoản của" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Đăng xuất" }).ClickAsync();

        await Sees(owner.Heading("Đăng nhập"));
        await SeesNo(owner.Page.GetByRole(AriaRole.Alert));
        await owner.Page.GoBackAsync();
        await Sees(owner.Heading("Đăng nhập"));
    }

    [Test]
    public async Task The_bell_tells_of_an_assignment_while_one_looks_elsewhere_and_opens_the_conversation()
    {
        var owner = await SignIn();
        await owner.Settle("/orders");
        var bell = owner.Page.GetByRole(AriaRole.Button, new() { Name = "Thông báo" });
        await Assertions.Expect(bell).Not.ToContainTextAsync("1");

        var me = (await owner.Page.APIRequest.GetAsync("/api/v1/session")).JsonAsync();
        var id = (await me)!.Value.GetProperty("member").GetProperty("id").GetString();
        using (var change = await Shop.Api.PatchAsync($"/api/v1/conversations/{_conversation}", JsonContent.Create(new { assigneeId = id })))
            Assert.That(change.IsSuccessStatusCode);

        await Assertions.Expect(bell).ToContainTextAsync("1", new() { Timeout = 30_000 });
        await bell.ClickAsync();
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "giao cho bạn hội thoại" }).ClickAsync();
        await owner.Page.WaitForURLAsync($"**/inbox/{_conversation}*");
        await Assertions.Expect(bell).Not.ToContainTextAsync("1", new() { Timeout = 30_000 });
    }
}
