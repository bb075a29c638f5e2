using System.Globalization;
using AutoMapper;
using Hub.Connectors.Abstractions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Connectors.Crm.HubSpot;

/// <summary>Canonical records to HubSpot's properties, all of them texts.</summary>
internal sealed class HubSpotProfile : Profile
{
    // ISO 4217, currencies without a minor unit.
    private static readonly HashSet<string> WholeCurrencies = new(StringComparer.OrdinalIgnoreCase)
    {
        "VND", "JPY", "KRW", "CLP", "ISK", "PYG", "UGX", "XAF", "XOF", "XPF", "RWF", "KMF", "GNF", "DJF", "BIF", "VUV", "UYI",
    };

    public HubSpotProfile()
    {
        // A display name is no legal name, and Vietnamese puts the family name first: any split would be a guess. Whole, it reads right.
        CreateMap<CrmContact, ContactProperties>()
            .ForMember(to => to.FirstName, map => map.MapFrom(from => Filled(from.DisplayName)))
            .ForMember(to => to.Phone, map => map.MapFrom(from => Filled(from.Phone)))
            .ForMember(to => to.Email, map => map.MapFrom(from => Filled(from.Email)));
        CreateMap<CrmOrder, OrderProperties>()
            .ForMember(to => to.Name, map => map.MapFrom(from => from.Number))
            .ForMember(to => to.ExternalId, map => map.MapFrom(from => from.Number))
            .ForMember(to => to.Total, map => map.MapFrom(from => Amount(from.Total, from.Currency)))
            .ForMember(to => to.Subtotal, map => map.MapFrom(from => Part(from, amounts => amounts.Goods)))
            .ForMember(to => to.Discount, map => map.MapFrom(from => Part(from, amounts => amounts.Discount)))
            .ForMember(to => to.Tax, map => map.MapFrom(from => Part(from, amounts => amounts.Tax)))
            .ForMember(to => to.Shipping, map => map.MapFrom(from => Part(from, amounts => amounts.Shipping)))
            .ForMember(to => to.Status, map => map.MapFrom(from => Status(from.State)));
        CreateMap<CrmBooking, MeetingProperties>()
            .ForMember(to => to.Timestamp, map => map.MapFrom(from => Time(from.StartsAt)))
            .ForMember(to => to.StartsAt, map => map.MapFrom(from => Time(from.StartsAt)))
            .ForMember(to => to.EndsAt, map => map.MapFrom(from => Time(from.EndsAt)))
            .ForMember(to => to.Outcome, map => map.MapFrom(from => Outcome(from.State)));
    }

    public static IMapper Mapper() =>
        new MapperConfiguration(configuration => configuration.AddProfile<HubSpotProfile>(), NullLoggerFactory.Instance).CreateMapper();

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // An order of goods alone needs no parts. What they are for cannot change once the order has gone out: only drafts are edited.
    private static string? Part(CrmOrder order, Func<CrmOrderAmounts, decimal> part) =>
        order.Amounts is { } amounts && (amounts.Discount, amounts.Tax, amounts.Shipping) != default
            ? Amount(part(amounts), order.Currency)
            : null;

    private static string Amount(decimal amount, string currency) =>
        WholeCurrencies.Contains(currency)
            ? decimal.Round(amount, 0, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture)
            : amount.ToString("0.00######", CultureInfo.InvariantCulture);

    private static string Status(OrderState state) => state.ToString().ToLowerInvariant();

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Outcome(BookingState state) => state switch
    {
        BookingState.Kept => "COMPLETED",
        BookingState.NoShow => "NO_SHOW",
        BookingState.Cancelled => "CANCELED",
        BookingState.Rescheduled => "RESCHEDULED",
        _ => "SCHEDULED",
    };
}
