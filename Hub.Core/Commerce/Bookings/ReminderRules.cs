using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Notices;

namespace Hub.Core.Commerce.Bookings;

/// <summary>When a service's customers are reminded, and in which words.</summary>
/// <param name="MinutesBefore">Each one reminder.</param>
/// <param name="TextVi">With <c>{name}</c>, <c>{service}</c> and <c>{time}</c>; the hub's own words when empty.</param>
/// <param name="Templates">By connection, for when its reply window is closed, as it mostly is the day before.</param>
public sealed partial record ReminderRules(
    IReadOnlyList<int> MinutesBefore, string? TextVi = null, string? TextEn = null, IReadOnlyList<NoticeTemplate>? Templates = null)
{
    public const int Most = 5;
    public const int Earliest = 30 * 24 * 60;
    public const int LongestText = 500;
    private const string UsualVi = "Chào {name}, nhắc bạn lịch hẹn {service} lúc {time}. Nếu cần đổi giờ, bạn nhắn lại giúp mình nhé.";
    private const string UsualEn = "Hello {name}, this is a reminder of your {service} at {time}. Answer here if you need another time.";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly LocalizedText WrongOffsets = new(
        $"Enter up to {Most} times, each 1 to {Earliest} minutes before, none twice.",
        $"Nhập tối đa {Most} mốc, mỗi mốc trước 1 đến {Earliest} phút, không trùng nhau.");

    private static readonly LocalizedText TooLong = new($"Enter at most {LongestText} characters.", $"Nhập tối đa {LongestText} ký tự.");
    private static readonly LocalizedText NoSuchPlace = new(
        "Only {name}, {service} and {time} are filled in.", "Chỉ có {name}, {service} và {time} được điền tự động.");

    public static ReminderRules None { get; } = new([]);

    public static ReminderRules Of(Service service) =>
        service.Reminders is null ? None : JsonSerializer.Deserialize<ReminderRules>(service.Reminders, Json)!;

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>By field of the rules.</summary>
    public IEnumerable<SettingProblem> Problems()
    {
        if (MinutesBefore.Count > Most || MinutesBefore.Any(minutes => minutes is < 1 or > Earliest)
            || MinutesBefore.Distinct().Count() != MinutesBefore.Count)
            yield return new SettingProblem("minutesBefore", WrongOffsets);
        foreach (var (field, text) in new[] { ("textVi", TextVi), ("textEn", TextEn) })
        {
            if (text?.Length > LongestText)
                yield return new SettingProblem(field, TooLong);
            else if (IsUnknown(text))
                yield return new SettingProblem(field, NoSuchPlace);
        }

        foreach (var problem in NoticeTemplate.Problems(Templates, "templates", IsUnknown, NoSuchPlace))
            yield return problem;
    }

    public string Text(string language, string? name, string service, DateTimeOffset start, TimeZoneInfo zone)
    {
        var isVi = language.StartsWith("vi", StringComparison.OrdinalIgnoreCase);
        var text = (isVi ? TextVi : TextEn) is { } own && !string.IsNullOrWhiteSpace(own) ? own : isVi ? UsualVi : UsualEn;
        return Fill(text, isVi, name, service, start, zone);
    }

    /// <summary>Null when none is set for the connection.</summary>
    public TemplateRef? Template(Guid connection, string? name, string service, DateTimeOffset start, TimeZoneInfo zone) =>
        NoticeTemplate.For(Templates, connection, (text, isVi) => Fill(text, isVi, name, service, start, zone));

    // Together: what stands in a name must not be filled in.
    private static string Fill(string text, bool isVi, string? name, string service, DateTimeOffset start, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(start, zone);
        return Braces.Replace(text, place => place.Value switch
        {
            "{name}" => name ?? (isVi ? "bạn" : "there"),
            "{service}" => service,
            _ => local.ToString(isVi ? "HH:mm dd/MM/yyyy" : "HH:mm, d MMM yyyy", CultureInfo.InvariantCulture),
        });
    }

    private static bool IsUnknown(string? text) =>
        text is not null && Braces.Matches(text).Any(place => place.Value is not ("{name}" or "{service}" or "{time}"));

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Braces { get; }
}
