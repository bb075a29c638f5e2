using System.Text.Json.Serialization;

namespace Hub.Connectors.Ads.MetaConversions;

/// <summary>Body of <c>{dataset}/events</c>. Every text in it is a setting, an id, a digest, a currency or a fixed word.</summary>
internal sealed record ConversionBody(IReadOnlyList<ConversionEvent> Data, string? PartnerAgent, string? TestEventCode);

/// <param name="EventTime">Unix seconds, UTC.</param>
internal sealed record ConversionEvent(
    string EventName, long EventTime, string ActionSource, string MessagingChannel, ConversionUser UserData, ConversionValue? CustomData);

/// <summary>The click id and the page-scoped id as they are, which Meta never wants hashed; the rest as SHA-256 in lower-case hex.</summary>
internal sealed record ConversionUser
{
    public string? WhatsappBusinessAccountId { get; init; }

    public string? CtwaClid { get; init; }

    public string? PageId { get; init; }

    public string? PageScopedUserId { get; init; }

    public IReadOnlyList<string>? Em { get; init; }

    public IReadOnlyList<string>? Ph { get; init; }
}

/// <param name="Value">In major units.</param>
internal sealed record ConversionValue(string Currency, decimal Value);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversionBody))]
internal sealed partial class MetaConversionsJson : JsonSerializerContext;
