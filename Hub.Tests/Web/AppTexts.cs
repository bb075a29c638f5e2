using System.Text.Json;
using Hub.Tests.Support;

namespace Hub.Tests.Web;

/// <summary>What the app says, for a walk that is the same in both languages.</summary>
internal sealed class AppTexts(string language)
{
    private readonly Dictionary<string, JsonElement> _features = [];

    /// <param name="name">A feature and a key in it, such as <c>connections:check.do</c>.</param>
    public string this[string name, params (string Name, object Value)[] values]
    {
        get
        {
            var (feature, path) = name.Split(':') is [var space, var key] ? (space, key) : throw new ArgumentException(name);
            if (!_features.TryGetValue(feature, out var texts))
            {
                var file = Path.Combine(Repository.Root, "Hub.Web/src", feature, $"{language}.json");
                _features[feature] = texts = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file));
            }

            var text = path.Split('.').Aggregate(texts, (node, part) => node.GetProperty(part)).GetString()!;
            return values.Aggregate(text, (said, value) => said.Replace("{{" + value.Name + "}}", $"{value.Value}", StringComparison.Ordinal));
        }
    }
}
