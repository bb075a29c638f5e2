namespace Hub.Tests.Web;

/// <summary>Every page in both languages and appearances: readable for everybody, and as wide as its window.</summary>
public sealed class PageTests : WebTest
{
    private static readonly string[] Paths =
    [
        "/inbox", "/contacts", "/contacts/import", "/orders", "/orders?new=", "/signals", "/signals/keywords", "/connections",
        "/connections/new/whatsapp", "/connections/new/tiktok", "/jobs", "/jobs?state=unknown", "/jobs?tab=webhooks", "/settings/account",
        "/settings/members", "/settings/teams", "/settings/roles", "/settings/labels", "/settings/replies", "/settings/attributes",
        "/settings/keys", "/settings/audit", "/settings/workspace",
    ];

    private string _contact = "";
    private string _connection = "";
    private string _list = "";
    private string _order = "";

    protected override async Task Prepare()
    {
        _connection = (await Shop.ConnectWhatsApp()).GetProperty("id").GetString()!;
        await Shop.Customer(new { platform = "whatsapp", from = "84901234567", text = "Shop ơi còn hàng không ạ?" });
        var conversation = await Shop.First("/conversations");
        _contact = conversation.GetProperty("contactId").GetString()!;
        _order = (await Shop.Post($"/conversations/{conversation.GetProperty("id").GetString()}/orders", new
        {
            currency = "VND",
            lines = new[] { new { productCode = "ao-01", name = "Áo thun trắng", quantity = 2, unitPrice = 150000 } },
        })).GetProperty("id").GetString()!;
        _list = (await Shop.Post("/keyword-lists", new { name = "Mua hàng", language = "vi" })).GetProperty("id").GetString()!;
        await Shop.Post("/teams", new { name = "Chốt đơn" });
        await Shop.Post("/labels", new { name = "Khách sỉ", color = "#6d28d9" });
        await Shop.Post("/api-keys", new { name = "Kho", scopes = new[] { "orders.read" } });
    }

    [Test]
    public async Task A_page_has_no_barrier([Values("vi", "en")] string language, [Values] bool dark, [ValueSource(nameof(Paths))] string path)
    {
        var owner = await SignIn(kind: new VisitorKind(language, dark));
        await owner.Settle(path);

        Assert.That(await owner.Barriers(), Is.Empty);
    }

    [Test]
    public async Task A_page_fits_a_phone([ValueSource(nameof(Paths))] string path)
    {
        var owner = await SignIn(kind: new VisitorKind(Width: 390));
        await owner.Settle(path);

        Assert.That(await owner.Overflow(), Is.LessThanOrEqualTo(0));
        Assert.That(await owner.Barriers(), Is.Empty);
    }

    [Test]
    public async Task A_thing_has_an_address_of_its_own([Values(1280, 390)] int width)
    {
        var owner = await SignIn(kind: new VisitorKind(Width: width));
        foreach (var path in new[]
        {
            $"/contacts/{_contact}", $"/connections/{_connection}", $"/orders?order={_order}", $"/signals/keywords/{_list}",
        })
        {
            await owner.Settle(path);
            Assert.That(await owner.Overflow(), Is.LessThanOrEqualTo(0), path);
            Assert.That(await owner.Barriers(), Is.Empty, path);
        }
    }

    [Test]
    public async Task What_is_not_there_says_so()
    {
        var owner = await SignIn();
        await owner.Settle($"/contacts/{Guid.NewGuid()}");

        await Sees(owner.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert));
    }
}
