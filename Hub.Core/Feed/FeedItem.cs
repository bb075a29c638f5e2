using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hub.Core.Feed;

/// <summary>An event with its place in this process's feed, and as it goes over the wire: written once for all who hear it.</summary>
public sealed class FeedItem
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Lazy<byte[]> _bytes;

    public FeedItem(FeedEvent happened, FeedCursor cursor)
    {
        (Event, Cursor) = (happened, cursor);
        _bytes = new Lazy<byte[]>(Write);
    }

    public FeedEvent Event { get; }

    public FeedCursor Cursor { get; }

    /// <summary>As server-sent events are written.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.Value;

    public static string Name(FeedEventType type) => type switch
    {
        FeedEventType.ConversationChanged => "conversation.changed",
        FeedEventType.MessageChanged => "message.changed",
        FeedEventType.NoteAdded => "note.added",
        FeedEventType.Presence => "presence",
        FeedEventType.ContactChanged => "contact.changed",
        FeedEventType.ConnectionChanged => "connection.changed",
        FeedEventType.DeliveryChanged => "delivery.changed",
        FeedEventType.NotificationChanged => "notification.changed",
        FeedEventType.CommentChanged => "comment.changed",
        FeedEventType.ShortLinkChanged => "short_link.changed",
        _ => "resync",
    };

    private byte[] Write()
    {
        var data = JsonSerializer.Serialize(FeedData.Of(Event), Json);
        return Encoding.UTF8.GetBytes($"id: {Cursor}\nevent: {Name(Event.Type)}\ndata: {data}\n\n");
    }
}

/// <summary>What an event carries: the ids that belong to its kind.</summary>
/// <param name="State">With presence.</param>
public sealed record FeedData(
    Guid? ConversationId, Guid? MessageId, Guid? NoteId, Guid? ContactId, Guid? ConnectionId, Guid? DeliveryId, Guid? MemberId, string? State,
    DateTimeOffset? At)
{
    public static FeedData Of(FeedEvent happened) => new(
        happened.ConversationId, happened.MessageId, happened.NoteId, happened.ContactId, happened.ConnectionId, happened.DeliveryId,
        happened.MemberId, happened.State is { } state ? JsonNamingPolicy.CamelCase.ConvertName(state.ToString()) : null, happened.At);
}

/// <summary>A place in the feed of one process. Another process, or the same after a restart, cannot go on from it.</summary>
public readonly record struct FeedCursor(uint Epoch, long Number)
{
    public override string ToString() => $"{Epoch:x8}-{Number:x}";

    public static FeedCursor? Read(string? text) => text?.Split('-') is [var epoch, var number]
        && uint.TryParse(epoch, System.Globalization.NumberStyles.HexNumber, null, out var first)
        && long.TryParse(number, System.Globalization.NumberStyles.HexNumber, null, out var second)
        ? new FeedCursor(first, second)
        : null;
}
