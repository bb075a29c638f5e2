using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

/// <summary>
/// Replaces <c>${NAME}</c> and <c>${NAME:-default}</c> in the texts of one entry's settings; <c>$${</c> stands for <c>${</c>. A variable that
/// is empty counts as not set. What comes out of the environment is never looked into again, so nothing can go in circles.
/// </summary>
internal sealed class EnvironmentTemplate(Func<string, string?> env)
{
    private readonly List<SettingProblem> _problems = [];
    private readonly Dictionary<string, string> _unset = new(StringComparer.Ordinal);
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);

    /// <summary>By path below the settings.</summary>
    public IReadOnlyList<SettingProblem> Problems => _problems;

    /// <summary>Fields that fell back to a default, with the variable that is not set.</summary>
    public IReadOnlyDictionary<string, string> Unset => _unset;

    /// <summary>What no problem may quote: all that came out of the environment, and what <see cref="Hide"/> was given.</summary>
    public IReadOnlyCollection<string> Values => _values;

    public void Hide(string? value) => _values.Add(value ?? "");

    public JsonElement Apply(JsonElement settings)
    {
        if (settings.ValueKind != JsonValueKind.Object)
            return settings;
        var replaced = Replace(settings, "");
        using var document = JsonDocument.Parse(replaced!.ToJsonString());
        return document.RootElement.Clone();
    }

    private JsonNode? Replace(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().Select(
            property => KeyValuePair.Create(property.Name, Replace(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}")))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select((item, i) => Replace(item, $"{path}[{i}]"))]),
        JsonValueKind.String => JsonValue.Create(Replace(value.GetString()!, path)),
        JsonValueKind.Null => null,
        _ => JsonNode.Parse(value.GetRawText()),
    };

    private string Replace(string template, string path)
    {
        var result = new StringBuilder(template.Length);
        var at = 0;
        while (template.IndexOf("${", at, StringComparison.Ordinal) is var start and >= 0)
        {
            if (start > at && template[start - 1] == '$')
            {
                result.Append(template, at, start - 1 - at).Append("${");
                at = start + 2;
                continue;
            }
            result.Append(template, at, start - at);
            var end = template.IndexOf('}', start);
            if (end < 0)
            {
                _problems.Add(new SettingProblem(path, CatalogTexts.BadReference));
                return "";
            }
            result.Append(Resolve(template[(start + 2)..end], path));
            at = end + 1;
        }
        return result.Append(template, at, template.Length - at).ToString();
    }

    private string? Resolve(string reference, string path)
    {
        var parts = reference.Split(":-", 2);
        if (!IsName(parts[0]))
        {
            _problems.Add(new SettingProblem(path, CatalogTexts.BadReference));
            return null;
        }
        if (env(parts[0]) is { Length: > 0 } value)
        {
            _values.Add(value);
            return value;
        }
        if (parts.Length > 1)
            _unset[path] = parts[0];
        else
            _problems.Add(new SettingProblem(path, CatalogTexts.VariableMissing(parts[0])));
        return parts.ElementAtOrDefault(1);
    }

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
