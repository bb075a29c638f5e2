using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;

namespace Hub.Core.Conversations;

/// <summary>How a message's content is kept.</summary>
internal static class MessageJson
{
    // By reflection: a generated reader sets init-only lists that are absent to null, and rows of older versions lack newer lists.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new EnumNamesJson() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never put into a page; Vietnamese stays readable and short
    };

    public static string Write(MessageContent content) => JsonSerializer.Serialize(content, Options);

    public static MessageContent Read(string json) => JsonSerializer.Deserialize<MessageContent>(json, Options)!;
}
