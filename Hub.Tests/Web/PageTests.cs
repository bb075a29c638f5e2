using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Core.Teams;

namespace Hub.Tests.Web;

/// <summary>Every page in both languages and appearances: readable for everybody, and as wide as its window.</summary>
public sealed class PageTests : WebTest
{
    private static readonly string[] Paths =
    [
        "/inbox", "/inbox/{conversation}", "/contacts", "/contacts/import", "/orders", "/orders?new=", "/orders?view=board", "/products", "/products/import", "/bookings", "/bookings?view=month", "/signals", "/signals/keywords", "/connections",
        "/connections/new/whatsapp", "/connections/new/tiktok", "/connections/authorized", "/jobs", "/jobs?state=unknown", "/jobs?tab=webhooks", "/settings/account",
        "/settings/members", "/settings/teams", "/settings/roles", "/settings/labels", "/settings/replies", "/settings/attributes",
        "/settings/orders", "/settings/services", "/settings/resources", "/settings/keys", "/settings/audit", "/settings/receipts", "/settings/receipts?of=accounts", "/settings/workspace",
        "/contacts/{contact}", "/connections/{connection}", "/orders?order={order}", "/bookings?booking={booking}", "/signals/keywords/{list}",
        "/comments", "/connections/{tiktok}", "/connections/{tiktok}/auto-messages", "/connections/{tiktok}/short-links",
    ];

    private static readonly string[] Doors = ["/sign-in", "/invitation?token={invitation}", "/welcome"];
    private readonly Dictionary<string, string> _ids = [];
    private readonly Dictionary<string, Visitor> _owners = [];

    protected override async Task Prepare()
    {
        _ids["connection"] = Id(await Shop.ConnectWhatsApp());
        await Shop.Customer(new { platform = "whatsapp", from = "84901234567", text = "Shop ơi còn hàng không ạ?" });
        var conversation = await Shop.First("/conversations");
        (_ids["conversation"], _ids["contact"]) = (Id(conversation), conversation.GetProperty("contactId").GetString()!);
        await Shop.Post($"/conversations/{Id(conversation)}/notes", new { text = "Khách quen, hay mua áo" });
        await Shop.Post($"/conversations/{Id(conversation)}/messages", new { text = "Dạ còn ạ" });
        _ids["order"] = Id(await Shop.Post($"/conversations/{Id(conversation)}/orders", new
        {
            currency = "VND",
            lines = new[] { new { productCode = "ao-01", name = "Áo thun trắng", quantity = 2, unitPrice = 150000 } },
        }));
        await Shop.Post("/products", new { code = "ao-01", name = "Áo thun trắng", price = 150000 });
        var staff = Id(await Shop.Post("/resources", new { name = "Chị Hoa" }));
        var service = Id(await Shop.Post("/services", new
        {
            name = "Cắt tóc",
            durationMinutes = 30,
            price = 150000,
            currency = "VND",
            resourceIds = new[] { staff },
            reminders = new { minutesBefore = new[] { 60 } },
        }));
        _ids["booking"] = Id(await Shop.Post($"/conversations/{Id(conversation)}/bookings", new
        {
            serviceId = service,
            startsAt = Shop.Store.Now,
            note = "Dị ứng thuốc nhuộm",
        }));
        _ids["list"] = Id(await Shop.Post("/keyword-lists", new { name = "Mua hàng", language = "vi" }));
        _ids["tiktok"] = Id(await Shop.ConnectTikTok());
        await Shop.Post($"/connections/{_ids["tiktok"]}/short-links", new
        {
            name = "Tờ rơi Tết",
            account = "hoa.mai",
            @ref = "to-roi-tet",
            text = "Chào shop, mình thấy tờ rơi của shop",
        });
        var gone = Id(await Shop.Post("/contacts", new { displayName = "Nguyễn Thị Lan", phone = "0901000009" }));
        await Shop.Post($"/contacts/{gone}/erasure", new { });
        var ended = Id(await Shop.Post("/connections", new
        {
            connectorId = "whatsapp",
            name = "Hoa Mai WhatsApp, số cũ trước khi chuyển cửa hàng",
            accountId = "100200300400501",
            settings = new { phoneNumberId = "100200300400501", accessToken = "sandbox-meta-token" },
        }));
        await Shop.Post($"/connections/{ended}/disconnect", new { });
        await Shop.Post("/teams", new { name = "Chốt đơn" });
        await Shop.Post("/labels", new { name = "Khách sỉ", color = "#6d28d9" });
        await Shop.Post("/api-keys", new { name = "Kho", scopes = new[] { "orders.read" } });
        var invited = await Shop.Post("/members", new { email = "lan@shop.vn", name = "Lan", roleId = BuiltInRoles.Agent.Id });
        _ids["invitation"] = invited.GetProperty("invitationUrl").GetString()!.Split("token=")[1];
        foreach (var language in (string[])["vi", "en"])
            _owners[language] = await Stay(Shop.SignIn(kind: new VisitorKind(language)));
    }

