using System.Text.Json;
using Hub.Core.Teams;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

/// <summary>A link for a flyer, from its making to the customer who came by it.</summary>
public sealed class ShortLinkPageTests : WebTest
{
    private const string Address = "https://tiktok.me/hoa.mai?ref=to-roi-tet&message=Ch%C3%A0o%20shop";
    private string _path = "";

    protected override async Task Prepare() => _path = $"/connections/{(await Shop.ConnectTikTok()).GetProperty("id").GetGuid()}";

    [Test]
    public async Task A_link_is_made_copied_and_printed_and_says_who_came_by_it()
    {
        var owner = await SignIn();
        await owner.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await owner.Settle(_path);
        await owner.Link("Quản lý: Liên kết ngắn").ClickAsync();
        await owner.Button("Tạo liên kết").ClickAsync();
        await owner.Field("Tên").FillAsync("Tờ rơi Tết");
        await owner.Field("Tên người dùng TikTok").FillAsync("hoa mai");
        await owner.Field("Nội dung soạn sẵn").FillAsync("Chào shop");
        Assert.That(await owner.Field("Ref").InputValueAsync(), Is.EqualTo("to-roi-tet"), "follows the name");
        await owner.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Tạo liên kết" }).ClickAsync();
        await Sees(owner.Text("Nhập tên người dùng TikTok: chữ không dấu, chữ số, _ và .; không kết thúc bằng dấu chấm."));
        await owner.Field("Tên người dùng TikTok").FillAsync("@hoa.mai");
        await owner.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Tạo liên kết" }).ClickAsync();

        await Sees(owner.Page.GetByRole(AriaRole.Img, new() { Name = "Mã QR: Tờ rơi Tết" }));
        Assert.That(await owner.Barriers(), Is.Empty);
        Assert.That(await Saved(owner, "Lưu SVG"), Does.StartWith("<svg").And.Contain("<path"));
        Assert.That(await Saved(owner, "Lưu PNG"), Does.Contain("PNG").And.Contain("IHDR"));
        await owner.Page.Keyboard.PressAsync("Escape");

        var row = owner.Page.GetByRole(AriaRole.Article, new() { Name = "Tờ rơi Tết" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Sao chép: Liên kết" }).ClickAsync();
        Assert.That(await owner.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), Is.EqualTo(Address));
        await Assertions.Expect(row).ToContainTextAsync("Hội thoại0");
        Assert.That(await owner.Barriers(), Is.Empty);

        await Shop.Customer(new { platform = "tiktok", from = "lan", referral = new { source = "short_link", @ref = "to-roi-tet" } });
        await Shop.Customer(new { platform = "tiktok", from = "lan", text = "Chào shop" });
        var conversation = (await Shop.First("/conversations")).GetProperty("id").GetGuid();
        await Shop.Customer(new { platform = "tiktok", from = "mai", referral = new { source = "short_link", @ref = "another" } });
        await Shop.Post($"/conversations/{conversation}/orders", new
        {
            currency = "VND",
            lines = new[] { new { productCode = "ao", quantity = 1, unitPrice = 150_000 } },
            state = "placed",
        });
        await Until(async () => (await Links())[0].GetProperty("conversations").GetInt32() == 1);
        await Assertions.Expect(row).ToContainTextAsync("Hội thoại1", new() { Timeout = 30_000 });
        await Assertions.Expect(row).ToContainTextAsync("Đơn hàng từ đó1", new() { Timeout = 30_000 });

        var agent = await SignIn(BuiltInRoles.Agent.Id);
        await agent.Settle(_path + "/short-links");
        var seen = agent.Page.GetByRole(AriaRole.Article, new() { Name = "Tờ rơi Tết" });
        await Assertions.Expect(seen).ToContainTextAsync("to-roi-tet");
        await Assertions.Expect(seen).Not.ToContainTextAsync("Hội thoại");
    }

    [Test]
    public async Task Somebody_who_may_only_look_makes_no_link()
    {
        var viewer = await SignIn(BuiltInRoles.Viewer.Id, new VisitorKind("en", Width: 390));
        await viewer.Settle(_path + "/short-links");

        await Sees(viewer.Text("Short links"));
        await SeesNo(viewer.Button("Make a link"));
        Assert.That(await viewer.Overflow(), Is.LessThanOrEqualTo(0));
    }

    private async Task<JsonElement> Links() => (await Shop.Get(_path + "/short-links")).GetProperty("items");

    private static async Task<string> Saved(Visitor visitor, string button)
    {
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Button(button).ClickAsync());
        Assert.That(download.SuggestedFilename, Does.StartWith("to-roi-tet."));
        return await File.ReadAllTextAsync((await download.PathAsync())!);
    }
}
