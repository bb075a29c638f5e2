using System.Globalization;
using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Core.Signals;

/// <summary>What may leave in one report: the values of its signals, the connector's fixed words, and the connection's settings.</summary>
public sealed class EgressPass
{
    private readonly HashSet<string> _allowed = new(StringComparer.Ordinal);
    private readonly Func<string, byte[], Task> _leaving;

    /// <param name="leaving">Writes target and exact bytes to the ledger, before they leave.</param>
    public EgressPass(
        IReadOnlyList<Signal> signals, IReadOnlySet<string> vocabulary, ConnectorSettings settings, Func<string, byte[], Task> leaving)
    {
        _leaving = leaving;
        _allowed.UnionWith(vocabulary);
        Add(settings.Json);
        foreach (var signal in signals)
            Add(signal);
    }

    /// <summary>HTTP status of the answer; 0 until there is one.</summary>
    public int Status { get; set; }

    public bool Allows(string value) => _allowed.Contains(value);

    internal void Allow(IEnumerable<string?> values) => _allowed.UnionWith(values.OfType<string>());

    internal Task Leaving(string target, byte[] body) => _leaving(target, body);

    private void Add(Signal signal)
    {
        _allowed.Add(signal.EventId.Hex);
        _allowed.Add(signal.Kind.ToString());
        Add(signal.KeywordId);
        Add(signal.OrderId);
        Add(signal.BookingId);
        foreach (var identifier in signal.Identifiers)
            _allowed.Add(identifier.Hash.Hex);
        foreach (var id in new[] { signal.Referral?.TrackingId, signal.Referral?.AdId, signal.Referral?.AdvertiserId, signal.Referral?.Ref })
            if (id is { } opaque)
                _allowed.Add(opaque.Value);
        if (signal.Origin is { } origin)
        {
            _allowed.Add(origin.Channel.Value);
            _allowed.Add(origin.Account.Value);
            if (origin.Person is { } person)
                _allowed.Add(person.Value);
        }

        if (signal.Value is not { } money)
            return;
        _allowed.Add(money.Currency.Code);
        _allowed.Add(money.Amount.ToString(CultureInfo.InvariantCulture));
    }

    private void Add(Guid? id)
    {
        if (id is not { } value)
            return;
        _allowed.Add(value.ToString("N"));
        _allowed.Add(value.ToString("D"));
    }

    private void Add(JsonElement settings)
    {
        foreach (var property in settings.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String)
                _allowed.Add(property.Value.GetString()!);
            if (property.Value.ValueKind == JsonValueKind.Object)
                Add(property.Value);
        }
    }
}
