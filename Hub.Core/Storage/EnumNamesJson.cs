using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hub.Core.Storage;

/// <summary><see cref="EnumNames"/> in JSON.</summary>
/// <param name="policy">Of names; as they are without one.</param>
/// <param name="refusesNewer">Takes only names that this version knows: for what people and programs ask for.</param>
public sealed class EnumNamesJson(JsonNamingPolicy? policy = null, bool refusesNewer = false) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert), policy, refusesNewer)!;

    private sealed class Converter<T>(JsonNamingPolicy? policy, bool refusesNewer) : JsonConverter<T> where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.String => Read(reader.GetString()!),
            JsonTokenType.Number when !refusesNewer && reader.TryGetInt32(out var number) => (T)Enum.ToObject(typeof(T), number),
            _ => throw new JsonException(),
        };

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Name(value));

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Read(reader.GetString()!);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(Name(value));

        private T Read(string name) => EnumNames.Find<T>(name) ?? (refusesNewer ? throw new JsonException() : EnumNames.Read<T>(name));

        private string Name(T value) => policy?.ConvertName(EnumNames.Of(value)) ?? EnumNames.Of(value);
    }
}
