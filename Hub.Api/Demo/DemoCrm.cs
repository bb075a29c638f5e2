using System.Globalization;
using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>People who work in the CRM: they correct a contact, send an order off, move a meeting. All that must come back, and nothing else.</summary>
internal sealed class DemoCrm(JsonCaller hub, JsonCaller sandbox, TimeProvider clock)
{
    private const int Each = 3;
    private const string FirstName = "firstname", Status = "hs_external_order_status";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private const int PausesBetweenLooks = 20;
    private static readonly TimeSpan BetweenChanges = TimeSpan.FromSeconds(20);
    private string? _connection;
    private int _number;

    /// <summary>What was changed: the hub's id, and what it must be there.</summary>
    public List<CrmEdit> Edits { get; } = [];

    /// <summary>A few of each kind.</summary>
    /// <param name="agreed">Follows what is moved.</param>
    public async Task Work(IDictionary<string, AgreedBooking> agreed, CancellationToken cancellation)
    {
        foreach (var contact in (await Records("contacts", cancellation)).Take(Each))
            await Correct(contact, cancellation);
        foreach (var order in (await Records("orders", cancellation)).Where(IsPlaced).Take(Each))
            await SendOff(order, cancellation);
        foreach (var meeting in (await Records("meetings", cancellation)).Where(row => IsAhead(row, DemoServices.Call)).Take(Each))
        {
            var (id, start) = await Move(meeting, cancellation);
            agreed[id] = agreed[id] with { StartsAt = start };
        }
    }

    /// <summary>Has the hub look, until it has taken over what was changed.</summary>
    public async Task WaitUntilBack(CancellationToken cancellation)
    {
        for (var tries = 0; tries == 0 || await Told(cancellation) < Edits.Count; tries++)
        {
            if (tries % PausesBetweenLooks == 0)
                await LookAt(cancellation);
            await Task.Delay(Pause, clock, cancellation);
        }
    }

    /// <summary>Asks the hub to read the CRM now, and not within the minute.</summary>
    public async Task LookAt(CancellationToken cancellation)
    {
        _connection ??= (await hub.All("/api/v1/connections", cancellation)).Single(row => row.Text("connectorId") == "hubspot").Text("id");
        await hub.Make($"/api/v1/connections/{_connection}/check", new { }, cancellation);
    }

    /// <returns>How many changes the hub has taken over or stood against.</returns>
    public async Task<int> Told(CancellationToken cancellation)
    {
        var health = (await hub.Get("/api/v1/connections/health", cancellation)).Items("items").Single(row => row.Text("connectionId") == _connection);
        var reading = health.GetProperty("reading");
        return reading.ValueKind == JsonValueKind.Null ? 0 : (int)(reading.Number("followed") + reading.Number("overruled"));
    }

    /// <summary>One after the other, while the demo runs.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(BetweenChanges, clock, stop);
            var (type, isOne) = (_number % 3) switch
            {
                0 => ("contacts", (Func<JsonElement, bool>)(_ => true)),
                1 => ("orders", IsPlaced),
                _ => ("meetings", row => IsAhead(row, DemoServices.Call)),
            };
            var records = (await Records(type, stop)).Where(isOne).ToList();
            if (records.Count == 0)
                _number++;
            else
                await (type switch
                {
                    "contacts" => Correct(records[^1], stop),
                    "orders" => SendOff(records[^1], stop),
                    _ => Move(records[^1], stop),
                });
        }
    }

    private Task Correct(JsonElement contact, CancellationToken cancellation)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Chị Hồng số {_number}");
        return Change("contacts", contact, "displayName", name, cancellation, (FirstName, name));
    }

    private Task SendOff(JsonElement order, CancellationToken cancellation) =>
        Change("orders", order, "state", "fulfilled", cancellation, (Status, "fulfilled"));

    private async Task<(string Id, DateTimeOffset Start)> Move(JsonElement meeting, CancellationToken cancellation)
    {
        var start = At(meeting, "hs_meeting_start_time").AddDays(1);
        var end = At(meeting, "hs_meeting_end_time").AddDays(1);
        var id = await Change(
            "meetings", meeting, "startsAt", Text(start), cancellation,
            ("hs_meeting_start_time", Text(start)), ("hs_meeting_end_time", Text(end)), ("hs_timestamp", Text(start)));
        return (id, start);
    }

    private async Task<string> Change(
        string type, JsonElement record, string field, string value, CancellationToken cancellation, params (string Name, string Value)[] properties)
    {
        await sandbox.Change(
            $"/_sandbox/hubspot/{type}/{record.Number("id")}", properties.ToDictionary(pair => pair.Name, pair => pair.Value), cancellation);
        var id = Guid.ParseExact(record.Text("key")!, "N").ToString();
        Edits.Add(new CrmEdit(type, id, field, value));
        _number++;
        return id;
    }

    private async Task<List<JsonElement>> Records(string type, CancellationToken cancellation) =>
        [.. (await sandbox.Get($"/_sandbox/hubspot/{type}?limit=1000", cancellation)).EnumerateArray()];

    private static bool IsPlaced(JsonElement order) => order.GetProperty("properties").Text(Status) == "placed";

    private static bool IsAhead(JsonElement meeting, string title) => meeting.GetProperty("properties") is var said
        && said.Text("hs_meeting_outcome") == "SCHEDULED" && said.Text("hs_meeting_title") == title;

    private static DateTimeOffset At(JsonElement meeting, string property) =>
        DateTimeOffset.Parse(meeting.GetProperty("properties").Text(property)!, CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <param name="Id">The hub's.</param>
/// <param name="Field">Of the hub's record.</param>
internal sealed record CrmEdit(string Type, string Id, string Field, string Value);
