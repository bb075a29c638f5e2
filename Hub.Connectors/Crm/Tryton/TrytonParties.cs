using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Crm.Tryton;

/// <summary>
/// Contacts as parties. A party's <c>code</c> is unique in Tryton and holds the hub's key, so that whoever creates it second meets the
/// first. Phone and e-mail address are contact mechanisms that the hub marks as its own; those that people added are never touched.
/// </summary>
internal sealed class TrytonParties(TrytonClient client)
{
    private const string Model = "party.party";
    private const string Mechanisms = "party.contact_mechanism";
    private const string Mark = "Hub";

    public async Task Write(
        IReadOnlyList<WriteItem<CrmContact>> batch, Dictionary<string, Outcome> outcomes, CancellationToken cancellation)
    {
        var items = batch.GroupBy(item => item.Key, StringComparer.Ordinal).Select(same => same.Last()).ToList();
        var known = await Known(items, cancellation);
        foreach (var gone in items.Where(item => item.RemoteId is not null && !known.ContainsKey(item.Key)))
            outcomes[gone.Key] = new Outcome.NotFound(new Reason("tryton/party-gone"));
        var fresh = items.Where(item => item.RemoteId is null && !known.ContainsKey(item.Key)).ToList();
        await Create(fresh, known, outcomes, cancellation);
        await Change([.. items.Where(item => known.ContainsKey(item.Key))], known, outcomes, cancellation);
    }

    private async Task<Dictionary<string, int>> Known(IReadOnlyList<WriteItem<CrmContact>> items, CancellationToken cancellation)
    {
        var ids = items.Where(item => int.TryParse(item.RemoteId, CultureInfo.InvariantCulture, out _))
            .ToDictionary(item => item.Key, item => int.Parse(item.RemoteId!, CultureInfo.InvariantCulture), StringComparer.Ordinal);
        JsonArray domain = ["OR", TrytonClient.In("code", items.Select(item => item.Key)), TrytonClient.In("id", ids.Values)];
        var found = await client.Find(Model, domain, ["id", "code"], cancellation);
        var there = found.Select(row => row.GetProperty("id").GetInt32()).ToHashSet();
        var known = found.Where(row => row.GetProperty("code").ValueKind == JsonValueKind.String)
            .ToDictionary(row => row.GetProperty("code").GetString()!, row => row.GetProperty("id").GetInt32(), StringComparer.Ordinal);
        foreach (var (key, id) in ids)
            if (there.Contains(id))
                known[key] = id;
        return known;
    }

    // A list is created whole or not at all. When one is refused, each goes alone: the bad one by itself, one that somebody else has just
    // created found.
    private async Task Create(
        List<WriteItem<CrmContact>> items, Dictionary<string, int> known, Dictionary<string, Outcome> outcomes, CancellationToken cancellation)
    {
        if (items.Count == 0)
            return;
        try
        {
            var ids = await client.Call($"model.{Model}.create", cancellation, new JsonArray([.. items.Select(Values)]), new JsonObject());
            foreach (var (item, id) in items.Zip(ids.EnumerateArray()))
                outcomes[item.Key] = new Outcome.Accepted(Text(id.GetInt32()));
        }
        catch (TrytonException error) when (error.IsOfUser)
        {
            if (items.Count > 1)
                foreach (var item in items)
                    await Create([item], known, outcomes, cancellation);
            else if ((await Known(items, cancellation)).TryGetValue(items[0].Key, out var id))
                known[items[0].Key] = id;
            else
                outcomes[items[0].Key] = error.Outcome;
        }
    }

    private async Task Change(
        List<WriteItem<CrmContact>> items, Dictionary<string, int> known, Dictionary<string, Outcome> outcomes, CancellationToken cancellation)
    {
        if (items.Count == 0)
            return;
        var ids = items.Select(item => known[item.Key]).Distinct();
        var mine = await client.Find(
            Mechanisms, [TrytonClient.In("party", ids), new JsonArray("comment", "=", Mark)], ["id", "party", "type", "value"], cancellation);
        foreach (var item in items)
        {
            var id = known[item.Key];
            try
            {
                if (Named(item) is { } name)
                    await client.Call($"model.{Model}.write", cancellation, new JsonArray(id), new JsonObject { ["name"] = name }, new JsonObject());
                await Reach(id, "phone", item.Value.Phone, mine, cancellation);
                await Reach(id, "email", item.Value.Email, mine, cancellation);
                outcomes[item.Key] = new Outcome.Accepted(Text(id));
            }
            catch (TrytonException error) when (error.IsOfUser)
            {
                outcomes[item.Key] = error.Outcome;
            }
        }
    }

    private async Task Reach(int party, string type, string? value, List<JsonElement> mine, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(value))
            return; // what the hub does not know it does not wipe
        var held = mine.Where(row => row.GetProperty("party").GetInt32() == party && row.GetProperty("type").GetString() == type).ToList();
        if (held.Count == 0)
            await client.Call(
                $"model.{Mechanisms}.create", cancellation,
                new JsonArray(new JsonObject { ["party"] = party, ["type"] = type, ["value"] = value, ["comment"] = Mark }), new JsonObject());
        else if (held[0].GetProperty("value").GetString() != value)
            await client.Call(
                $"model.{Mechanisms}.write", cancellation, new JsonArray(held[0].GetProperty("id").GetInt32()),
                new JsonObject { ["value"] = value }, new JsonObject());
    }

    private static JsonNode Values(WriteItem<CrmContact> item)
    {
        var reached = new JsonArray();
        foreach (var (type, value) in new[] { ("phone", item.Value.Phone), ("email", item.Value.Email) })
            if (!string.IsNullOrEmpty(value))
                reached.Add(new JsonObject { ["type"] = type, ["value"] = value, ["comment"] = Mark });
        return new JsonObject
        {
            ["name"] = Named(item) ?? item.Value.Channel,
            ["code"] = item.Key,
            ["contact_mechanisms"] = new JsonArray(new JsonArray("create", reached)),
        };
    }

    private static string? Named(WriteItem<CrmContact> item) => string.IsNullOrWhiteSpace(item.Value.DisplayName) ? null : item.Value.DisplayName;

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
