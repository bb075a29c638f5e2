using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Crm.HubSpot;

/// <summary>What a record says of that which people may change in it. HubSpot has more to say, and what the hub does not write it does not read.</summary>
internal static class HubSpotTold
{
    private const string Starts = "hs_meeting_start_time", Ends = "hs_meeting_end_time", Outcome = "hs_meeting_outcome";
    private const string Status = "hs_external_order_status";
    private const int LongestWord = 60;
    private static readonly string[] OfContacts = ["firstname", "phone", "email"], OfOrders = [Status], OfMeetings = [Starts, Ends, Outcome];

    /// <summary>The properties that are read.</summary>
    public static IReadOnlyList<string> Told(this HubSpotObject type) => type switch
    {
        HubSpotObject.Contacts => OfContacts,
        HubSpotObject.Orders => OfOrders,
        _ => OfMeetings,
    };

    /// <summary>
    /// Of what is read, in one form for all ways to write it. HubSpot's own time of the last change is none: it rises with each link and
    /// computed property too.
    /// </summary>
    public static string Version(HubSpotObject type, Func<string, string?> value)
    {
        var all = string.Join('\u001f', type.Told().Select(name => Plain(name, value(name))));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)).AsSpan(0, 12));
    }

    /// <returns>Null when it says nothing.</returns>
    public static CrmChange? Change(HubSpotObject type, string id, Func<string, string?> value) => type switch
    {
        HubSpotObject.Contacts => new CrmContactChange(id, value("firstname"), value("phone"), value("email")) { Version = Version(type, value) },
        HubSpotObject.Orders => Order(id, value(Status)) is { } order ? order with { Version = Version(type, value) } : null,
        _ => new CrmBookingChange(id, Time(value(Starts), value(Ends)), State(value(Outcome))) { Version = Version(type, value) },
    };

    /// <summary>The values of a row as HubSpot tells them.</summary>
    public static Func<string, string?> Values(this BatchRow row) =>
        name => row.Properties?.TryGetValue(name, out var value) is true ? value.AsText() : null;

    /// <summary>A date as HubSpot writes it: ISO 8601, or milliseconds since 1970.</summary>
    public static DateTimeOffset? Moment(string? text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds))
            return milliseconds is > -62_000_000_000_000 and < 250_000_000_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }

    private static CrmOrderChange? Order(string id, string? status)
    {
        if (string.IsNullOrWhiteSpace(status))
            return null;
        var word = status.Trim();
        OrderState? state = word.ToUpperInvariant() switch
        {
            "DRAFT" => OrderState.Draft,
            "PLACED" => OrderState.Placed,
            "PAID" => OrderState.Paid,
            "FULFILLED" => OrderState.Fulfilled,
            "COMPLETED" => OrderState.Completed,
            "CANCELLED" or "CANCELED" => OrderState.Cancelled,
            "REFUNDED" => OrderState.Refunded,
            _ => null,
        };
        var said = word.Length > LongestWord ? word[..LongestWord] : word;
        return new CrmOrderChange(id, state, new LocalizedText(said, said)) { IsCopy = true };
    }

    private static CrmTime? Time(string? from, string? to) =>
        Moment(from) is { } start && Moment(to) is { } end && end > start ? new CrmTime(start, end) : null;

    // SCHEDULED is what the hub writes for a request and for what is confirmed, so it says neither; RESCHEDULED says that its times have changed.
    private static BookingState? State(string? outcome) => outcome?.Trim().ToUpperInvariant() switch
    {
        "COMPLETED" => BookingState.Kept,
        "NO_SHOW" => BookingState.NoShow,
        "CANCELED" => BookingState.Cancelled,
        _ => null,
    };

    private static string Plain(string name, string? value) => name switch
    {
        Starts or Ends => Moment(value)?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) ?? "",
        "email" or Status => value?.Trim().ToLowerInvariant() ?? "",
        _ => value?.Trim() ?? "",
    };
}
