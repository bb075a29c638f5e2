using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;

namespace Hub.Core.Commerce.Notices;

/// <summary>Of which states of an order its customer is told, and in which words. Of none unless somebody says so.</summary>
public sealed record NoticeRules(IReadOnlyList<NoticeRule> Rules)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new EnumNamesJson(JsonNamingPolicy.CamelCase) },
    };

    public static NoticeRules None { get; } = new([]);

    /// <summary>States that a customer can be told of.</summary>
    public static IReadOnlyList<OrderState> States { get; } =
        [OrderState.Placed, OrderState.Paid, OrderState.Fulfilled, OrderState.Completed, OrderState.Cancelled, OrderState.Refunded];

    public static NoticeRules Of(OrderSettings? settings) =>
        settings?.Notices is { } notices ? JsonSerializer.Deserialize<NoticeRules>(notices, Json)! : None;

    public NoticeRule? For(OrderState state) => Rules.FirstOrDefault(rule => rule.State == state && rule.IsOn);

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <param name="TextVi">With <c>{name}</c>, <c>{number}</c> and <c>{total}</c>; the hub's own words when empty.</param>
/// <param name="Templates">By connection, for when its reply window is closed.</param>
public sealed partial record NoticeRule(
    OrderState State, bool IsOn, string? TextVi = null, string? TextEn = null, IReadOnlyList<NoticeTemplate>? Templates = null)
{
    public const int LongestText = 500;

    private static readonly LocalizedText TooLong = new($"Enter at most {LongestText} characters.", $"Nhập tối đa {LongestText} ký tự.");
    private static readonly LocalizedText NoSuchPlace = new(
        "Only {name}, {number} and {total} are filled in.", "Chỉ có {name}, {number} và {total} được điền tự động.");

    public IEnumerable<SettingProblem> Problems(string at)
    {
        foreach (var (field, text) in new[] { ("textVi", TextVi), ("textEn", TextEn) })
        {
            if (text?.Length > LongestText)
                yield return new SettingProblem($"{at}.{field}", TooLong);
            else if (IsUnknown(text))
                yield return new SettingProblem($"{at}.{field}", NoSuchPlace);
        }

        foreach (var problem in NoticeTemplate.Problems(Templates, $"{at}.templates", IsUnknown, NoSuchPlace))
            yield return problem;
    }

    public string Text(string language, string? name, Order order)
    {
        var isVi = language.StartsWith("vi", StringComparison.OrdinalIgnoreCase);
        return Fill((isVi ? TextVi : TextEn) is { } own && !string.IsNullOrWhiteSpace(own) ? own : NoticeTexts.Usual(State).In(isVi ? "vi" : "en"), isVi, name, order);
    }

    /// <summary>Null when none is set for the connection.</summary>
    public TemplateRef? Template(Guid connection, string? name, Order order) =>
        NoticeTemplate.For(Templates, connection, (text, isVi) => Fill(text, isVi, name, order));

    // Together: what stands in a name must not be filled in.
    private static string Fill(string text, bool isVi, string? name, Order order) => Braces.Replace(text, place => place.Value switch
    {
        "{name}" => name ?? (isVi ? "bạn" : "there"),
        "{number}" => order.Number,
        _ => OrderTexts.Amount(order.Total, order.Currency, isVi ? "vi" : "en"),
    });

    private static bool IsUnknown(string? text) =>
        text is not null && Braces.Matches(text).Any(place => place.Value is not ("{name}" or "{number}" or "{total}"));

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Braces { get; }
}
