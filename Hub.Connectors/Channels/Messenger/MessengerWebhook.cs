using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.Meta;

namespace Hub.Connectors.Channels.Messenger;

/// <summary>The webhook envelope of the object <c>page</c>. Everything in an entry belongs to the Page that it names.</summary>
internal sealed class MessengerWebhook(string? appId)
{
    private const string ObjectName = "page";

    public static IReadOnlyList<RoutedPayload>? Route(ReadOnlyMemory<byte> body) =>
        MetaEnvelope.Route(body, ObjectName, entry => [new EntryShare(entry.Text("id") ?? "", entry)]);

    public ParsedPayload Parse(ReadOnlyMemory<byte> payload) => MetaEnvelope.Parse(payload, MessengerErrors.Connector, Entry);

    private IEnumerable<ChannelEvent> Entry(JsonElement entry)
    {
        var page = entry.Text("id");
        var at = entry.Time("time") ?? DateTimeOffset.UnixEpoch;
        List<ChannelEvent> events =
        [
            .. entry.Items("messaging").SelectMany(item =>
                PlatformEvents.Guard("messaging", item, at, () => new MessengerEvent(item, page, appId, at).Read())),
            // Another app holds the thread: kept, but not this inbox's to answer.
            .. entry.Items("standby").Select(item => PlatformEvents.Unknown("standby", item, at)),
            .. entry.Items("changes").SelectMany(change =>
                PlatformEvents.Guard("changes", change, at, () => [PlatformEvents.Unknown(change.Text("field") ?? "changes", change, at)])),
        ];
        return events.Count > 0 ? events : [PlatformEvents.Unknown("entry", entry, at)];
    }
}
