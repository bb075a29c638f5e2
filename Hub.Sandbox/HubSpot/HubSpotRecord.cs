using System.Globalization;
using System.Text.Json.Nodes;

namespace Hub.Sandbox.HubSpot;

/// <summary>One CRM record.</summary>
sealed class HubSpotRecord(long id, DateTimeOffset created)
{
    public long Id { get; } = id;
    public DateTimeOffset Created { get; } = created;
    public DateTimeOffset Updated { get; set; } = created;
    public SortedDictionary<string, string> Properties { get; } = [];
    public HashSet<string> Associations { get; } = [];
    public int Writes { get; set; }

    public string? Value(string property) => property switch
    {
        "hs_object_id" => Id.ToString(CultureInfo.InvariantCulture),
        "createdate" or "hs_createdate" => Created.ToString("O", CultureInfo.InvariantCulture),
        "lastmodifieddate" or "hs_lastmodifieddate" => Updated.ToString("O", CultureInfo.InvariantCulture),
        _ => Properties.GetValueOrDefault(property),
    };

    public JsonObject Wire(IEnumerable<string>? only = null)
    {
        var properties = new JsonObject();
        foreach (var name in only ?? Properties.Keys) properties[name] = Value(name);
        properties["hs_object_id"] = Value("hs_object_id");
        return new JsonObject
        {
            ["id"] = Value("hs_object_id"),
            ["properties"] = properties,
            ["createdAt"] = Created.ToString("O", CultureInfo.InvariantCulture),
            ["updatedAt"] = Updated.ToString("O", CultureInfo.InvariantCulture),
            ["archived"] = false,
        };
    }
}
