using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hub.Connectors.Crm.Tryton;

/// <summary>A party as it stands in Tryton, with how it can be reached.</summary>
/// <param name="Timestamp">Of the party alone, for Tryton's own lock.</param>
/// <param name="Version">Of all of it: the party's timestamp does not rise when only a phone is changed.</param>
internal sealed record TrytonParty(int Id, string? Name, string Timestamp, string Version, IReadOnlyList<TrytonReach> Reaches)
{
    public const string Model = "party.party";
    public const string Mechanisms = "party.contact_mechanism";

    /// <summary>Comment of the mechanisms that the hub keeps.</summary>
    public const string Mark = "Hub";

    public string? Phone => Told("phone", "mobile");

    public string? Email => Told("email");

    public static async Task<Dictionary<int, TrytonParty>> Load(
        TrytonClient client, IReadOnlyCollection<int> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return [];
        var parties = await client.Find(Model, [TrytonClient.In("id", ids)], ["id", "name", "_timestamp"], cancellation);
        var reaches = (await client.Find(
                Mechanisms, [TrytonClient.In("party", ids)], ["id", "party", "type", "value", "comment", "active", "_timestamp"], cancellation))
            .ToLookup(row => row.GetProperty("party").GetInt32(), row => new TrytonReach(
                row.GetProperty("id").GetInt32(), row.GetProperty("type").GetString() ?? "", row.GetProperty("value").GetString(),
                row.GetProperty("comment").GetString() == Mark, IsTrue(row.GetProperty("active")), row.GetProperty("_timestamp").ToString()));
        return parties.Select(row => Of(row, [.. reaches[row.GetProperty("id").GetInt32()]])).ToDictionary(party => party.Id);
    }

    public JsonObject Lock => new() { ["_timestamp"] = new JsonObject { [$"{Model},{Id}"] = Timestamp } };

    public override string ToString() => $"TrytonParty({Id})";

    private static TrytonParty Of(JsonElement row, List<TrytonReach> reaches)
    {
        var stamp = row.GetProperty("_timestamp").ToString();
        // With what it says: on some databases a timestamp has whole seconds, in which two people may have changed it.
        var all = string.Join('\n', reaches.OrderBy(reach => reach.Id)
            .Select(reach => $"{reach.Id} {reach.Timestamp} {reach.IsActive} {reach.Type} {reach.Value}").Prepend($"{stamp} {row.GetProperty("name").GetString()}"));
        return new TrytonParty(
            row.GetProperty("id").GetInt32(), row.GetProperty("name").GetString(), stamp,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)).AsSpan(0, 12)), reaches);
    }

    // Tryton on SQLite says 0 and 1.
    private static bool IsTrue(JsonElement value) => value.ValueKind != JsonValueKind.False && value.ToString() != "0";

    // What was put away says nothing. The hub's own first: what people have added beside it is another number of theirs.
    private string? Told(params string[] types) => Reaches
        .Where(reach => reach.IsActive && types.Contains(reach.Type) && !string.IsNullOrWhiteSpace(reach.Value))
        .OrderBy(reach => !reach.IsHubs).ThenBy(reach => reach.Id).FirstOrDefault()?.Value;
}

internal sealed record TrytonReach(int Id, string Type, string? Value, bool IsHubs, bool IsActive, string Timestamp)
{
    public override string ToString() => $"TrytonReach({Id})";
}
