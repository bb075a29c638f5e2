using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

public sealed class BookingPageTests : WebTest
{
    private static readonly TimeZoneInfo Home = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");
    private string _conversation = "";
    private string _service = "";
    private string _hoa = "";
    private string _nam = "";

    /// <summary>A day that no test's clock reaches, by the shop's clock.</summary>
    private DateTimeOffset Day { get; set; }

    protected override async Task Prepare()
    {
        Day = new DateTimeOffset(TimeZoneInfo.ConvertTime(Shop.Store.Now, Home).Date.AddDays(3), Home.BaseUtcOffset);
        await Shop.ConnectWhatsApp();
        await Shop.Customer(new { platform = "whatsapp", from = "84901234567", text = "Cho mình đặt lịch cắt tóc" });
        _conversation = (await Shop.First("/conversations")).GetProperty("id").GetString()!;
        _hoa = await Made("/resources", new { name = "Chị Hoa" });
        _nam = await Made("/resources", new { name = "Anh Nam" });
        _service = await Made("/services", new { name = "Nhuộm tóc", durationMinutes = 60, resourceIds = new[] { _hoa, _nam } });
    }

    [Test]
    public async Task Staff_and_a_service_are_set_up_and_a_time_is_booked_in_the_conversation()
    {
        var owner = await SignIn();
        await owner.Settle("/settings/resources");
        await owner.Button("Thêm nhân viên, phòng").ClickAsync();
        await owner.Field("Tên").FillAsync("Chị Lan");
        await owner.Page.GetByRole(AriaRole.Switch, new() { NameRegex = new("^Có giờ làm việc riêng", RegexOptions.None, TimeSpan.FromSeconds(1)) }).CheckAsync();
        await owner.Button("Lưu").ClickAsync();
        await Sees(owner.Text("Chị Lan"));
        await owner.Button("Lịch của Chị Lan trên điện thoại").ClickAsync();
        await owner.Button("Tạo địa chỉ").ClickAsync();
        Assert.That(await owner.Field("Địa chỉ lịch").InputValueAsync(), Does.StartWith(Shop.Address.ToString()).And.EndWith(".ics"));

        // A service without a name is refused at its field.
        await owner.Settle("/settings/services");
        await owner.Button("Thêm dịch vụ").ClickAsync();
        await owner.Button("Lưu").ClickAsync();
        await Sees(owner.Page.Locator("input[aria-invalid=true]"));
        await owner.Field("Tên dịch vụ").FillAsync("Cắt tóc");
        await owner.Field("Giá").FillAsync("150000");
        await owner.Page.GetByRole(AriaRole.Combobox, new() { Name = "Ai hoặc phòng nào thực hiện" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Option, new() { Name = "Chị Lan" }).ClickAsync();
        await owner.Button("Lưu").ClickAsync();
        await Sees(owner.Text("30 phút · 150.000 ₫"));

        // Chị Lan works on weekdays and Saturdays from 8: the next Monday has her first time free.
        var monday = Day.AddDays(((int)DayOfWeek.Monday - (int)Day.DayOfWeek + 7) % 7);
        await owner.Settle($"/inbox/{_conversation}");
        await owner.Button("Đặt lịch").ClickAsync();
        var dialog = owner.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Dịch vụ" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Option, new() { Name = "Cắt tóc" }).ClickAsync();
        await owner.Field("Ngày").FillAsync($"{monday:yyyy-MM-dd}");
        await dialog.GetByText("08:00", new() { Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Ghi chú" }).FillAsync("Khách quen");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Đặt lịch", Exact = true }).ClickAsync();
        await Sees(owner.Text("Cắt tóc · Chị Lan"));

        var booking = (await Shop.Get($"/bookings?from={monday.UtcDateTime:O}&to={monday.AddDays(1).UtcDateTime:O}")).GetProperty("items")[0];
        Assert.That(booking.GetProperty("startsAt").GetDateTimeOffset(), Is.EqualTo(monday.AddHours(8)));
        Assert.That(booking.GetProperty("note").GetString(), Is.EqualTo("Khách quen"));
    }

    [Test]
    public async Task A_booking_is_moved_by_hand_and_by_the_form_and_marked_as_kept()
    {
        var (mine, other) = (await Book(Day.AddHours(9), _hoa), await Book(Day.AddHours(10), _nam));
        var owner = await SignIn();
        await owner.Settle($"/bookings?day={Day:yyyy-MM-dd}");

        // Where somebody else is, the hub says so, and what is free instead.
        await Drag(owner, "09:00", "10:00");
        await owner.Button("Dời lịch").ClickAsync();
        await Sees(owner.Page.GetByRole(AriaRole.Dialog).GetByText(new Regex("Anh Nam đã có lịch.*Giờ trống tiếp theo", RegexOptions.None, TimeSpan.FromSeconds(1))));
        await owner.Page.Keyboard.PressAsync("Escape");
        await SeesNo(owner.Page.GetByRole(AriaRole.Dialog));

        // An hour below it is free.
        await Drag(owner, "09:00", "10:00", below: 1);
        await owner.Button("Dời lịch").ClickAsync();
        await Sees(Block(owner, "11:00"));
        await Stands(mine, Day.AddHours(11), _nam);

        // The same without a mouse: from the booking to its form.
        await Block(owner, "10:00").FocusAsync();
        await owner.Page.Keyboard.PressAsync("Enter");
        await owner.Button("Dời lịch").ClickAsync();
        await owner.Page.GetByRole(AriaRole.Radio, new() { Name = "13:00", Exact = true }).FocusAsync();
        await owner.Page.Keyboard.PressAsync("Space");
        await owner.Button("Dời lịch").ClickAsync();
        await Sees(owner.Page.GetByText(new Regex("^Dời sang 13:00", RegexOptions.None, TimeSpan.FromSeconds(1))));
        await Stands(other, Day.AddHours(13), _nam);

        // Nobody can know yet whether they will come; of another one that has begun one can.
        await SeesNo(owner.Button("Khách đã đến"));
        var begun = await Book(Shop.Store.Now.AddMinutes(-5), _hoa);
        await owner.Settle($"/bookings?booking={begun}");
        await owner.Button("Khách đã đến").ClickAsync();
        await Sees(owner.Text("Lịch hẹn đã kết thúc, không thể thay đổi trạng thái nữa."));
        Assert.That((await Shop.Get($"/bookings/{begun}")).GetProperty("state").GetString(), Is.EqualTo("kept"));
    }

    [Test]
    public async Task A_phone_has_a_list_in_the_place_of_the_grid()
    {
        var day = Day.AddDays(10);
        var booking = await Book(day.AddHours(9), _hoa);
        var owner = await SignIn(kind: new VisitorKind("en", Width: 390));
        await owner.Settle($"/bookings?view=week&day={day:yyyy-MM-dd}");
        await Block(owner, "09:00").ClickAsync();
        await owner.Button("Cancel the booking").ClickAsync();
        await owner.Page.GetByRole(AriaRole.Dialog, new() { Name = "Cancel the booking?" })
            .GetByRole(AriaRole.Button, new() { Name = "Cancel the booking" }).ClickAsync();
        await Sees(owner.Text("The booking has ended and cannot be changed any more."));
        Assert.That(await owner.Barriers(), Is.Empty);
        Assert.That(await owner.Overflow(), Is.LessThanOrEqualTo(0));
        Assert.That((await Shop.Get($"/bookings/{booking}")).GetProperty("state").GetString(), Is.EqualTo("cancelled"));
    }

    private static ILocator Block(Visitor visitor, string startsAt) =>
        visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = new($"^{startsAt}", RegexOptions.None, TimeSpan.FromSeconds(1)) });

    /// <summary>From one booking onto another, or below it by so many of its heights.</summary>
    private static async Task Drag(Visitor visitor, string from, string onto, float below = 0)
    {
        var (moved, other) = (Block(visitor, from), Block(visitor, onto));
        var size = (await other.BoundingBoxAsync())!;
        await moved.DragToAsync(other.Locator(".."), new()
        {
            SourcePosition = new() { X = 10, Y = 2 },
            TargetPosition = await Place(other, size.Height * below),
        });
    }

    private static async Task<TargetPosition> Place(ILocator block, float below)
    {
        var (own, column) = ((await block.BoundingBoxAsync())!, (await block.Locator("..").BoundingBoxAsync())!);
        return new() { X = 20, Y = own.Y - column.Y + 2 + below };
    }

    private async Task Stands(string booking, DateTimeOffset startsAt, string resource) => await Until(async () =>
    {
        var now = await Shop.Get($"/bookings/{booking}");
        return now.GetProperty("startsAt").GetDateTimeOffset() == startsAt && now.GetProperty("resourceId").GetString() == resource;
    });

    private Task<string> Book(DateTimeOffset startsAt, string resourceId) =>
        Made($"/conversations/{_conversation}/bookings", new { serviceId = _service, startsAt, resourceId });

    private async Task<string> Made(string path, object body) => (await Shop.Post(path, body)).GetProperty("id").GetString()!;
}
