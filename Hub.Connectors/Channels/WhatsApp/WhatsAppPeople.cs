using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>
/// Who is on the other side. The business-scoped user id is the strongest: people may hide their number behind a user name, and then a
/// message comes without one.
/// </summary>
internal static class WhatsAppPeople
{
    public const string UserScheme = "bsuid";
    public const string PhoneScheme = "wa_id";

    /// <param name="value">Holds <c>contacts[]</c>, matched to the message by number or by user id.</param>
    /// <returns>Null when the event names nobody.</returns>
    public static Participant? Of(JsonElement value, string? phone, string? user)
    {
        var card = Card(value, phone, user);
        user ??= card.Text("user_id");
        phone ??= card.Text("wa_id");
        var identities = Identities(user, phone);
        var profile = card.Child("profile");
        return identities.Count == 0
            ? null
            : new Participant(identities, Filled(profile.Text("name")) ?? Filled(profile.Text("username")), PhoneOf(phone));
    }

    /// <summary>One person under the old and the new number.</summary>
    public static Participant Moved(Participant old, string newPhone) => old with
    {
        Identities =
        [
            .. old.Identities.Where(identity => identity.Scheme == UserScheme),
            new Identity(PhoneScheme, newPhone),
            .. old.Identities.Where(identity => identity.Scheme == PhoneScheme && identity.Value != newPhone),
        ],
        Phone = PhoneOf(newPhone),
    };

    /// <summary>Who has changed their number has both; the one that they have now is the one to write to.</summary>
    public static string? NumberOf(Recipient to) => to.Identities
        .Where(identity => identity.Scheme == PhoneScheme)
        .OrderByDescending(identity => PhoneOf(identity.Value) == to.Phone)
        .Select(identity => identity.Value).FirstOrDefault();

    private static JsonElement Card(JsonElement value, string? phone, string? user)
    {
        var cards = value.Items("contacts").ToList();
        var match = cards.FirstOrDefault(card =>
            (phone is not null && card.Text("wa_id") == phone) || (user is not null && card.Text("user_id") == user));
        // A message that names nobody and comes with one card can only be that person's.
        return match.Exists() || phone is not null || user is not null || cards is not [var only] ? match : only;
    }

    private static List<Identity> Identities(string? user, string? phone)
    {
        var identities = new List<Identity>(2);
        if (Filled(user) is not null)
            identities.Add(new Identity(UserScheme, user!));
        if (Filled(phone) is not null)
            identities.Add(new Identity(PhoneScheme, phone!));
        return identities;
    }

    private static string? PhoneOf(string? phone) => phone is { Length: > 0 } && phone.All(char.IsAsciiDigit) ? "+" + phone : null;

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
