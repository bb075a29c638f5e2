using System.Text.Json;
using FluentValidation;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Crm.HubSpot;

/// <summary>Settings of one portal.</summary>
/// <param name="ContactChanged">The property that holds when a contact was changed last; other types call it <paramref name="Changed"/>.</param>
/// <param name="SearchLagMinutes">How late a change may show in a search.</param>
internal sealed record HubSpotSettings(
    string ApiVersion, string AssociationsVersion, string AccountPath, string ContactKey, string OrderKey, string MeetingKey, bool CreateProperties,
    string ContactChanged, string Changed, double SearchLagMinutes, double SearchesPerSecond)
{
    public static HubSpotSettings Of(ConnectorSettings settings) => new(
        Text(settings, "apiVersion", "v3"),
        Text(settings, "associationsVersion", "v4"),
        Text(settings, "accountPath", "/account-info/v3/details"),
        Text(settings, "contactKey", "hub_contact_key"),
        Text(settings, "orderKey", "hub_order_key"),
        Text(settings, "meetingKey", "hub_meeting_key"),
        settings.Json.TryGetProperty("createProperties", out var create) && create.ValueKind == JsonValueKind.True,
        Text(settings, "contactChanged", "lastmodifieddate"),
        Text(settings, "changed", "hs_lastmodifieddate"),
        Number(settings, "searchLagMinutes", 10),
        Number(settings, "searchesPerSecond", 1.8));

    public TimeSpan SearchLag => TimeSpan.FromMinutes(SearchLagMinutes);

    public string KeyOf(HubSpotObject type) => type switch
    {
        HubSpotObject.Contacts => ContactKey,
        HubSpotObject.Orders => OrderKey,
        _ => MeetingKey,
    };

    public string ChangedOf(HubSpotObject type) => type == HubSpotObject.Contacts ? ContactChanged : Changed;

    private static double Number(ConnectorSettings settings, string key, double standard) =>
        settings.Json.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : standard;

    private static string Text(ConnectorSettings settings, string key, string standard) =>
        settings.Text(key) is { Length: > 0 } value ? value : standard;
}

/// <summary>Names and paths become parts of addresses: nothing may enter that could lead elsewhere.</summary>
internal sealed class HubSpotSettingsValidator : AbstractValidator<HubSpotSettings>
{
    private static readonly LocalizedText Version = new("A version looks like v3 or 2026-03.", "Phiên bản có dạng v3 hoặc 2026-03.");

    private static readonly LocalizedText Name = new(
        "A property name has lower-case letters, digits and underscores and starts with a letter.",
        "Tên thuộc tính gồm chữ thường, chữ số, dấu gạch dưới và bắt đầu bằng chữ cái.");

    private static readonly LocalizedText Path = new(
        "A path looks like /account-info/v3/details.", "Đường dẫn có dạng /account-info/v3/details.");

    private static readonly LocalizedText Lag = new("From 1 to 1,440 minutes.", "Từ 1 đến 1.440 phút.");

    private static readonly LocalizedText Rate = new("From 0.1 to 1,000 searches a second.", "Từ 0,1 đến 1.000 lượt tìm mỗi giây.");

    public HubSpotSettingsValidator()
    {
        RuleFor(settings => settings.ApiVersion).Must(IsSegment).WithState(_ => Version);
        RuleFor(settings => settings.AssociationsVersion).Must(IsSegment).WithState(_ => Version);
        RuleFor(settings => settings.AccountPath).Must(IsPath).WithState(_ => Path);
        RuleFor(settings => settings.ContactKey).Must(IsName).WithState(_ => Name);
        RuleFor(settings => settings.OrderKey).Must(IsName).WithState(_ => Name);
        RuleFor(settings => settings.MeetingKey).Must(IsName).WithState(_ => Name);
        RuleFor(settings => settings.ContactChanged).Must(IsName).WithState(_ => Name);
        RuleFor(settings => settings.Changed).Must(IsName).WithState(_ => Name);
        RuleFor(settings => settings.SearchLagMinutes).InclusiveBetween(1, 1440).WithState(_ => Lag);
        RuleFor(settings => settings.SearchesPerSecond).InclusiveBetween(0.1, 1000).WithState(_ => Rate);
    }

    private static bool IsSegment(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool IsPath(string text) => text.StartsWith('/') && text[1..].Split('/').All(IsSegment);

    private static bool IsName(string text) =>
        text.Length > 0 && char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
