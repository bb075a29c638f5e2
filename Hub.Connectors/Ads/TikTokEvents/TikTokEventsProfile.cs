using AutoMapper;
using Hub.Connectors.Abstractions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Connectors.Ads.TikTokEvents;

/// <summary>
/// Signals to events. A field that has no place on the wire stays out: nothing is put where it does not belong.
/// </summary>
internal sealed class TikTokEventsProfile : Profile
{
    private const string Web = "web";
    private const string App = "app";

    public TikTokEventsProfile() => CreateMap<Signal, TrackEvent>()
        .ForMember(track => track.Event, map => map.MapFrom((signal, _, _, context) => Settings(context).EventName(signal.Kind)))
        .ForMember(track => track.EventTime, map => map.MapFrom(signal => signal.OccurredAt.ToUnixTimeSeconds()))
        .ForMember(track => track.EventId, map => map.MapFrom(signal => signal.EventId.Hex))
        .ForMember(track => track.User, map => map.MapFrom((signal, _, _, context) => User(signal, Settings(context))))
        .ForMember(track => track.Properties, map => map.MapFrom(signal => Properties(signal)))
        .ForMember(track => track.Ad, map => map.MapFrom((signal, _, _, context) => Ad(signal, Settings(context))));

    public static IMapper Mapper() =>
        new MapperConfiguration(
            configuration => configuration.AddProfile<TikTokEventsProfile>(), NullLoggerFactory.Instance).CreateMapper();

    public static TrackEvent Map(IMapper mapper, Signal signal, TikTokEventsSettings settings) =>
        mapper.Map<TrackEvent>(signal, options => options.Items[nameof(TikTokEventsSettings)] = settings);

    private static TikTokEventsSettings Settings(ResolutionContext context) =>
        (TikTokEventsSettings)context.Items[nameof(TikTokEventsSettings)];

    private static TrackUser? User(Signal signal, TikTokEventsSettings settings)
    {
        var user = new TrackUser
        {
            Email = Hashes(signal, IdentifierKind.Email),
            Phone = Hashes(signal, IdentifierKind.Phone),
            ExternalId = Hashes(signal, IdentifierKind.ExternalId),
            Ttclid = settings.EventSource == Web && settings.TrackingField is null ? ClickId(signal.Referral) : null,
            Named = settings.TrackingField is { } field && ClickId(signal.Referral) is { } id ? new Dictionary<string, object> { [field] = id } : null,
        };
        return user is { Email: null, Phone: null, ExternalId: null, Ttclid: null, Named: null } ? null : user;
    }

    // The tracking id of a short link is the link's own ref, which is no click id.
    private static string? ClickId(SignalReferral? referral) =>
        referral is { TrackingId: { } tracking } && tracking != referral.Ref ? tracking.Value : null;

    private static string[]? Hashes(Signal signal, IdentifierKind kind)
    {
        var hashes = signal.Identifiers.Where(identifier => identifier.Kind == kind).Select(identifier => identifier.Hash.Hex).ToArray();
        return hashes.Length > 0 ? hashes : null;
    }

    private static TrackProperties? Properties(Signal signal) => signal.Value is null && signal.OrderId is null
        ? null
        : new TrackProperties(signal.Value?.Currency.Code, signal.Value?.Amount, signal.OrderId?.ToString("D"));

    // The ad object exists for app events only.
    private static TrackAd? Ad(Signal signal, TikTokEventsSettings settings) =>
        settings.EventSource == App && signal.Referral?.AdId is { } ad ? new TrackAd(ad.Value) : null;
}
