using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Core.Contacts.Erasing;

namespace Hub.Core.Signals;

/// <summary>
/// By what the parts of reports are told apart that are about some signals: the ids of events, and where a platform takes none of those, as Meta, what
/// its events identify the contact by.
/// </summary>
/// <param name="Events">Each is one signal's and no other's, so that nothing else is looked for in a report that has one of them.</param>
/// <param name="People">Ids that platforms gave the contact or the click, and hashes of what identifies them.</param>
internal sealed record PartMarks(IReadOnlySet<string> Events, IReadOnlySet<string> People)
{
    public static PartMarks Of(IReadOnlyList<Signal> signals) => new(
        signals.Select(signal => signal.EventId.Hex).ToHashSet(StringComparer.Ordinal),
        signals.SelectMany(signal => signal.Identifiers.Select(identifier => identifier.Hash.Hex)
            .Append(signal.Referral?.TrackingId?.Value).Append(signal.Origin?.Person?.Value)).OfType<string>().ToHashSet(StringComparer.Ordinal));
}

/// <summary>Finds in a report what is about one contact, whatever the platform's form of it.</summary>
internal static class ReportParts
{
    /// <summary>The parts that are about these signals say that they were erased; bytes that do not tell whose they are, are gone whole.</summary>
    public static byte[] Without(byte[] body, PartMarks marks)
    {
        var root = JsonParts.Read(body);
        return Take(root, marks).Count > 0 ? JsonSerializer.SerializeToUtf8Bytes(root) : [];
    }

    /// <summary>The parts that are about these signals.</summary>
    public static IReadOnlyList<JsonNode> Of(byte[] body, PartMarks marks) => Take(JsonParts.Read(body), marks);

    private static List<JsonObject> Take(JsonNode? root, PartMarks marks)
    {
        if (root is null)
            return [];
        var parts = JsonParts.Take(root, marks.Events, Erased);
        return parts.Count > 0 ? parts : JsonParts.Take(root, marks.People, Erased);
    }

    private static JsonObject Erased() => new() { ["erased"] = true };
}
