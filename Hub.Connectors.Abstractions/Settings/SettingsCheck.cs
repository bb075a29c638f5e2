using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Hub.Connectors.Abstractions;

/// <summary>
/// Checks settings against the fields of a manifest, for apps and connections alike: required, type, choices, no unknown field. An empty
/// text counts as absent. Numbers and booleans may come as text, since environment variables and forms know nothing else. No problem
/// ever quotes a value: it may be a secret in the wrong place.
/// </summary>
public static class SettingsCheck
{
    private const int ShownName = 60;

    /// <param name="given">A JSON object; undefined and null count as an empty one.</param>
    public static CheckedSettings Check(IReadOnlyList<SettingField> fields, JsonElement given)
    {
        if (given.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
            return new CheckedSettings(ConnectorSettings.Empty, [new SettingProblem("", SettingTexts.NotAnObject)]);
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var problems = new List<SettingProblem>();
        if (given.ValueKind == JsonValueKind.Object)
            Sort(given, fields, values, problems);
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var field in fields)
                Write(writer, field, values.GetValueOrDefault(field.Key), problems);
            writer.WriteEndObject();
        }
        using var document = JsonDocument.Parse(json.WrittenMemory);
        return new CheckedSettings(new ConnectorSettings(document.RootElement.Clone()), problems);
    }

    private static void Sort(
        JsonElement given, IReadOnlyList<SettingField> fields, Dictionary<string, JsonElement> values, List<SettingProblem> problems)
    {
        var known = fields.Select(field => field.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var property in given.EnumerateObject())
        {
            var name = NameOf(property);
            if (known.Contains(name))
                values[name] = property.Value;
            else
                problems.Add(new SettingProblem(name.Length > ShownName ? name[..ShownName] : name, SettingTexts.UnknownField));
        }
    }

    private static void Write(Utf8JsonWriter writer, SettingField field, JsonElement value, List<SettingProblem> problems)
    {
        if (!IsAbsent(value))
        {
            if (Problem(writer, field, value) is { } problem)
                problems.Add(new SettingProblem(field.Key, problem));
        }
        else if (field.Default is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } standard)
        {
            writer.WritePropertyName(field.Key);
            standard.WriteTo(writer);
        }
        else if (field.Required)
        {
            problems.Add(new SettingProblem(field.Key, SettingTexts.Required));
        }
    }

    /// <summary>Writes the value, or says what is wrong with it.</summary>
    private static LocalizedText? Problem(Utf8JsonWriter writer, SettingField field, JsonElement value)
    {
        var text = TextOf(value);
        switch (field.Type)
        {
            case SettingType.Number when value.ValueKind == JsonValueKind.Number:
                writer.WritePropertyName(field.Key);
                value.WriteTo(writer);
                return null;
            case SettingType.Number when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                writer.WriteNumber(field.Key, number);
                return null;
            case SettingType.Number:
                return SettingTexts.NotANumber;
            case SettingType.Boolean when value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                writer.WriteBoolean(field.Key, value.GetBoolean());
                return null;
            case SettingType.Boolean when bool.TryParse(text, out var flag):
                writer.WriteBoolean(field.Key, flag);
                return null;
            case SettingType.Boolean:
                return SettingTexts.NotABoolean;
            case SettingType.Choice when text is null || field.Choices?.Contains(text) is not true:
                return SettingTexts.NotAChoice(field.Choices ?? []);
            case SettingType.Address when !IsAddress(text):
                return SettingTexts.NotAnAddress;
            case SettingType.Hosts when !HostNames.AreHosts(text):
                return SettingTexts.NotHosts;
            default:
                if (text is null)
                    return SettingTexts.NotAText;
                writer.WriteString(field.Key, text);
                return null;
        }
    }

    private static bool IsAbsent(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.String => TextOf(value) is { } text && string.IsNullOrWhiteSpace(text),
        _ => false,
    };

    private static bool IsAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri is { UserInfo: "", Fragment: "" };

    // JSON may hold half of a surrogate pair (\ud800), which is no text: the framework throws on reading it.
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }
}

/// <param name="Settings">The known fields with right values, each as the JSON type of its field, defaults filled in.</param>
/// <param name="Problems">Empty when the settings can be used.</param>
public sealed record CheckedSettings(ConnectorSettings Settings, IReadOnlyList<SettingProblem> Problems);
