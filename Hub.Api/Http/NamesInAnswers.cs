using System.Text.Json;
using System.Text.Json.Serialization;
using Hub.Core.Storage;

namespace Hub.Api.Http;

/// <summary>
/// Enums by their names: what is asked for must be known here, what is answered may be a newer version's; see <see cref="EnumNames"/>. The
/// framework's own converter fails on such a value. It is kept for the OpenAPI document, which is made with a copy of the options and reads the
/// names out of that converter only.
/// </summary>
/// <param name="answers">The options of calls.</param>
internal sealed class NamesInAnswers(JsonSerializerOptions answers) : JsonConverterFactory
{
    private readonly EnumNamesJson _names = new(JsonNamingPolicy.CamelCase, refusesNewer: true);
    private readonly JsonStringEnumConverter _documented = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    public override bool CanConvert(Type typeToConvert) => _documented.CanConvert(typeToConvert);

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        ReferenceEquals(options, answers) ? _names.CreateConverter(typeToConvert, options) : _documented.CreateConverter(typeToConvert, options);
}
