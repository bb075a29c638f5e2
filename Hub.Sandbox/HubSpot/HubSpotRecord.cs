using System.Globalization;
using System.Text.Json.Nodes;

namespace Hub.Sandbox.HubSpot;

/// <summary>One CRM record.</summary>
sealed class HubSpotRecord(long id, DateTimeOffset created)
{
    /// <summary>As it was, for an index that is late.</summary>
    readonly List<HubSpotRecord> _past = [];

    public long Id { get; } = id;
    public DateTimeOffset Created { get; } = created;
    public DateTimeOffset Updated { get; set; } = created;
    public SortedDictionary<string, string> Properties { get; private init; } = [];
    public HashSet<string> Associations { get; } = [];
    public int Writes { get; set; }

    public string? Value(string property) => property switch
    {
        "hs_object_id" => Id.ToString(CultureInfo.InvariantCulture),
        "createdate" or "hs_createdate" => Text(Created),
        "lastmodifieddate" or "hs_lastmodifieddate" => Text(Updated),
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
            ["createdAt"] = Text(Created),
            ["updatedAt"] = Text(Updated),
            ["archived"] = false,
        };
    }

    public void Remember() => _past.Add(new HubSpotRecord(Id, Created) { Updated = Updated, Properties = new(Properties) });

    /// <summary>As an index has it that has seen nothing since; null when it does not know the record yet.</summary>
    public HubSpotRecord? AsOf(DateTimeOffset time)
    {
        var last = _past.FindLastIndex(past => past.Updated <= time);
        if (last > 0) _past.RemoveRange(0, last);
        return last < 0 ? null : _past[0];
    }

    static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
