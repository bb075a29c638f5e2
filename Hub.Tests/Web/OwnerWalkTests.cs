using System.Net.Http.Json;
using System.Text.Json;
using Hub.Tests.Support;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

/// <summary>
/// An owner who has never seen the product, from opening hours to the order in the books: with a real Tryton, a real calendar server, and
/// the sandbox's WhatsApp and HubSpot.
/// </summary>
public sealed class OwnerWalkTests : WebTest
{
    private const string Asked = "áo dài này giá bao nhiêu vậy shop";
    private const string Wanted = "chốt 2 cái AD-01 nha shop, sđt 0912345678";
    private static readonly TimeZoneInfo Home = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");
    private TrytonServer _tryton = null!;
    private RadicaleServer _radicale = null!;
    private string _conversation = "";

    private protected override async Task<Shop> Open()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        _tryton = await TrytonServer.Start(limit.Token);
        _radicale = await RadicaleServer.Start(limit.Token);
        return await Shop.Open(_radicale.Address, _tryton.Address);
    }

    [OneTimeTearDown]
    public async Task StopServers()
    {
        if (_tryton is not null)
            await _tryton.DisposeAsync();
        if (_radicale is not null)
            await _radicale.DisposeAsync();
    }

    protected override async Task Prepare()
    {
        await Shop.ConnectWhatsApp();
        await Shop.Post("/labels", new { name = "Chốt đơn", color = "#6d28d9" });
        await Shop.Post("/products", new { code = TrytonServer.Product, name = "Áo dài lụa", price = 1_250_000 });
        var chair = (await Shop.Post("/resources", new { name = "Chị Hoa" })).GetProperty("id").GetString()!;
        await Shop.Post("/services", new { name = "Đo may", durationMinutes = 60, resourceIds = new[] { chair } });
        await Customer(Asked);
        _conversation = (await Shop.First("/conversations")).GetProperty("id").GetString()!;
        await Customer(Wanted);
        await Until(async () => (await Thread()).Contains("AD-01", StringComparison.Ordinal));
    }

    [Test]
    public async Task Hours_rules_an_order_and_a_booking_lead_to_Tryton_Radicale_and_HubSpot()
    {
        var owner = await SignIn();
        await Connect(owner, "hubspot", "HubSpot của shop", async () =>
        {
            await owner.Field("Mã truy cập (access token)").FillAsync("sandbox-hubspot-token");
            await owner.Page.GetByLabel("Tạo thuộc tính khóa còn thiếu").CheckAsync();
        });
        await Connect(owner, "tryton", "Sổ sách Tryton", () => Fill(
            owner, ("database", TrytonServer.Database), ("user", TrytonServer.User), ("password", TrytonServer.Password)));
        await Connect(owner, "caldav", "Lịch của Hoa", () => Fill(
            owner, ("calendar", RadicaleServer.Calendar), ("user", RadicaleServer.User), ("password", RadicaleServer.Password)));
        await Hours(owner);
        await Rule(owner, "", "Thêm câu trả lời", "Hỏi giá", "giá bao nhiêu", () => owner.Field("Trả lời").FillAsync("Dạ áo dài này 1.250.000 ạ"), Asked);
        await Rule(owner, "?tab=rule", "Thêm quy tắc", "Khách chốt", "chốt", async () =>
        {
            await owner.Page.GetByRole(AriaRole.Combobox, new() { Name = "Chọn nhãn" }).ClickAsync();
            await owner.Page.GetByRole(AriaRole.Option, new() { Name = "Chốt đơn" }).ClickAsync();
        }, Wanted);

        await Customer("cho hỏi giá bn vậy");
        await Customer("mình chốt nha");
        await owner.Settle($"/inbox/{_conversation}");
        await Sees(owner.Page.GetByText("Tự động · Hỏi giá"));
        await Until(async () => (await Shop.First("/conversations")).GetProperty("labelIds").GetArrayLength() == 1);

        var number = await Order(owner);
        var start = await Book(owner);
        await InTryton(number);
        await InTheCalendar(start);
        await InHubSpot(number);
    }

    private static async Task Hours(Visitor owner)
    {
        await owner.Settle("/automation?tab=hours");
        await owner.Page.GetByRole(AriaRole.Switch, new() { Name = "Shop có giờ mở cửa" }).CheckAsync();
        await owner.Field("Thứ Hai, đến").FillAsync("20:00");
        await owner.Button("Lưu").ClickAsync();
        await Sees(owner.Text("Đã lưu."));
    }

    private async Task Rule(Visitor owner, string tab, string add, string name, string words, Func<Task> act, string hit)
    {
        await owner.Settle($"/automation{tab}");
        await owner.Button(add).First.ClickAsync();
        await owner.Field("Tên").FillAsync(name);
        await owner.Page.GetByLabel("Khi tin nhắn có một trong các từ").First.FillAsync(words);
        await owner.Page.Keyboard.PressAsync("Enter");
        await act();
        await owner.Button("Thử trên tin đã lưu").ClickAsync();
        await Sees(owner.Page.GetByRole(AriaRole.Dialog).GetByText(hit));
        await owner.Button("Lưu").ClickAsync();
        await RuleSwitch.Turn(owner, name);
        await Until(async () => (await Shop.Get("/automation/rules")).GetProperty("items").EnumerateArray().Any(
            rule => rule.GetProperty("name").GetString() == name && rule.GetProperty("state").GetString() == "on"));
    }

    /// <returns>Its number.</returns>
    private static async Task<string> Order(Visitor owner)
    {
        await owner.Button("Đọc đơn từ hội thoại").ClickAsync();
        var dialog = owner.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(owner.Field("Mã hàng")).ToHaveValueAsync(TrytonServer.Product);
        await Assertions.Expect(owner.Field("Số lượng")).ToHaveValueAsync("2");
        await owner.Field("Phí giao hàng").FillAsync("30000");
        await owner.Field("Giảm giá cả đơn").FillAsync("50000");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Tạo đơn", Exact = true }).ClickAsync();
        await Sees(owner.Page.GetByText("2.480.000"));
        return (await owner.Page.Locator("a[href*='/orders?order=']").First.InnerTextAsync()).Trim();
    }

    private async Task<DateTimeOffset> Book(Visitor owner)
    {
        var day = new DateTimeOffset(TimeZoneInfo.ConvertTime(Shop.Store.Now, Home).Date.AddDays(3), Home.BaseUtcOffset);
        await owner.Button("Đặt lịch").ClickAsync();
        var dialog = owner.Page.GetByRole(AriaRole.Dialog);
        await owner.Field("Ngày").FillAsync($"{day:yyyy-MM-dd}");
        await dialog.GetByText("09:00", new() { Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Đặt lịch", Exact = true }).ClickAsync();
        await Sees(owner.Text("Đo may · Chị Hoa"));
        return day.AddHours(9);
    }

    private async Task InTryton(string number)
    {
        JsonElement[] sales = [];
        await Until(async () => (sales = await _tryton.Read(
            "sale.sale", new object[] { new[] { "reference", "=", number } }, "total_amount", "lines", "party.name")).Length == 1);
        Assert.That(sales[0].GetProperty("total_amount").GetProperty("decimal").GetString(), Is.EqualTo("2480000"));
        Assert.That(sales[0].GetProperty("lines").GetArrayLength(), Is.EqualTo(3), "the product, the discount and the shipping");
    }

    private async Task InTheCalendar(DateTimeOffset start)
    {
        var held = "";
        await Until(async () => (held = await _radicale.Event(RadicaleServer.Calendar, CancellationToken.None)).Contains("BEGIN:VEVENT", StringComparison.Ordinal));
        Assert.That(held, Does.Contain($"{start.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}").And.Contain("STATUS:CONFIRMED"));
    }

    private async Task InHubSpot(string number)
    {
        var orders = Array.Empty<JsonElement>();
        await Until(async () => (orders = await HubSpot("orders")).Length == 1 && (await HubSpot("meetings")).Length == 1);
        var properties = orders[0].GetProperty("properties");
        Assert.That(
            new[] { "hs_order_name", "hs_total_price", "hs_order_discount", "hs_shipping_cost" }.Select(name => properties.GetProperty(name).GetString()),
            Is.EqualTo(new[] { number, "2480000", "50000", "30000" }));
    }

    private async Task<JsonElement[]> HubSpot(string type) =>
        (await Shop.Platforms.GetFromJsonAsync<JsonElement[]>($"/_sandbox/hubspot/{type}"))!;

    // The account's id is left empty: the hub asks the other side whose it is.
    private static async Task Connect(Visitor owner, string connectorId, string name, Func<Task> fill)
    {
        await owner.Settle($"/connections/new/{connectorId}");
        await owner.Field("Tên hiển thị").FillAsync(name);
        await fill();
        await owner.Button("Kết nối").ClickAsync();
        await Sees(owner.Heading(name));
        await owner.Button("Kiểm tra").ClickAsync();
        await Sees(owner.Text("Kết nối hoạt động tốt"));
    }

    private static async Task Fill(Visitor owner, params (string Setting, string Value)[] settings)
    {
        foreach (var (setting, value) in settings)
            await owner.Page.Locator($"[name={setting}]").FillAsync(value);
    }

    private Task Customer(string text) => Shop.Customer(new { platform = "whatsapp", from = "84901234567", text });

    private async Task<string> Thread() => (await Shop.Get($"/conversations/{_conversation}/messages")).ToString();
}
