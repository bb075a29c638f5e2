using FluentValidation;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Settings;

namespace Hub.Connectors.Ads.MetaConversions;

/// <summary>Settings of one dataset. Meta gives each Page and each WhatsApp business account one of its own.</summary>
internal sealed record MetaConversionsSettings
{
    public string DatasetId { get; private init; } = "";

    public string AccessToken { get; private init; } = "";

    public string? WhatsappAccountId { get; private init; }

    /// <summary>Numbers of that account; empty means all that the hub has.</summary>
    public IReadOnlyList<string> WhatsappNumberIds { get; private init; } = [];

    public string? PageId { get; private init; }

    public string? PartnerAgent { get; private init; }

    public string? TestEventCode { get; private init; }

    public required IReadOnlyDictionary<SignalKind, string> Events { get; init; }

    public static MetaConversionsSettings From(ConnectorSettings settings) => new()
    {
        DatasetId = settings.Text("datasetId") ?? "",
        AccessToken = settings.Text("accessToken") ?? "",
        WhatsappAccountId = Filled(settings.Text("whatsappAccountId")),
        WhatsappNumberIds = (settings.Text("whatsappNumberIds") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        PageId = Filled(settings.Text("pageId")),
        PartnerAgent = Filled(settings.Text("partnerAgent")),
        TestEventCode = Filled(settings.Text("testEventCode")),
        Events = Enum.GetValues<SignalKind>().Select(kind => (kind, Name: Filled(settings.Text($"event{kind}"))))
            .Where(pair => pair.Name is not null).ToDictionary(pair => pair.kind, pair => pair.Name!),
    };

    /// <summary>Shows no token.</summary>
    public override string ToString() => $"MetaConversionsSettings({DatasetId})";

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

internal sealed class MetaConversionsSettingsValidator : AbstractValidator<MetaConversionsSettings>
{
    public MetaConversionsSettingsValidator()
    {
        RuleFor(settings => settings.DatasetId).Must(IsNumber).Because("Enter the dataset's id, digits only.", "Nhập mã tập dữ liệu, chỉ gồm chữ số.");
        RuleFor(settings => settings.AccessToken).NotEmpty().Because("Enter the access token.", "Nhập access token.");
        RuleFor(settings => settings.WhatsappAccountId).Must(id => id is null || IsNumber(id))
            .Because("Enter the id of the WhatsApp business account, digits only.", "Nhập mã tài khoản WhatsApp Business, chỉ gồm chữ số.");
        RuleFor(settings => settings.WhatsappNumberIds).Must(ids => ids.All(IsNumber))
            .Because("Enter ids of phone numbers, digits only, with commas between.", "Nhập các mã số điện thoại, chỉ gồm chữ số, cách nhau bằng dấu phẩy.");
        RuleFor(settings => settings.PageId).Must(id => id is null || IsNumber(id))
            .Because("Enter the Page's id, digits only.", "Nhập mã Trang, chỉ gồm chữ số.");
        RuleFor(settings => settings.WhatsappAccountId).Must((settings, id) => id is not null || settings.PageId is not null)
            .Because(
                "Enter the WhatsApp business account or the Page whose dataset this is.",
                "Nhập tài khoản WhatsApp Business hoặc Trang sở hữu tập dữ liệu này.");
        RuleFor(settings => settings.PartnerAgent).Must(IsWord).Because(
            "Letters, digits, - and _ only.", "Chỉ gồm chữ cái không dấu, chữ số, - và _.");
        RuleFor(settings => settings.TestEventCode).Must(IsWord).Because(
            "Letters, digits, - and _ only.", "Chỉ gồm chữ cái không dấu, chữ số, - và _.");
        RuleFor(settings => settings.Events).Custom((events, context) =>
        {
            var words = string.Join(", ", MetaConversionsVocabulary.Events.Order(StringComparer.Ordinal));
            foreach (var (kind, _) in events.Where(pair => !MetaConversionsVocabulary.Events.Contains(pair.Value)))
                context.AddFailure(Problem($"Event{kind}", $"Enter one of: {words}.", $"Nhập một trong: {words}."));
            if (events.Count == 0)
                context.AddFailure(Problem(
                    $"Event{SignalKind.OrderPaid}", "Name at least one event: without a name nothing is reported.",
                    "Đặt tên cho ít nhất một sự kiện: không có tên thì không có gì được báo cáo."));
        });
    }

    private static FluentValidation.Results.ValidationFailure Problem(string field, string en, string vi) =>
        new(field, en) { CustomState = new LocalizedText(en, vi) };

    private static bool IsNumber(string text) => text.Length is > 0 and <= 32 && text.All(char.IsAsciiDigit);

    private static bool IsWord(string? text) =>
        text is null || (text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));
}
