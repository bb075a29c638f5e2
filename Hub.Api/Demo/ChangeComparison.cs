using System.Globalization;
using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>What people have changed in the CRM is so in the hub, once; and what the hub has written there itself never came back.</summary>
internal sealed class ChangeComparison(HubView hub, IReadOnlyList<CrmEdit> edits, int told, Findings findings)
{
    public (int Owed, int Received) Run()
    {
        var rows = new Dictionary<string, Dictionary<string, JsonElement>>
        {
            ["contacts"] = ById(hub.Contacts),
            ["orders"] = ById(hub.Orders),
            ["meetings"] = ById(hub.Bookings),
        };
        var received = edits.Count(edit => rows[edit.Type].TryGetValue(edit.Id, out var row) && Says(row, edit));
        findings.Lose("changes that were made in the CRM", edits.Count - received);
        findings.Repeat("changes that nobody made in the CRM", Math.Max(0, told - edits.Count));
        foreach (var kind in rows.Keys.Where(kind => edits.All(edit => edit.Type != kind)))
            findings.Blame($"nothing was changed in the CRM's {kind}");
        return (edits.Count, received);
    }

    private static Dictionary<string, JsonElement> ById(IEnumerable<JsonElement> rows) => rows.ToDictionary(row => row.Text("id")!);

    private static bool Says(JsonElement row, CrmEdit edit) => row.Text(edit.Field) is { } value
        && (value == edit.Value || (Moment(value) is { } at && at == Moment(edit.Value)));

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
