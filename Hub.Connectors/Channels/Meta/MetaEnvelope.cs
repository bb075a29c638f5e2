using System.Buffers;
using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Meta;

/// <summary>What of one entry belongs to one account.</summary>
/// <param name="Changes">Null for the whole entry.</param>
internal sealed record EntryShare(string AccountId, JsonElement Entry, IReadOnlyList<JsonElement>? Changes = null);

/// <summary>The envelope of Graph webhooks: <c>{object, entry: [{id, time, changes | messaging}]}</c>.</summary>
internal static class MetaEnvelope
{
    /// <param name="split">The shares of one entry, in order. What names no account goes to the account "", which nobody has.</param>
    public static IReadOnlyList<RoutedPayload>? Route(
        ReadOnlyMemory<byte> body, string objectName, Func<JsonElement, IEnumerable<EntryShare>> split)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.Text("object") != objectName || root.Child("entry").ValueKind != JsonValueKind.Array)
                return null;
            var accounts = root.Items("entry").SelectMany(split).GroupBy(share => share.AccountId).ToList();
            return accounts is [var only]
                ? [new RoutedPayload(only.Key, body)]
                : [.. accounts.Select(account => new RoutedPayload(account.Key, Envelope(root, account)))];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a field name with half a surrogate pair. Neither is an envelope.
            return null;
        }
    }

    /// <param name="read">All events of one entry.</param>
    public static ParsedPayload Parse(
        ReadOnlyMemory<byte> payload, string connector, Func<JsonElement, IEnumerable<ChannelEvent>> read)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            if (document.RootElement.Child("entry").ValueKind != JsonValueKind.Array)
                return ParsedPayload.Failed(new Reason($"{connector}/no-envelope"));
            return new ParsedPayload([.. document.RootElement.Items("entry").SelectMany(
                entry => PlatformEvents.Guard("entry", entry, DateTimeOffset.UnixEpoch, () => read(entry)))]);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return ParsedPayload.Failed(new Reason($"{connector}/unreadable"));
        }
    }

    private static byte[] Envelope(JsonElement root, IEnumerable<EntryShare> shares)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            CopyMembers(writer, root, except: "entry");
            writer.WriteStartArray("entry");
            foreach (var share in shares)
                WriteShare(writer, share);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteShare(Utf8JsonWriter writer, EntryShare share)
    {
        if (share.Changes is null)
        {
            writer.WriteRawValue(share.Entry.Bytes(), skipInputValidation: true);
            return;
        }

        writer.WriteStartObject();
        CopyMembers(writer, share.Entry, except: "changes");
        writer.WriteStartArray("changes");
        foreach (var change in share.Changes)
            writer.WriteRawValue(change.Bytes(), skipInputValidation: true);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void CopyMembers(Utf8JsonWriter writer, JsonElement from, string except)
    {
        foreach (var member in from.EnumerateObject().Where(member => !member.NameEquals(except)))
        {
            writer.WritePropertyName(member.Name);
            writer.WriteRawValue(member.Value.Bytes(), skipInputValidation: true);
        }
    }
}
