using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Hub.Sandbox.HubSpot;

/// <summary>The portal: properties and records of every object type. Callers hold <see cref="Gate"/>.</summary>
sealed class HubSpotStore(SandboxOptions options, TimeProvider time)
{
    readonly Dictionary<string, SortedDictionary<long, HubSpotRecord>> _records = [];
    readonly Dictionary<(string Type, string Property, string Value), long> _unique = [];
    Dictionary<string, Dictionary<string, HubSpotProperty>> _properties = HubSpotSchema.Fresh();
    long _lastId = 171_591_000_000;

    public Lock Gate { get; } = new();
    public long Upserts { get; set; }
    public long FailedRows { get; set; }
    public long ChangedByHand { get; set; }

    public bool TryProperties(string type, [NotNullWhen(true)] out Dictionary<string, HubSpotProperty>? properties) =>
        _properties.TryGetValue(type, out properties);

    public SortedDictionary<long, HubSpotRecord> Of(string type) =>
        _records.TryGetValue(type, out var records) ? records : _records[type] = [];

    public HubSpotRecord? Find(string type, string? idProperty, string id)
    {
        if (idProperty is not (null or "hs_object_id"))
            return _unique.TryGetValue((type, idProperty, Fold(idProperty, id)), out var key) ? Of(type).GetValueOrDefault(key) : null;
        return long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Of(type).GetValueOrDefault(number)
            : null;
    }

    /// <summary>The records as a search finds them.</summary>
    public IEnumerable<HubSpotRecord> Indexed(string type) => options.HubSpotIndexMs <= 0
        ? Of(type).Values
        : Of(type).Values.Select(r => r.AsOf(time.GetUtcNow() - TimeSpan.FromMilliseconds(options.HubSpotIndexMs))).OfType<HubSpotRecord>();

    public HubSpotRecord Create(string type)
    {
        var record = new HubSpotRecord(++_lastId, time.GetUtcNow());
        return Of(type)[record.Id] = record;
    }

    public void Write(string type, HubSpotRecord record, IEnumerable<KeyValuePair<string, string>> values)
    {
        foreach (var (name, value) in values)
        {
            var unique = _properties[type][name].Unique;
            if (unique && record.Properties.TryGetValue(name, out var old)) _unique.Remove((type, name, Fold(name, old)));
            if (unique && value.Length > 0) _unique[(type, name, Fold(name, value))] = record.Id;
            record.Properties[name] = value;
        }
        record.Writes++;
        Touch(record);
    }

    /// <summary>Whatever happens to a record moves the time of its last change, a program's writes and links too.</summary>
    public void Touch(HubSpotRecord record)
    {
        record.Updated = time.GetUtcNow();
        if (options.HubSpotIndexMs > 0) record.Remember();
    }

    public void Delete(string type, HubSpotRecord record)
    {
        foreach (var (name, value) in record.Properties)
            if (_properties[type][name].Unique) _unique.Remove((type, name, Fold(name, value)));
        Of(type).Remove(record.Id);
    }

    public void Clear()
    {
        lock (Gate)
        {
            _records.Clear();
            _unique.Clear();
            _properties = HubSpotSchema.Fresh();
            Upserts = FailedRows = ChangedByHand = 0;
        }
    }

    static string Fold(string property, string value) => property == "email" ? value.ToLowerInvariant() : value;
}
