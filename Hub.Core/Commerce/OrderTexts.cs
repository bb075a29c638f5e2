using System.Globalization;
using Hub.Connectors.Abstractions;

namespace Hub.Core.Commerce;

/// <summary>Orders in words, as customers and colleagues read them.</summary>
public static class OrderTexts
{
    public static LocalizedText State(OrderState state) => state switch
    {
        OrderState.Draft => new("draft", "nháp"),
        OrderState.Placed => new("placed", "đã đặt"),
        OrderState.Paid => new("paid", "đã thanh toán"),
        OrderState.Fulfilled => new("shipped", "đã gửi hàng"),
        OrderState.Completed => new("completed", "hoàn tất"),
        OrderState.Cancelled => new("cancelled", "đã hủy"),
        _ => new("refunded", "đã hoàn tiền"),
    };

    /// <summary>250.000 VND in Vietnamese, 250,000 VND in English.</summary>
    public static string Amount(decimal amount, string currency, string language)
    {
        var digits = CurrencyCode.From(currency)?.MinorDigits ?? 2;
        var plain = amount.ToString($"N{digits}", CultureInfo.InvariantCulture);
        // Written out, so that it does not depend on what cultures the machine has.
        var local = language == "vi" ? plain.Replace(',', ' ').Replace('.', ',').Replace(' ', '.') : plain;
        return $"{local} {currency}";
    }

    public static LocalizedText Amount(decimal amount, string currency) => new(Amount(amount, currency, "en"), Amount(amount, currency, "vi"));
}
