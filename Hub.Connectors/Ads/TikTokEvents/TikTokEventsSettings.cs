using FluentValidation;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Settings;

namespace Hub.Connectors.Ads.TikTokEvents;

/// <summary>Settings of one event set. TikTok publishes neither event source nor event names for message events: none is assumed.</summary>
internal sealed record TikTokEventsSettings
{
    public string EventSource { get; private init; } = "";

    public string EventSourceId { get; private init; } = "";

    public string? TestEventCode { get; private init; }

    public string? AccessToken { get; private init; }

    /// <summary>Field below <c>user</c> that takes the tracking id; null for where the published format has a place.</summary>
    public string? TrackingField { get; private init; }

    public string? MessagingApp { get; private init; }

    public string? MessagingAppAccountId { get; private init; }

    public string? AdvertiserId { get; private init; }

    /// <summary>The report's name for how many conversations began.</summary>
    public string? CountMetric { get; private init; }

    public string? EventConversationStarted { get; private init; }

    public string? EventKeyword { get; private init; }

    public string? EventOrderPlaced { get; private init; }

    public string? EventOrderPaid { get; private init; }

    public string? EventOrderRefunded { get; private init; }

    public string? EventLeadQualified { get; private init; }

    public string? EventBookingMade { get; private init; }

    public string? EventBookingKept { get; private init; }

    public string? EventNoShow { get; private init; }

    public static TikTokEventsSettings From(ConnectorSettings settings) => new()
    {
        EventSource = settings.Text("eventSource") ?? "",
        EventSourceId = settings.Text("eventSourceId") ?? "",
        TestEventCode = Filled(settings.Text("testEventCode")),
        AccessToken = Filled(settings.Text("accessToken")),
        TrackingField = Filled(settings.Text("trackingField")),
        MessagingApp = Filled(settings.Text("messagingApp")),
        MessagingAppAccountId = Filled(settings.Text("messagingAppAccountId")),
        AdvertiserId = Filled(settings.Text("advertiserId")),
        CountMetric = Filled(settings.Text("countMetric")),
        EventConversationStarted = Filled(settings.Text("eventConversationStarted")),
        EventKeyword = Filled(settings.Text("eventKeyword")),
        EventOrderPlaced = Filled(settings.Text("eventOrderPlaced")),
        EventOrderPaid = Filled(settings.Text("eventOrderPaid")),
        EventOrderRefunded = Filled(settings.Text("eventOrderRefunded")),
        EventLeadQualified = Filled(settings.Text("eventLeadQualified")),
        EventBookingMade = Filled(settings.Text("eventBookingMade")),
        EventBookingKept = Filled(settings.Text("eventBookingKept")),
        EventNoShow = Filled(settings.Text("eventNoShow")),
    };

    /// <returns>Null when signals of this kind are not reported.</returns>
    public string? EventName(SignalKind kind) => kind switch
    {
        SignalKind.ConversationStarted => EventConversationStarted,
        SignalKind.Keyword => EventKeyword,
        SignalKind.OrderPlaced => EventOrderPlaced,
        SignalKind.OrderPaid => EventOrderPaid,
        SignalKind.OrderRefunded => EventOrderRefunded,
        SignalKind.LeadQualified => EventLeadQualified,
        SignalKind.BookingMade => EventBookingMade,
        SignalKind.BookingKept => EventBookingKept,
        SignalKind.NoShow => EventNoShow,
        _ => null,
    };

    /// <summary>Shows no token.</summary>
    public override string ToString() => $"TikTokEventsSettings({EventSource})";

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

internal sealed class TikTokEventsSettingsValidator : AbstractValidator<TikTokEventsSettings>
{
    private const int LongestName = 64;
    private const string NameEn = "An event name holds letters, digits, spaces, - and _ only.";
    private const string NameVi = "Tên sự kiện chỉ gồm chữ cái không dấu, chữ số, dấu cách, - và _.";

    public TikTokEventsSettingsValidator()
    {
        RuleFor(settings => settings.EventSource).Must(IsWord)
            .Because(
                "Enter the event source that TikTok told you, such as web, offline or crm.",
                "Nhập nguồn sự kiện TikTok cung cấp, ví dụ web, offline hoặc crm.");
        RuleFor(settings => settings.EventSourceId).Must(IsWord)
            .Because("Enter the id of the event set or pixel.", "Nhập mã của bộ sự kiện hoặc pixel.");
        RuleFor(settings => settings.TestEventCode).Must(IsWordOrAbsent)
            .Because("A test code holds letters, digits, - and _ only.", "Mã thử nghiệm chỉ gồm chữ cái, chữ số, - và _.");
        RuleFor(settings => settings.TrackingField).Must(IsFieldOrAbsent).Because(
            "A field's name holds small letters, digits and _ only, and no field that the hub fills already.",
            "Tên trường chỉ gồm chữ thường không dấu, chữ số, _ và không trùng trường hub đã điền.");
        RuleFor(settings => settings.CountMetric).Must(IsFieldOrAbsent).Because(
            "A metric's name holds small letters, digits and _ only.", "Tên chỉ số chỉ gồm chữ thường không dấu, chữ số và _.");
        RuleFor(settings => settings.MessagingAppAccountId).Must((settings, id) => settings.MessagingApp is null || id is not null)
            .Because("Enter the number or Page that your ads open.", "Nhập số điện thoại hoặc Trang mà quảng cáo mở ra.");
        RuleFor(settings => settings.AdvertiserId).Must(id => id is null || id.All(char.IsAsciiDigit))
            .Because("Enter digits only.", "Chỉ nhập chữ số.");
        RuleFor(settings => settings.EventConversationStarted).Must(IsNameOrAbsent).Because(NameEn, NameVi);
        RuleFor(settings => settings.EventKeyword).Must(IsNameOrAbsent).Because(NameEn, NameVi);
        RuleFor(settings => settings.EventOrderPlaced).Must(IsNameOrAbsent).Because(NameEn, NameVi);
        RuleFor(settings => settings.EventOrderPaid).Must(IsNameOrAbsent).Because(NameEn, NameVi);
        RuleFor(settings => settings.EventOrderRefunded).Must(IsNameOrAbsent).Because(NameEn, NameVi);
        RuleFor(settings => settings.EventLeadQualified).Must(IsNameOrAbsent).Because(NameEn, NameVi);
        RuleFor(settings => settings.EventBookingMade).Must(IsNameOrAbsent).Because(NameEn, NameVi);
        RuleFor(settings => settings.EventBookingKept).Must(IsNameOrAbsent).Because(NameEn, NameVi);
        RuleFor(settings => settings.EventNoShow).Must(IsNameOrAbsent).Because(NameEn, NameVi);
        RuleFor(settings => settings.EventConversationStarted)
            .Must((settings, _) => Enum.GetValues<SignalKind>().Any(kind => settings.EventName(kind) is not null))
            .Because(
                "Name at least one event: without a name nothing is reported.",
                "Đặt tên cho ít nhất một sự kiện: không có tên thì không có gì được báo cáo.");
    }

    private static bool IsWord(string text) =>
        text.Length is > 0 and <= LongestName && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsWordOrAbsent(string? text) => text is null || IsWord(text);

    private static bool IsFieldOrAbsent(string? text) => text is null || (text.Length <= LongestName && text is not ("email" or "phone" or "external_id")
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'));

    private static bool IsNameOrAbsent(string? text) => text is null || IsWord(text.Replace(" ", "", StringComparison.Ordinal));
}
