using System.Text.Json;
using System.Text.Json.Serialization;
using Hub.Core.Storage;

namespace Hub.Core.Webhooks;

/// <summary>
/// What an event says: ids, states and times. There is no field that a message's text, a name, a number or an address would fit into, so
/// that none can leave by mistake; who needs them asks the API with a key of its own.
/// </summary>
public sealed record HubEventData
{
    public Guid? ConversationId { get; init; }

    public Guid? MessageId { get; init; }

    public Guid? ContactId { get; init; }

    public Guid? OrderId { get; init; }

    public Guid? BookingId { get; init; }

    public Guid? SignalId { get; init; }

    public Guid? DeliveryId { get; init; }

    public Guid? ConnectionId { get; init; }

    /// <summary>Which rule says so.</summary>
    public Guid? RuleId { get; init; }

    /// <summary>The label that set off a rule.</summary>
    public Guid? LabelId { get; init; }

    /// <summary>The kind of a message, a signal or a delivery.</summary>
    public Enum? Kind { get; init; }

    /// <summary>Who wrote a message: a contact, a member, a program.</summary>
    public Enum? Origin { get; init; }

    public Enum? State { get; init; }

    public Enum? WasState { get; init; }

    public Enum? PaymentState { get; init; }

    /// <summary>Why, as a stable code.</summary>
    public string? Code { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>From then on the platform may have posted nothing.</summary>
    public DateTimeOffset? BlindFrom { get; init; }

    /// <summary>When somebody must have connected again.</summary>
    public DateTimeOffset? LapsesAt { get; init; }

    internal HubEvent ToEvent(Guid workspace, Guid id, string type, Guid subject, DateTimeOffset now) => new()
    {
        WorkspaceId = workspace,
        Id = id,
        Type = type,
        SubjectId = subject,
        At = now,
        Payload = JsonSerializer.Serialize(new Envelope(type, now, this), Json),
    };

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new NamesOfValues(), new UtcTimes() },
    };

    private sealed record Envelope(string Type, DateTimeOffset Timestamp, HubEventData Data);

    // Written as the API writes them.
    private sealed class NamesOfValues : JsonConverter<Enum>
    {
        public override Enum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Enum value, JsonSerializerOptions options) =>
            writer.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(EnumNames.Of(value)));
    }

    private sealed class UtcTimes : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
    }
}
