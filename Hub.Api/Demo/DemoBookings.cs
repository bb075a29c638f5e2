using System.Net;
using Hub.Core.Teams;

namespace Hub.Api.Demo;

/// <summary>Bookings of today and of this week in some of the demo's conversations; one that is reminded of within a minute.</summary>
internal sealed class DemoBookings(JsonCaller hub, TimeProvider clock)
{
    private readonly DemoServices _services = new(hub);
    private readonly Queue<Plan> _plans = new();

    public async Task Prepare(CancellationToken cancellation)
    {
        await _services.Prepare(cancellation);
        var now = clock.GetUtcNow();
        foreach (var plan in (Plan[])
        [
            new(_services.Showing, now.AddMinutes(DemoServices.ShowReminder + 1)), At(_services.Fitting, 0, 9, 0), At(_services.Tailoring, 0, 10, 30),
            At(_services.Fitting, 0, 14, 0), At(_services.Fitting, 0, 16, 30), At(_services.Tailoring, 0, 19, 0), At(_services.Fitting, 1, 9, 30),
            At(_services.Calling, 1, 15, 0), At(_services.Tailoring, 2, 10, 0), At(_services.Fitting, 3, 14, 30), At(_services.Fitting, 4, 16, 0),
            At(_services.Tailoring, -1, 15, 0),
        ])
            _plans.Enqueue(plan);
    }

    /// <summary>The next of them, while there are any.</summary>
    public async Task Make(Guid conversation, CancellationToken cancellation)
    {
        if (!_plans.TryDequeue(out var plan))
            return;
        var over = plan.StartsAt < clock.GetUtcNow();
        var (status, booking) = await hub.Post($"/api/v1/conversations/{conversation}/bookings", new
        {
            serviceId = plan.Service,
            startsAt = plan.StartsAt,
            state = over || _plans.Count % 3 != 0 ? "confirmed" : "requested",
            note = "Khách nhắn xác nhận qua chat",
        }, cancellation);
        if (over && status == HttpStatusCode.Created)
            await hub.Change($"/api/v1/bookings/{booking.GetProperty("id").GetGuid()}", new { state = _plans.Count % 4 == 0 ? "noShow" : "kept" }, cancellation);
    }

    // By the clock on the shop's wall.
    private Plan At(Guid service, int day, int hour, int minute)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(WorkspaceSettings.HomeTimeZone);
        var midnight = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).Date;
        var wall = midnight.AddDays(day).AddHours(hour).AddMinutes(minute);
        return new Plan(service, new DateTimeOffset(wall, zone.GetUtcOffset(wall)));
    }

    private sealed record Plan(Guid Service, DateTimeOffset StartsAt);
}
