using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hub.Core.Hours;

/// <summary>How weekly hours are kept.</summary>
internal static class HoursJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never put into a page; Vietnamese stays readable and short
    };

    public static string Write(HoursDraft draft) => JsonSerializer.Serialize(draft, Options);

    public static WeeklyHours Read(string json)
    {
        try
        {
            var hours = HoursForm.Read(JsonSerializer.Deserialize<HoursDraft>(json, Options)!, string.Empty, null, out var problems);
            return hours ?? throw new FormatException($"The hours are not sound: {string.Join(", ", problems.Select(problem => problem.Field))}.");
        }
        catch (JsonException error)
        {
            throw new FormatException("The hours are not in the form in which they are kept.", error);
        }
    }
}
