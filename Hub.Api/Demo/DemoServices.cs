using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>What can be booked at the demo's shop, with its staff and rooms.</summary>
internal sealed class DemoServices(JsonCaller hub)
{
    /// <summary>So long before the show begins its guests are reminded.</summary>
    public const int ShowReminder = 30;
    public const string Show = "Buổi giới thiệu hàng mới";
    public const string Call = "Gọi tư vấn";

    /// <summary>Stands in every reminder of the demo and in no other text.</summary>
    public const string ReminderMark = "(Hub nhắc lịch)";

    private static readonly object[] Day = [new { from = "08:00", to = "21:00" }];
    private static readonly object Hours = new
    {
        weekdays = new { monday = Day, tuesday = Day, wednesday = Day, thursday = Day, friday = Day, saturday = Day, sunday = Day },
    };

    public Guid Fitting { get; private set; }

    public Guid Tailoring { get; private set; }

    /// <summary>At any hour, so that it can be had whenever the demo runs; and so can the show.</summary>
    public Guid Calling { get; private set; }

    public Guid Showing { get; private set; }

    public async Task Prepare(CancellationToken cancellation)
    {
        var (hanh, tuan) = (await Resource("Chị Hạnh", "staff", Hours, cancellation), await Resource("Anh Tuấn", "staff", Hours, cancellation));
        var (line, hall) = (await Resource("Tổng đài", "staff", null, cancellation), await Resource("Sảnh trưng bày", "room", null, cancellation));
        var days = Reminders(24 * 60, 120);
        Fitting = await Service(new { name = "Thử đồ tại cửa hàng", durationMinutes = 45, bufferAfter = 15, hours = Hours, reminders = days, resourceIds = new[] { hanh, tuan } }, cancellation);
        Tailoring = await Service(new { name = "May đo áo dài", durationMinutes = 90, price = 500_000, currency = "VND", hours = Hours, reminders = days, resourceIds = new[] { hanh } }, cancellation);
        Calling = await Service(new { name = Call, durationMinutes = 20, reminders = Reminders(30), resourceIds = new[] { line } }, cancellation);
        Showing = await Service(new { name = Show, durationMinutes = 60, capacity = 500, reminders = Reminders(ShowReminder), resourceIds = new[] { hall } }, cancellation);
    }

    private static object Reminders(params int[] minutesBefore) => new
    {
        minutesBefore,
        textVi = "Chào {name}, shop nhắc bạn lịch {service} lúc {time}. " + ReminderMark,
        textEn = "Hello {name}, your {service} is at {time}. " + ReminderMark,
    };

    private async Task<Guid> Resource(string name, string kind, object? hours, CancellationToken cancellation) =>
        Id(await hub.Make("/api/v1/resources", new { name, kind, hours }, cancellation));

    private async Task<Guid> Service(object service, CancellationToken cancellation) =>
        Id(await hub.Make("/api/v1/services", service, cancellation));

    private static Guid Id(JsonElement made) => made.GetProperty("id").GetGuid();
}