    [Test]
    public Task A_page_has_no_barrier_and_fits_a_phone([Values("vi", "en")] string language, [ValueSource(nameof(Paths))] string path) =>
        Look(_owners[language], path);

    [Test]
    public async Task So_do_the_doors([Values("vi", "en")] string language, [ValueSource(nameof(Doors))] string path) =>
        await Look(path == "/welcome" ? await Newcomer(new VisitorKind(language)) : await Visit(new VisitorKind(language)), path);

    private async Task Look(Visitor visitor, string path)
    {
        await visitor.Resize(1280);
        await visitor.Settle(_ids.Aggregate(path, (full, id) => full.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal)));
        Assert.That(new Uri(visitor.Page.Url).AbsolutePath, Does.StartWith(path.Split('{', '?')[0]), "where else has it led?");

        // Looking takes seconds. Each language sees two of the four, and both together all of them.
        var isVietnamese = visitor.Kind.Language == "vi";
        foreach (var (width, dark) in new[] { (1280, isVietnamese), (390, !isVietnamese) })
        {
            await visitor.Resize(width);
            Assert.That(await visitor.Overflow(), Is.LessThanOrEqualTo(0), $"{width} px");
            await visitor.Wear(dark);
            Assert.That(await visitor.Barriers(), Is.Empty, $"{width} px, {(dark ? "dark" : "light")}");
        }
    }

    [Test]
    public async Task What_is_not_there_says_so()
    {
        var owner = _owners["vi"];
        await owner.Settle($"/contacts/{Guid.NewGuid()}");

        await Sees(owner.Page.GetByRole(Microsoft.Playwright.AriaRole.Alert));
    }

    // Several of these words are lists of the API, or lie below one.
    [TestCase("/connections/tokens")]
    [TestCase("/connections/health")]
    [TestCase("/connections/no-id")]
    [TestCase("/connections/tokens/auto-messages")]
    [TestCase("/connections/tokens/short-links")]
    [TestCase("/contacts/export")]
    [TestCase("/inbox/counts")]
    [TestCase("/jobs?delivery=causes")]
    [TestCase("/orders?order=counts")]
    [TestCase("/bookings?booking=slots")]
    [TestCase("/signals/keywords/no-id")]
    public async Task An_address_that_names_nothing_says_so_and_breaks_no_page(string path)
    {
        var owner = _owners["vi"];
        await owner.Settle(path);

        await Sees(owner.Page.GetByText(new Regex("(Mục|Trang) này không tồn tại, hoặc bạn không có quyền xem.", RegexOptions.None, TimeSpan.FromSeconds(1))));
        await Sees(owner.Page.GetByRole(Microsoft.Playwright.AriaRole.Main).GetByRole(Microsoft.Playwright.AriaRole.Link).Or(owner.Button("Đóng")));
    }

    private static string Id(JsonElement thing) => thing.GetProperty("id").GetString()!;
}
