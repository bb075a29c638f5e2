using System.Globalization;
using System.Text.Json.Nodes;

namespace Hub.Sandbox.HubSpot;

/// <summary>One property of an object type.</summary>
sealed record HubSpotProperty(string Name, string Label, string Type, string FieldType, string Group, bool Unique)
{
    public JsonObject Wire() => new()
    {
        ["name"] = Name,
        ["label"] = Label,
        ["type"] = Type,
        ["fieldType"] = FieldType,
        ["groupName"] = Group,
        ["hasUniqueValue"] = Unique,
        ["archived"] = false,
        ["options"] = new JsonArray(),
    };

    /// <summary>Whether a value fits the type. An empty text clears the property.</summary>
    public bool Fits(string value) => value.Length == 0 || Type switch
    {
        "number" => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        "datetime" or "date" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            || DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        "bool" => value is "true" or "false",
        _ => Name != "email" || (value.IndexOf('@') > 0 && value.LastIndexOf('.') > value.IndexOf('@') && !value.Contains(' ')),
    };
}
