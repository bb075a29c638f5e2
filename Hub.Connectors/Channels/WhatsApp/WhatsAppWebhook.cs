using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.WhatsApp;

/// <summary>Webhooks of the object <c>whatsapp_business_account</c>: what belongs to whom, and what each change holds.</summary>
internal static class WhatsAppWebhook
{
    private const string ObjectName = "whatsapp_business_account";

    public static IReadOnlyList<RoutedPayload>? Route(ReadOnlyMemory<byte> body) => MetaEnvelope.Route(body, ObjectName, Shares);

    public static ParsedPayload Parse(ReadOnlyMemory<byte> payload) => MetaEnvelope.Parse(payload, WhatsAppErrors.Connector, Entry);

    private static IEnumerable<EntryShare> Shares(JsonElement entry)
    {
        var business = entry.Text("id") ?? "";
        var changes = entry.Items("changes").ToList();
        return changes.Count == 0
            ? [new EntryShare(business, entry)]
            : changes
                .GroupBy(change => change.Child("value").Child("metadata").Text("phone_number_id") ?? business)
                .Select(account => new EntryShare(account.Key, entry, [.. account]));
    }

    private static IEnumerable<ChannelEvent> Entry(JsonElement entry)
    {
        var at = entry.Time("time") ?? DateTimeOffset.UnixEpoch;
        var changes = entry.Items("changes").ToList();
        return changes.Count == 0
            ? [PlatformEvents.Unknown("entry", entry, at)]
            : changes.SelectMany(change => PlatformEvents.Guard("change", change, at, () => Change(change, at)));
    }

    private static IEnumerable<ChannelEvent> Change(JsonElement change, DateTimeOffset at)
    {
        var field = change.Text("field") ?? "change";
        var value = change.Child("value");
        var events = field switch
        {
            "messages" => [.. Messages(value, at), .. Statuses(value, at), .. Errors(value, at)],
            "smb_message_echoes" => Each(value, "message_echoes", at, echo => new WhatsAppMessage(value, echo, at).Echo()),
            _ => new List<ChannelEvent>(),
        };
        return events.Count > 0 ? events : [PlatformEvents.Unknown(field, change, value.Time("timestamp") ?? at)];
    }

    private static List<ChannelEvent> Messages(JsonElement value, DateTimeOffset at) =>
        Each(value, "messages", at, message => new WhatsAppMessage(value, message, at).Inbound());

    private static List<ChannelEvent> Statuses(JsonElement value, DateTimeOffset at) =>
        Each(value, "statuses", at, status => [WhatsAppStatus.Read(value, status, at)]);

    private static List<ChannelEvent> Errors(JsonElement value, DateTimeOffset at) =>
        Each(value, "errors", at, error => [PlatformEvents.Unknown("errors", error, at)]);

    private static List<ChannelEvent> Each(
        JsonElement value, string name, DateTimeOffset at, Func<JsonElement, IEnumerable<ChannelEvent>> read) =>
        [.. value.Items(name).SelectMany(item => PlatformEvents.Guard(name, item, at, () => read(item)))];
}
