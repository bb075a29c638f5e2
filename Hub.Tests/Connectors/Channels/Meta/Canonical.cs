using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Channels.Meta;

/// <summary>Canonical events as readable JSON: nulls and empty lists left out, the kind of event in front.</summary>
internal static class Canonical
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new OutcomeWriter() },
    };

    public static string Of(ParsedPayload parsed)
    {
        var events = new JsonArray([.. parsed.Events.Select(Of)]);
        var whole = new JsonObject { ["events"] = events };
        if (parsed.Unreadable is { } reason)
            whole["unreadable"] = reason.Code;
        return whole.ToJsonString(Options) + "\n";
    }

    private static JsonObject Of(ChannelEvent happened)
    {
        var members = JsonSerializer.SerializeToNode(happened, happened.GetType(), Options)!.AsObject();
        Prune(members);
        var ordered = new JsonObject { ["event"] = happened.GetType().Name };
        foreach (var (name, value) in members.ToList())
        {
            members.Remove(name);
            ordered[name] = value;
        }

        return ordered;
    }

    private static void Prune(JsonObject members)
    {
        foreach (var (name, value) in members.ToList())
        {
            if (value is JsonArray { Count: 0 })
                members.Remove(name);
            else if (value is JsonObject child)
                Prune(child);
        }
    }

    private sealed class OutcomeWriter : JsonConverter<Outcome>
    {
        public override Outcome Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Outcome value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("outcome", value.GetType().Name);
            writer.WriteString("code", value.Because?.Code);
            writer.WriteString("detail", value.Because?.Detail);
            writer.WriteEndObject();
        }
    }
}
