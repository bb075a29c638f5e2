using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hub.Core.Contacts.Erasing;

/// <summary>
/// Finds in somebody else's JSON, whatever its form, what is about one contact: of each list the objects that hold one of their ids, and of lists
/// inside lists those of the innermost that tells them apart.
/// </summary>
internal static class JsonParts
{
    /// <summary>Takes them out of <paramref name="node"/>.</summary>
    /// <param name="instead">What is left in the place of each; null where nothing is.</param>
    /// <returns>What was taken.</returns>
    public static List<JsonObject> Take(JsonNode node, IReadOnlySet<string> marks, Func<JsonNode>? instead)
    {
        var parts = new List<JsonObject>();
        Take(node, marks, instead, parts);
        return parts;
    }

    /// <returns>Null for what is no JSON.</returns>
    public static JsonNode? Read(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Take(JsonNode node, IReadOnlySet<string> marks, Func<JsonNode>? instead, List<JsonObject> parts)
    {
        if (node is JsonArray list)
            for (var i = list.Count - 1; i >= 0; i--)
            {
                if (list[i] is not JsonObject item || HasLists(item, marks) || !Holds(item, marks))
                {
                    if (list[i] is { } inner)
                        Take(inner, marks, instead, parts);
                    continue;
                }

                parts.Insert(0, item);
                if (instead is null)
                    list.RemoveAt(i);
                else
                    list[i] = instead();
            }
        else if (node is JsonObject fields)
            foreach (var (_, field) in fields.ToList())
                if (field is not null)
                    Take(field, marks, instead, parts);
    }

    private static bool HasLists(JsonObject item, IReadOnlySet<string> marks) => item.Any(
        field => field.Value is JsonArray list && list.OfType<JsonObject>().Any(inner => Holds(inner, marks))
            || field.Value is JsonObject inside && HasLists(inside, marks));

    private static bool Holds(JsonNode node, IReadOnlySet<string> marks) => node switch
    {
        JsonValue value => value.TryGetValue<string>(out var text) && marks.Contains(text),
        JsonArray list => list.Any(item => item is not null && Holds(item, marks)),
        JsonObject fields => fields.Any(field => field.Value is not null && Holds(field.Value, marks)),
        _ => false,
    };
}
