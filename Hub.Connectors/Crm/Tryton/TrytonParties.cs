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
    private const string Model = TrytonParty.Model;
    private const string Mechanisms = TrytonParty.Mechanisms;
    private const string Mark = TrytonParty.Mark;

    public async Task Write(
        IReadOnlyList<WriteItem<CrmContact>> batch, Dictionary<string, WriteResult> results, CancellationToken cancellation)
    {
        var items = batch.GroupBy(item => item.Key, StringComparer.Ordinal).Select(same => same.Last()).ToList();
        var known = await Known(items, cancellation);
        foreach (var gone in items.Where(item => item.RemoteId is not null && !known.ContainsKey(item.Key)))
            results[gone.Key] = new WriteResult(gone.Key, new Outcome.NotFound(new Reason("tryton/party-gone")));
        var fresh = items.Where(item => item.RemoteId is null && !known.ContainsKey(item.Key)).ToList();
        await Create(fresh, known, results, cancellation);
        await Change([.. items.Where(item => known.ContainsKey(item.Key))], known, results, cancellation);
        await Version(results, cancellation);
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
        List<WriteItem<CrmContact>> items, Dictionary<string, int> known, Dictionary<string, WriteResult> results, CancellationToken cancellation)
    {
        if (items.Count == 0)
            return;
        try
        {
            var ids = await client.Call($"model.{Model}.create", cancellation, new JsonArray([.. items.Select(Values)]), new JsonObject());
            foreach (var (item, id) in items.Zip(ids.EnumerateArray()))
                results[item.Key] = new WriteResult(item.Key, new Outcome.Accepted(Text(id.GetInt32())));
        }
        catch (TrytonException error) when (error.IsOfUser)
        {
            if (items.Count > 1)
                foreach (var item in items)
                    await Create([item], known, results, cancellation);
            else if ((await Known(items, cancellation)).TryGetValue(items[0].Key, out var id))
                known[items[0].Key] = id;
            else
                results[items[0].Key] = new WriteResult(items[0].Key, error.Outcome);
        }
    }

    private async Task Change(
        List<WriteItem<CrmContact>> items, Dictionary<string, int> known, Dictionary<string, WriteResult> results, CancellationToken cancellation)
    {
        if (items.Count == 0)
            return;
        var parties = await TrytonParty.Load(client, [.. items.Select(item => known[item.Key]).Distinct()], cancellation);
        foreach (var item in items)
            results[item.Key] = parties.TryGetValue(known[item.Key], out var party)
                ? await Change(item, party, cancellation)
                : new WriteResult(item.Key, new Outcome.NotFound(new Reason("tryton/party-gone")));
    }

    private async Task<WriteResult> Change(WriteItem<CrmContact> item, TrytonParty party, CancellationToken cancellation)
    {
        if (Says(party, item))
            return new WriteResult(item.Key, new Outcome.Accepted(Text(party.Id)));
        // What somebody has corrected in it may be what the hub is about to write over: the hub follows it first.
        if (item.Version is { } seen && seen != party.Version)
            return new WriteResult(item.Key, new Outcome.Transient(new Reason("tryton/changed-meanwhile")))
            {
                ChangedThere = true,
                There = TrytonChanges.Change(party),
            };
        try
        {
            if (Named(item) is { } name && name != party.Name)
                await client.Call($"model.{Model}.write", cancellation, new JsonArray(party.Id), new JsonObject { ["name"] = name }, party.Lock);
            await Reach(party, "phone", item.Value.Phone, cancellation);
            await Reach(party, "email", item.Value.Email, cancellation);
            return new WriteResult(item.Key, new Outcome.Accepted(Text(party.Id)));
        }
        catch (TrytonException error) when (error.IsOfUser)
        {
            return new WriteResult(item.Key, error.Outcome);
        }
    }

    private static bool Says(TrytonParty party, WriteItem<CrmContact> item) =>
        (Named(item) is not { } name || name == party.Name)
        && Says(party, "phone", item.Value.Phone) && Says(party, "email", item.Value.Email);

    private static bool Says(TrytonParty party, string type, string? value) =>
        string.IsNullOrEmpty(value) || party.Reaches.FirstOrDefault(reach => reach.IsHubs && reach.Type == type)?.Value == value;

    private async Task Reach(TrytonParty party, string type, string? value, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(value))
            return; // what the hub does not know it does not wipe
        var held = party.Reaches.FirstOrDefault(reach => reach.IsHubs && reach.Type == type);
        if (held is null)
            await client.Call(
                $"model.{Mechanisms}.create", cancellation,
                new JsonArray(new JsonObject { ["party"] = party.Id, ["type"] = type, ["value"] = value, ["comment"] = Mark }), new JsonObject());
        else if (held.Value != value)
            await client.Call(
                $"model.{Mechanisms}.write", cancellation, new JsonArray(held.Id), new JsonObject { ["value"] = value }, new JsonObject());
    }

    // As they stand after all that, so that the hub's own writes are told from those of others.
    private async Task Version(Dictionary<string, WriteResult> results, CancellationToken cancellation)
    {
        var written = results.Where(row => row.Value.Outcome is Outcome.Accepted)
            .ToDictionary(row => row.Key, row => int.Parse(((Outcome.Accepted)row.Value.Outcome).RemoteId!, CultureInfo.InvariantCulture));
        var parties = await TrytonParty.Load(client, [.. written.Values.Distinct()], cancellation);
        foreach (var (key, id) in written)
            if (parties.TryGetValue(id, out var party))
                results[key] = results[key] with { Version = party.Version };
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
