using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>
/// Agrees on times with people while everything goes wrong: guests of one show, who are reminded before the check ends, and calls of tomorrow,
/// of which some are moved and some called off.
/// </summary>
internal sealed class CheckBookings(JsonCaller hub, TimeProvider clock)
{
    // Longer than the hub is away at worst, so that most are made in time to be reminded.
    private static readonly TimeSpan RemindedAfter = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private const int CallMinutes = 20;
    private const int AtOnce = 3;
    private readonly DemoServices _services = new(hub);
    private readonly HashSet<string> _taken = [];
    private DateTimeOffset _show, _calls;
    private int _number;

    /// <summary>By the hub's id, as the hub confirmed them.</summary>
    public ConcurrentDictionary<string, AgreedBooking> Agreed { get; } = new(StringComparer.Ordinal);

    public async Task Prepare(CancellationToken cancellation)
    {
        await _services.Prepare(cancellation);
        _show = Whole(clock.GetUtcNow().AddMinutes(DemoServices.ShowReminder) + RemindedAfter);
        _calls = Whole(clock.GetUtcNow().AddDays(1));
    }

    /// <param name="most">In all.</param>
    /// <param name="over">No more are begun then. One that is under way ends: the hub may have it already.</param>
    public async Task Run(int most, CancellationToken over, CancellationToken cancellation)
    {
        while (_number < most && !over.IsCancellationRequested)
        {
            var page = await hub.Get("/api/v1/conversations?limit=30", cancellation);
            var open = page.GetProperty("items").EnumerateArray().Where(item => item.Text("lastInboundAt") is not null)
                .Select(item => item.Text("id")!).Where(_taken.Add).Take(Math.Min(AtOnce, most - _number)).ToList();
            await Task.WhenAll(open.Select(conversation => Agree(conversation, _number++, cancellation)));
            await Task.Delay(Pause, clock, over);
        }
    }

    /// <summary>Of those that the hub has promised: how many still wait for their time.</summary>
    public async Task<int> WaitingReminders(CancellationToken cancellation) => Agreed.Values.Any(booking => booking.IsReminded)
        ? (await hub.All("/api/v1/bookings", cancellation)).Count(row => Agreed.TryGetValue(row.Text("id")!, out var agreed) && agreed.IsReminded
            && row.Items("reminders").Any(reminder => reminder.Text("state") == "waiting"))
        : 0;

    private async Task Agree(string conversation, int number, CancellationToken cancellation)
    {
        var isShow = number % 2 == 0;
        var start = isShow ? _show : _calls.AddMinutes(number * CallMinutes);
        var made = await Make(conversation, isShow ? _services.Showing : _services.Calling, start, Note(number), cancellation);
        var id = made.Text("id")!;
        var reminder = made.Items("reminders").Single().Text("state");
        Agreed[id] = new AgreedBooking(conversation, isShow ? DemoServices.Show : DemoServices.Call, start, "SCHEDULED", isShow && reminder is "waiting" or "sent");
        if (isShow)
            return;
        if (number % 4 == 1)
        {
            await hub.Change($"/api/v1/bookings/{id}", new { state = "cancelled" }, cancellation);
            Agreed[id] = Agreed[id] with { Outcome = "CANCELED" };
        }
        else
        {
            var later = start.AddDays(1);
            await hub.Change($"/api/v1/bookings/{id}", new { startsAt = later }, cancellation);
            Agreed[id] = Agreed[id] with { StartsAt = later };
        }
    }

    // A hub that died in the middle of the call cannot tell how it ended (409): look, and if it is not there, agree anew.
    private async Task<JsonElement> Make(string conversation, Guid service, DateTimeOffset start, string note, CancellationToken cancellation)
    {
        while (true)
        {
            var (status, answer) = await hub.Post(
                $"/api/v1/conversations/{conversation}/bookings", new { serviceId = service, startsAt = start, note }, cancellation);
            if (status == HttpStatusCode.Created)
                return answer;
            if (status != HttpStatusCode.Conflict)
                throw new DemoFailed($"A booking was answered {(int)status}: {answer}");
            var there = (await hub.All($"/api/v1/bookings?conversationId={conversation}", cancellation)).Where(row => row.Text("note") == note).ToList();
            if (there.Count > 0)
                return there[0];
            await Task.Delay(Pause, clock, cancellation);
        }
    }

    private static string Note(int number) => string.Create(CultureInfo.InvariantCulture, $"Lịch hẹn thử số {number}");

    private static DateTimeOffset Whole(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}

/// <param name="Outcome">As the CRM calls it.</param>
/// <param name="IsReminded">Its reminder is due while the check runs.</param>
internal sealed record AgreedBooking(string Conversation, string Title, DateTimeOffset StartsAt, string Outcome, bool IsReminded);
