using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Storage;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Commerce;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class BookingTests(StorageKind kind) : HubTest(kind)
{
    private string _conversation = null!;
    private Guid _resource;
    private Guid _service;

    protected override async Task Arrange()
    {
        await Host.Connect("salon");
        await Host.Receive("salon", ("m1", "u1", "đặt lịch"));
        _conversation = (await Host.Items("/api/v1/conversations", 1, CancellationToken.None))[0].GetProperty("id").GetString()!;
        _resource = await Made("resources", new { name = "Chị Hoa", kind = "staff" });
        _service = await Made("services", new
        {
            name = "Cắt tóc",
            durationMinutes = 30,
            price = 150_000,
            currency = "VND",
            resourceIds = new[] { _resource },
            hours = new { weekdays = Days("08:00", "17:00") },
            reminders = new { minutesBefore = new[] { 120, 1440 }, textVi = "Chào {name}, hẹn {service} lúc {time}" },
        });
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_free_time_is_booked_moved_and_cancelled_and_shows_in_the_calendar(CancellationToken cancellation)
    {
        var day = Host.Store.Now.Date.AddDays(10);
        var slots = (await Host.Client.GetFromJsonAsync<JsonElement>(SlotsOf(day, null), cancellation)).GetProperty("items");
        Assert.That(slots.GetArrayLength(), Is.EqualTo(18));
        using var created = await Book(slots[0].GetProperty("startsAt").GetString()!, cancellation, "dị ứng thuốc nhuộm");
        var booking = await HubHost.Json(created);
        var path = $"/api/v1/bookings/{booking.GetProperty("id").GetString()}";
        using var taken = await Book(slots[0].GetProperty("startsAt").GetString()!, cancellation);
        using var closed = await Book($"{day:yyyy-MM-dd}T23:00:00+07:00", cancellation);
        using var stale = await Host.Client.PatchAsJsonAsync(path, new { state = "cancelled", version = 9 }, cancellation);
        using var early = await Host.Client.PatchAsJsonAsync(path, new { state = "kept", version = 1 }, cancellation);
        var (freeForOthers, freeForItself) = (await Free(day, null, cancellation), await Free(day, booking.GetProperty("id").GetString(), cancellation));
        using var unknown = await Host.Client.GetAsync(SlotsOf(day, Guid.NewGuid().ToString()), cancellation);
        using var moved = await Host.Client.PatchAsJsonAsync(path, new { startsAt = slots[3].GetProperty("startsAt").GetString(), version = 1 }, cancellation);
        using var opened = await Host.Client.PostAsync($"/api/v1/resources/{_resource}/calendar", null, cancellation);
        var address = (await HubHost.Json(opened)).GetProperty("path").GetString();
        var calendar = await Host.Stranger.GetStringAsync(address, cancellation);
        using var cancelled = await Host.Client.PatchAsJsonAsync(path, new { state = "cancelled" }, cancellation);
        using var gone = await Host.Stranger.GetAsync("/api/v1/calendars/x.ics", cancellation);

        await taken.IsProblem(HttpStatusCode.Conflict, "time_not_free", "startsAt");
        await closed.IsProblem(HttpStatusCode.Conflict, "time_not_free", "startsAt");
        await stale.IsProblem(HttpStatusCode.Conflict, "stale_version");
        await early.IsProblem(HttpStatusCode.Conflict, "conflict");
        Assert.That(await early.Content.ReadAsStringAsync(cancellation), Does.Contain($"08:00 {day:dd/MM}"), "by the shop's clock");
        await unknown.IsProblem(HttpStatusCode.NotFound, "not_found");
        Assert.That((freeForOthers, freeForItself), Is.EqualTo((17, 18)), "a booking is not in its own way");
        Assert.That(
            booking.GetProperty("keptFrom").GetDateTimeOffset(), Is.EqualTo(booking.GetProperty("startsAt").GetDateTimeOffset().AddHours(-1)));
        await gone.IsProblem(HttpStatusCode.NotFound, "not_found");
        var after = await HubHost.Json(moved);
        Assert.That((after.GetProperty("version").GetInt32(), after.GetProperty("history").GetArrayLength()), Is.EqualTo((2, 2)));
        Assert.That(after.GetProperty("reminders").EnumerateArray().Select(row => row.GetProperty("state").GetString()), Is.EqualTo(new[] { "waiting", "waiting" }).AsCollection);
        Assert.That(calendar, Does.Contain("BEGIN:VEVENT").And.Not.Contain("dị ứng"));
        Assert.That((await HubHost.Json(cancelled)).GetProperty("next").GetArrayLength(), Is.Zero);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Wrong_services_hours_and_bookings_name_the_field(CancellationToken cancellation)
    {
        using var service = await Host.Client.PostAsJsonAsync("/api/v1/services", new
        {
            name = "",
            durationMinutes = 0,
            price = 1.5,
            currency = "VND",
        }, cancellation);
        using var hours = await Host.Client.PostAsJsonAsync("/api/v1/resources", new { name = "A", hours = new { timeZone = "Mars/Base", weekdays = Days("17:00", "08:00") } }, cancellation);
        using var words = await Host.Client.PostAsJsonAsync("/api/v1/services", new { name = "B", durationMinutes = 30, reminders = new { minutesBefore = new[] { 0 }, textVi = "{phone}" } }, cancellation);
        using var none = await Host.Client.PostAsJsonAsync($"/api/v1/conversations/{_conversation}/bookings", new { serviceId = Guid.NewGuid(), startsAt = Host.Store.Now }, cancellation);
        using var range = await Host.Client.GetAsync($"/api/v1/slots?serviceId={_service}&from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z", cancellation);
        using var twice = await Host.Client.PostAsJsonAsync("/api/v1/services", new { name = "Cắt tóc", durationMinutes = 30 }, cancellation);

        foreach (var field in new[] { "name", "durationMinutes", "price" })
            await service.IsProblem(HttpStatusCode.BadRequest, "invalid_input", field);
        foreach (var field in new[] { "hours.timeZone", "hours.weekdays.monday[0].to" })
            await hours.IsProblem(HttpStatusCode.BadRequest, "invalid_input", field);
        foreach (var field in new[] { "reminders.minutesBefore", "reminders.textVi" })
            await words.IsProblem(HttpStatusCode.BadRequest, "invalid_input", field);
        await none.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "serviceId");
        await range.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "to");
        await twice.IsProblem(HttpStatusCode.Conflict, "already_exists");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_conversation_with_a_booking_of_today_is_found_in_one_tap_and_counted(CancellationToken cancellation)
    {
        var always = await Made("services", new { name = "Gội đầu", durationMinutes = 5, resourceIds = new[] { await Made("resources", new { name = "Ghế 2", kind = "room" }) } });
        Assert.That((await Host.Client.GetFromJsonAsync<JsonElement>("/api/v1/conversations?filter=bookingToday", cancellation)).GetProperty("items").GetArrayLength(), Is.Zero);
        using var booked = await Host.Client.PostAsJsonAsync($"/api/v1/conversations/{_conversation}/bookings", new { serviceId = always, startsAt = Host.Store.Now }, cancellation);
        var id = (await HubHost.Json(booked)).GetProperty("id").GetString();
        var found = (await Host.Client.GetFromJsonAsync<JsonElement>("/api/v1/conversations?filter=bookingToday", cancellation)).GetProperty("items").GetArrayLength();
        var counted = (await Host.Client.GetFromJsonAsync<JsonElement>("/api/v1/conversations/counts", cancellation)).GetProperty("byFilter").GetProperty("bookingToday").GetInt32();
        using var over = await Host.Client.PatchAsJsonAsync($"/api/v1/bookings/{id}", new { state = "cancelled" }, cancellation);
        var left = (await Host.Client.GetFromJsonAsync<JsonElement>("/api/v1/conversations?filter=bookingToday", cancellation)).GetProperty("items").GetArrayLength();

        Assert.That((found, counted, left), Is.EqualTo((1, 1, 0)));
    }

    private string SlotsOf(DateTime day, string? moved) =>
        $"/api/v1/slots?serviceId={_service}&from={day:yyyy-MM-dd}T00:00:00%2B07:00&to={day.AddDays(1):yyyy-MM-dd}T00:00:00%2B07:00{(moved is null ? "" : $"&bookingId={moved}")}";

    private async Task<int> Free(DateTime day, string? moved, CancellationToken cancellation) =>
        (await Host.Client.GetFromJsonAsync<JsonElement>(SlotsOf(day, moved), cancellation)).GetProperty("items").GetArrayLength();

    private static Dictionary<string, object> Days(string from, string to) => Enum.GetNames<DayOfWeek>()
        .ToDictionary(day => day.ToLowerInvariant(), _ => (object)new[] { new { from, to } });

    private async Task<Guid> Made(string path, object body)
    {
        using var answer = await Host.Client.PostAsJsonAsync($"/api/v1/{path}", body);
        return (await HubHost.Json(answer)).GetProperty("id").GetGuid();
    }

    private Task<HttpResponseMessage> Book(string startsAt, CancellationToken cancellation, string? note = null) =>
        Host.Client.PostAsJsonAsync($"/api/v1/conversations/{_conversation}/bookings", new { serviceId = _service, startsAt, note }, cancellation);
}
