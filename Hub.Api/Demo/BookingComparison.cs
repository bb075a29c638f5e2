using System.Globalization;
using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>
/// Every booking that was agreed on is one booking of the hub and one meeting of the CRM, of that time, with its contact; its reminder went
/// out once; and its note stayed here.
/// </summary>
internal sealed class BookingComparison(
    SandboxView sandbox, HubView hub, IReadOnlyDictionary<string, AgreedBooking> agreed, Findings findings)
{
    /// <returns>Bookings owed to the CRM and there; reminders owed and arrived.</returns>
    public (int Owed, int Received, int RemindersOwed, int RemindersReceived) Run()
    {
        var held = hub.Bookings.ToDictionary(row => row.Text("id")!);
        var records = sandbox.Meetings.ToLookup(row => row.Text("key")!);
        var contacts = sandbox.Contacts.ToLookup(row => row.Text("key")!, row => row.Number("id").ToString(CultureInfo.InvariantCulture));
        var received = 0;
        foreach (var (id, booking) in agreed)
        {
            if (!held.TryGetValue(id, out var row))
                findings.Lose($"booking {id}");
            else
                received += Find(booking, row, [.. records[row.GetProperty("id").GetGuid().ToString("N")]], contacts);
        }

        findings.Repeat("bookings that nobody made", held.Keys.Count(id => !agreed.ContainsKey(id)));
        findings.Repeat("meeting records in the CRM", Math.Max(0, sandbox.Meetings.Count - agreed.Count));
        findings.Repeat("CRM meetings of one title, time and contact", (int)sandbox.Summary.GetProperty("crm").GetProperty("meetings").Number("duplicates"));
        if (agreed.Count == 0)
            findings.Blame("nothing was booked");
        var notes = hub.Bookings.Select(row => row.Text("note")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        findings.Blame("a booking's note in the CRM", sandbox.Meetings.Count(row =>
            row.GetProperty("properties").EnumerateObject().Any(property => notes.Contains(property.Value.GetString() ?? ""))));
        var (owed, arrived) = Reminders(held);
        return (agreed.Count, received, owed, arrived);
    }

    private int Find(AgreedBooking booking, JsonElement row, List<JsonElement> found, ILookup<string, string> contacts)
    {
        if (row.GetProperty("startsAt").GetDateTimeOffset() != booking.StartsAt || row.Text("conversationId") != booking.Conversation)
            findings.Blame("a booking of another time or conversation");
        if (found.Count == 0)
        {
            findings.Lose("a booking in the CRM");
            return 0;
        }

        var properties = found[0].GetProperty("properties");
        if (properties.Text("hs_meeting_title") != booking.Title || properties.Text("hs_meeting_outcome") != booking.Outcome
            || !IsAt(properties.Text("hs_meeting_start_time"), booking.StartsAt) || !IsAt(properties.Text("hs_timestamp"), booking.StartsAt)
            || !IsAt(properties.Text("hs_meeting_end_time"), row.GetProperty("endsAt").GetDateTimeOffset()))
            findings.Blame("a CRM meeting that says something else than its booking");
        var people = contacts[row.GetProperty("contactId").GetGuid().ToString("N")].Select(id => $"contacts/{id}").ToList();
        if (!found[0].Items("associations").Select(link => link.GetString()!).SequenceEqual(people))
            findings.Lose("a booking's contact in the CRM");
        return 1;
    }

    private (int Owed, int Received) Reminders(Dictionary<string, JsonElement> held)
    {
        var (owed, received) = (0, 0);
        var messages = hub.Messages.ToDictionary(row => row.Text("id")!);
        var arrived = sandbox.Outbound.Select(row => row.Text("messageId")!).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, _) in agreed.Where(pair => pair.Value.IsReminded && held.ContainsKey(pair.Key)))
        {
            owed++;
            var reminder = held[id].Items("reminders").Single();
            var sent = reminder.Text("messageId") is { } message ? messages.GetValueOrDefault(message) : default;
            if (reminder.Text("state") != "sent" || sent.ValueKind == JsonValueKind.Undefined)
                findings.Lose($"a reminder: {reminder.Text("state")} {reminder.Text("reasonCode")}");
            else if (sent.Text("platformId") is { } platform && arrived.Contains(platform))
                received++;
            else if (sent.Text("status") != "unknown")
                findings.Lose($"a reminder with status {sent.Text("status")}");
        }

        var there = sandbox.Outbound.Count(row => row.Text("text")?.Contains(DemoServices.ReminderMark, StringComparison.Ordinal) is true);
        findings.Repeat("reminders that arrived", Math.Max(0, there - owed));
        return (owed, received);
    }

    private static bool IsAt(string? text, DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at == time;
}
