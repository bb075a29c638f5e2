using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Crm.HubSpot;

/// <summary>One upsert of one object type: what goes out, and which answer belongs to whom.</summary>
internal sealed class HubSpotBatch
{
    public const int MaxRows = 100;

    private readonly Outcome?[] _outcomes;
    private readonly BatchRow?[] _before, _after;
    private readonly CrmChange?[] _there;
    private bool _isMet;

    private HubSpotBatch(HubSpotObject type, string keyProperty, IReadOnlyList<HubSpotRow> rows)
    {
        (Type, KeyProperty, Rows) = (type, keyProperty, rows);
        _outcomes = new Outcome?[rows.Count];
        (_before, _after, _there) = (new BatchRow?[rows.Count], new BatchRow?[rows.Count], new CrmChange?[rows.Count]);
    }

    public HubSpotObject Type { get; }

    public string KeyProperty { get; }

    /// <summary>Keys are unique: HubSpot refuses a whole batch that names one twice. The last of them wins.</summary>
    public IReadOnlyList<HubSpotRow> Rows { get; }

    public static HubSpotBatch Of<TRecord, TWire>(
        HubSpotObject type,
        string keyProperty,
        IEnumerable<WriteItem<TRecord>> items,
        Func<TRecord, TWire> map,
        JsonTypeInfo<TWire> wire,
        Func<TRecord, string?> contact)
    {
        var rows = items.GroupBy(item => item.Key, StringComparer.Ordinal).Select(group => group.Last()).Select(item =>
            new HubSpotRow(item.Key, item.RemoteId, item.Version, Properties(map(item.Value), wire, keyProperty, item.Key), contact(item.Value)));
        return new HubSpotBatch(type, keyProperty, [.. rows]);
    }

    /// <summary>What stands there before anything is written. A row that somebody has changed since the hub last saw it is not written.</summary>
    public void Meet(BatchResponse found)
    {
        _isMet = true;
        var there = (found.Results ?? []).OfType<BatchRow>().Where(row => row.Id.AsText() is not null)
            .GroupBy(row => row.Id.AsText()!).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        for (var i = 0; i < Rows.Count; i++)
        {
            if (Rows[i].RemoteId is not { } id || !there.TryGetValue(id, out var row))
                continue; // gone: the upsert makes it anew
            _before[i] = row;
            var now = HubSpotTold.Version(Type, row.Values());
            if (Rows[i].Version is not { } seen || seen == now || HubSpotTold.Version(Type, Says(i)) == now
                || HubSpotTold.Change(Type, id, row.Values()) is not { } change)
                continue;
            (_there[i], _outcomes[i]) = (change, new Outcome.Transient(new Reason("hubspot/changed-meanwhile")));
        }
    }

    /// <summary>Of the rows that are to be written; null when there are none.</summary>
    public UpsertBody? Body()
    {
        var inputs = Rows.Select((row, i) => _outcomes[i] is null ? new UpsertInput(row.Key, KeyProperty, TraceId(i), row.Properties) : null)
            .OfType<UpsertInput>().ToList();
        return inputs.Count == 0 ? null : new UpsertBody(inputs);
    }

    /// <summary>Takes the answer apart. HubSpot may answer in any order, so rows are told by key or trace id, never by place.</summary>
    public void Settle(BatchResponse answer)
    {
        foreach (var row in answer.Results ?? [])
            if (row is not null && IndexOf(row) is { } index && row.Id.AsText() is { Length: > 0 } id)
                (_outcomes[index], _after[index]) = (new Outcome.Accepted(id), row);
        foreach (var error in answer.Errors ?? [])
            foreach (var index in error is null ? [] : IndexesOf(error))
                _outcomes[index] = HubSpotErrors.OfRow(error!, Type);
        for (var i = 0; i < _outcomes.Length; i++)
            _outcomes[i] ??= new Outcome.Transient(new Reason("hubspot/no-result"));
    }

