using FluentValidation;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;

namespace Hub.Api.Commerce;

/// <summary>Whom and where to, as requests say it; the same wherever an order is made or changed.</summary>
public interface IDeliveryRequest
{
    string? RecipientName { get; }

    string? Phone { get; }

    string? Address { get; }

    string? Note { get; }
}

/// <summary>What holds for every request about an order.</summary>
internal static class OrderRules
{
    private const int FewestDigits = 6;

    // Far above any order in any currency, and far below where a sum of 200 lines would leave decimal's exact range.
    public const decimal MostMoney = 1_000_000_000_000m;

    public static LocalizedText Percent { get; } = new("Enter a percentage from 0 to 100.", "Nhập phần trăm từ 0 đến 100.");

    private static LocalizedText NoPhone { get; } = new("This is no phone number.", "Đây không phải số điện thoại.");

    public static IRuleBuilderOptions<T, decimal?> IsAmount<T>(this IRuleBuilder<T, decimal?> rule) =>
        rule.Must(amount => amount is null or (>= 0 and <= MostMoney)).Says(FieldTexts.NotNegative);

    public static void Delivery<T>(AbstractValidator<T> rules) where T : IDeliveryRequest
    {
        rules.RuleFor(request => request.RecipientName).MaximumLength(200).Says(FieldTexts.AtMost(200));
        rules.RuleFor(request => request.Phone).MaximumLength(30).Says(FieldTexts.AtMost(30));
        rules.RuleFor(request => request.Phone).Must(IsPhone).Says(NoPhone);
        rules.RuleFor(request => request.Address).MaximumLength(500).Says(FieldTexts.AtMost(500));
        rules.RuleFor(request => request.Note).MaximumLength(2000).Says(FieldTexts.AtMost(2000));
    }

    // Of whatever country, and as a courier reads it.
    private static bool IsPhone(string? written) =>
        string.IsNullOrWhiteSpace(written) || (written.Count(char.IsDigit) >= FewestDigits && !written.Any(char.IsLetter));

    /// <returns>Null when the request says nothing of it.</returns>
    public static DeliveryTo? Delivery(this IDeliveryRequest request) =>
        request is { RecipientName: null, Phone: null, Address: null, Note: null }
            ? null
            : new DeliveryTo(request.RecipientName, request.Phone, request.Address, request.Note);
}
