using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;

namespace Hub.Core.Connections;

/// <summary>A connection's settings, checked and parted into what may be shown and what is locked away.</summary>
internal sealed record ConnectionForm(JsonObject Open, JsonObject Secret, IReadOnlyList<SettingProblem> Problems)
{
    private const string LimitsKey = "limits";

    private static readonly LocalizedText NotALimit = new(
        "There is no such limit, or the value is not a number above zero.", "Không có giới hạn này, hoặc giá trị không phải số lớn hơn 0.");

    private static readonly HashSet<string> Overridable = ["windowHours", "windowMessages", "textLength", "callsPerSecond", "concurrency", "batch", "mediaBytes"];

    /// <param name="before">What the connection has now; null for a new one.</param>
    /// <param name="isGranted">It has tokens of its own, so that nobody needs to be asked for what a grant brings.</param>
    public static ConnectionForm Fill(
        IConnector connector, ConnectorManifest manifest, JsonElement? settings, JsonElement? limits, (string Open, JsonObject Secret)? before,
        bool isGranted = false)
    {
        var given = Given(settings, before);
        var fields = manifest.Settings.Connection.Select(field => isGranted && field.Granted ? field with { Required = false } : field).ToList();
        var check = SettingsCheck.Check(fields, JsonSerializer.SerializeToElement(given));
        var problems = new List<SettingProblem>(check.Problems.Select(problem => Inside("settings", problem)));
        if (problems.Count == 0)
            problems.AddRange(connector.Validate(SettingsScope.Connection, check.Settings)
                .Where(problem => !isGranted || !IsBrought(fields, problem.Field, given)).Select(problem => Inside("settings", problem)));
        var (open, secret) = Part(manifest, given, check.Settings);
        if (Limits(limits, before?.Open, problems) is { Count: > 0 } own)
            open[LimitsKey] = own;
        return new ConnectionForm(open, secret, problems);
    }

    private static bool IsBrought(List<SettingField> fields, string name, JsonNode? given) =>
        fields.Any(field => field.Granted && field.Key == name) && given?[name] is null;

    private static JsonNode? Given(JsonElement? settings, (string Open, JsonObject Secret)? before)
    {
        var given = settings is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } element ? JsonNode.Parse(element.GetRawText()) : new JsonObject();
        if (before is not { } old || given is not JsonObject changes)
            return given;
        var all = JsonNode.Parse(old.Open)!.AsObject();
        all.Remove(LimitsKey);
        foreach (var (name, value) in old.Secret.Concat(changes).ToList())
            all[name] = value?.DeepClone();
        return all;
    }

    // Only what was given is kept: a default of the manifest may change with its next version.
    private static (JsonObject Open, JsonObject Secret) Part(ConnectorManifest manifest, JsonNode? given, ConnectorSettings settings)
    {
        var (open, secret) = (new JsonObject(), new JsonObject());
        foreach (var field in manifest.Settings.Connection)
            if (given is JsonObject named && named[field.Key] is not null && settings.Json.TryGetProperty(field.Key, out var value))
                (field.Type == SettingType.Secret ? secret : open)[field.Key] = JsonNode.Parse(value.GetRawText());
        return (open, secret);
    }

    private static JsonObject? Limits(JsonElement? limits, string? before, List<SettingProblem> problems)
    {
        if (limits is not { } given || given.ValueKind is JsonValueKind.Undefined)
            return before is null ? null : JsonNode.Parse(before)?[LimitsKey]?.DeepClone() as JsonObject;
        if (given.ValueKind == JsonValueKind.Null)
            return null;
        if (given.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new SettingProblem(LimitsKey, NotALimit));
            return null;
        }

        foreach (var limit in given.EnumerateObject())
            if (!Overridable.Contains(limit.Name) || !IsNumber(limit))
                problems.Add(new SettingProblem($"{LimitsKey}.{limit.Name}", NotALimit));
        return problems.Count > 0 ? null : JsonNode.Parse(given.GetRawText())!.AsObject();
    }

    private static bool IsNumber(JsonProperty limit) => limit.Value.ValueKind == JsonValueKind.Number
        && (limit.Name is "windowHours" or "callsPerSecond"
            ? limit.Value.TryGetDouble(out var real) && real > 0
            : limit.Value.TryGetInt32(out var whole) && whole > 0);

    private static SettingProblem Inside(string form, SettingProblem problem) =>
        problem with { Field = problem.Field.Length == 0 ? form : $"{form}.{problem.Field}" };
}