    /// <summary>Rows that met a record without their key which the host has linked them with by now.</summary>
    public IReadOnlyList<int> Adoptable() =>
        [.. Enumerable.Range(0, Rows.Count).Where(i => OutcomeAt(i) is Outcome.Conflict { ExistingId: { } id } && id == Rows[i].RemoteId)];

    /// <summary>Writes the key as well, so that the next upsert finds the record.</summary>
    public UpdateBody Adoption(IEnumerable<int> indexes) =>
        new([.. indexes.Select(i => new UpdateInput(Rows[i].RemoteId!, TraceId(i), Rows[i].Properties))]);

    /// <summary>Rows that the answer does not name keep their conflict.</summary>
    public void SettleAdoption(IReadOnlyList<int> indexes, BatchResponse answer)
    {
        var written = (answer.Results ?? []).Select(row => row?.Id.AsText()).ToHashSet();
        foreach (var index in indexes.Where(index => written.Contains(Rows[index].RemoteId)))
            _outcomes[index] = new Outcome.Accepted(Rows[index].RemoteId);
        foreach (var error in answer.Errors ?? [])
            foreach (var index in error is null ? [] : IndexesOf(error).Where(indexes.Contains))
                _outcomes[index] = HubSpotErrors.OfRow(error!, Type);
    }

    public Outcome OutcomeAt(int index) => _outcomes[index]!;

    public void Replace(int index, Outcome outcome) => _outcomes[index] = outcome;

    public WriteResult ResultAt(int index) => new(Rows[index].Key, OutcomeAt(index))
    {
        Version = OutcomeAt(index) is Outcome.Accepted && (_isMet || Rows[index].RemoteId is null)
            ? HubSpotTold.Version(Type, Says(index))
            : null,
        ChangedThere = _there[index] is not null,
        There = _there[index],
    };

    // As HubSpot has answered; else as written; else as it stood, since what the hub does not know it does not send.
    private Func<string, string?> Says(int index) => name =>
        _after[index]?.Values()(name) ?? Rows[index].Properties.GetValueOrDefault(name) ?? _before[index]?.Values()(name);

    private static IReadOnlyDictionary<string, string> Properties<TWire>(TWire record, JsonTypeInfo<TWire> wire, string keyProperty, string key)
    {
        var json = JsonSerializer.SerializeToElement(record, wire);
        var properties = json.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetString()!);
        properties[keyProperty] = key;
        return properties;
    }

    private static string TraceId(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private int? IndexOf(BatchRow row)
    {
        if (row.Properties?.TryGetValue(KeyProperty, out var value) is true && value.AsText() is { } key)
            return FindIndex(candidate => candidate.Key == key);
        return row.ObjectWriteTraceId is { } trace ? ByTrace(trace) : Rows.Count == 1 ? 0 : null;
    }

    // A single row's error needs no name.
    private IEnumerable<int> IndexesOf(HubSpotError error)
    {
        var named = error.InContext("objectWriteTraceId").Select(ByTrace)
            .Concat(error.InContext("id").Concat(error.InContext("ids")).Select(key => FindIndex(row => row.Key == key)))
            .OfType<int>().Distinct().ToList();
        return named.Count == 0 && Rows.Count == 1 ? [0] : named;
    }

    private int? ByTrace(string trace) =>
        int.TryParse(trace, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index)
        && index < Rows.Count ? index : null;

    private int? FindIndex(Predicate<HubSpotRow> match)
    {
        for (var i = 0; i < Rows.Count; i++)
            if (match(Rows[i]))
                return i;
        return null;
    }
}

/// <param name="RemoteId">HubSpot's id of the record, where the host knows it.</param>
/// <param name="Version">As the host has seen it last; see <see cref="HubSpotTold.Version"/>.</param>
/// <param name="ContactId">HubSpot's id of the contact to link with.</param>
internal sealed record HubSpotRow(
    string Key, string? RemoteId, string? Version, IReadOnlyDictionary<string, string> Properties, string? ContactId)
{
    public override string ToString() => $"HubSpotRow({Key})";
}
