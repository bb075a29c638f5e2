using System.Globalization;
using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>Every order that was placed is one order of the hub and one record of the CRM, of the same worth; every contact is one record.</summary>
internal sealed class CrmComparison(
    SandboxView sandbox, HubView hub, IReadOnlyDictionary<string, decimal> confirmed, Findings findings)
{
    public (int Owed, int Received) Run()
    {
        Contacts();
        var messages = hub.Messages.ToDictionary(row => row.Text("id")!, row => row.Text("platformId"));
        var orders = hub.Orders.ToLookup(row => row.Text("sourceMessageId") is { } id ? messages.GetValueOrDefault(id) : null);
        var records = sandbox.Orders.ToLookup(row => row.Text("key")!);
        var owed = sandbox.Expected.Items("orders").ToList();
        var received = 0;
        foreach (var placed in owed)
            received += Find(placed, [.. orders[placed.Text("messageId")]], records);
        var held = hub.Orders.ToDictionary(row => row.Text("id")!);
        foreach (var (id, total) in confirmed)
            received += Find($"order {id} of a chat", total, held.TryGetValue(id, out var row) ? [row] : [], records);
        if (confirmed.Count == 0)
            findings.Blame("no order was read from a chat");
        findings.Repeat("orders that nobody placed", Math.Max(0, hub.Orders.Count - owed.Count - confirmed.Count));
        findings.Repeat("order records in the CRM", Math.Max(0, sandbox.Orders.Count - owed.Count - confirmed.Count));
        findings.Repeat("CRM orders of one number", (int)sandbox.Summary.GetProperty("crm").GetProperty("orders").Number("duplicates"));
        return (owed.Count + confirmed.Count, received);
    }

    private int Find(JsonElement placed, List<JsonElement> orders, ILookup<string, JsonElement> records) =>
        Find($"order of message {placed.Text("messageId")}", placed.GetProperty("total").GetDecimal(), orders, records);

    private int Find(string name, decimal total, List<JsonElement> orders, ILookup<string, JsonElement> records)
    {
        if (orders.Count == 0)
        {
            findings.Lose(name);
            return 0;
        }

        if (orders.Count > 1)
            findings.Repeat(name, orders.Count - 1);
        if (orders[0].GetProperty("total").GetDecimal() != total)
            findings.Blame("an order of another worth");
        var found = records[orders[0].GetProperty("id").GetGuid().ToString("N")].ToList();
        if (found.Count == 0)
            findings.Lose($"order {orders[0].Text("number")} in the CRM");
        else if (!decimal.TryParse(found[0].GetProperty("properties").Text("hs_total_price"), CultureInfo.InvariantCulture, out var there) || there != total)
            findings.Blame("a CRM order of another worth");
        else if (found[0].GetProperty("associations").GetArrayLength() == 0)
            findings.Lose("an order's contact in the CRM");
        return Math.Min(1, found.Count);
    }

    private void Contacts()
    {
        var records = sandbox.Contacts.Select(row => row.Text("key")!).ToHashSet(StringComparer.Ordinal);
        var contacts = hub.Contacts.Select(row => row.GetProperty("id").GetGuid().ToString("N")).ToList();
        findings.Lose("contacts in the CRM", contacts.Count(id => !records.Contains(id)));
        findings.Repeat("contact records in the CRM", Math.Max(0, sandbox.Contacts.Count - contacts.Count));
    }
}
