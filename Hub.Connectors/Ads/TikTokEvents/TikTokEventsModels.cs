using System.Text.Json.Serialization;
using Hub.Connectors.Channels.TikTok;

namespace Hub.Connectors.Ads.TikTokEvents;

/// <summary>Body of <c>event/track/</c>. Every text in it is a setting, an id, a digest or a currency.</summary>
internal sealed record TrackBody(string EventSource, string EventSourceId, string? TestEventCode, IReadOnlyList<TrackEvent> Data);

/// <param name="EventTime">Unix seconds, UTC.</param>
internal sealed record TrackEvent
{
    public string Event { get; init; } = "";

    public long EventTime { get; init; }

    public string EventId { get; init; } = "";

    public TrackUser? User { get; init; }

    public TrackProperties? Properties { get; init; }

    public TrackAd? Ad { get; init; }
}

/// <summary>Lists are SHA-256 in lower-case hex; anything else is refused with 40062.</summary>
internal sealed record TrackUser
{
    public IReadOnlyList<string>? Email { get; init; }

    public IReadOnlyList<string>? Phone { get; init; }

    public IReadOnlyList<string>? ExternalId { get; init; }

    public string? Ttclid { get; init; }

    /// <summary>The tracking id under the name that the connection's settings give it.</summary>
    [JsonExtensionData]
    public Dictionary<string, object>? Named { get; set; } // not init: the serializer would take it for a parameter
}

/// <param name="Value">In major units.</param>
internal sealed record TrackProperties(string? Currency, decimal? Value, string? OrderId);

internal sealed record TrackAd(string AdId);

internal sealed record AdvertiserTokenBody(string AppId, string Secret, string AuthCode) : PrivateBody;

internal sealed record AdvertiserRevokeBody(string AppId, string Secret, string AccessToken) : PrivateBody;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrackBody))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(AdvertiserTokenBody))]
[JsonSerializable(typeof(AdvertiserRevokeBody))]
internal sealed partial class TikTokEventsJson : JsonSerializerContext;
