using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hub.Connectors.Abstractions;

namespace Hub.Core.Conversations;

/// <summary>How a message's content is kept.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(MessageContent))]
internal sealed partial class MessageJson : JsonSerializerContext
{
    public static string Write(MessageContent content) => JsonSerializer.Serialize(content, Readable.Json.MessageContent);

    public static MessageContent Read(string json) => JsonSerializer.Deserialize(json, Readable.Json.MessageContent)!;

    // Kept beside the text column and never put into a page: Vietnamese stays readable and short.
    private static class Readable
    {
        public static readonly MessageJson Json = new(new JsonSerializerOptions(Default.Options!)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
}
