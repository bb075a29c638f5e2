using Hub.Connectors.Abstractions;
using Hub.Core.Automation;
using Hub.Core.Deliveries;

namespace Hub.Core.Commerce.Notices;

/// <summary>What customers read when nobody has written anything else, and why something did not reach them.</summary>
public static class NoticeTexts
{
    public static LocalizedText Usual(OrderState state) => state switch
    {
        OrderState.Placed => new(
            "Hello {name}, your order {number} is placed: {total}. Thank you!", "Chào {name}, đơn {number} đã được chốt: {total}. Cảm ơn bạn!"),
        OrderState.Paid => new(
            "Hello {name}, we have received the payment of order {number}.", "Chào {name}, shop đã nhận đủ tiền đơn {number}. Cảm ơn bạn!"),
        OrderState.Fulfilled => new("Hello {name}, order {number} is on its way.", "Chào {name}, đơn {number} đã được gửi đi."),
        OrderState.Completed => new("Hello {name}, order {number} is completed. Thank you!", "Chào {name}, đơn {number} đã hoàn tất. Cảm ơn bạn!"),
        OrderState.Cancelled => new("Hello {name}, order {number} has been cancelled.", "Chào {name}, đơn {number} đã được hủy."),
        _ => new("Hello {name}, the money of order {number} has been returned.", "Chào {name}, shop đã hoàn tiền đơn {number}."),
    };

    /// <summary>For the team, in the conversation.</summary>
    public static LocalizedText NotTold(string number, OrderState state, string reason, string? outcome)
    {
        var (told, why) = (OrderTexts.State(state), Why(reason, outcome));
        return new LocalizedText(
            $"The customer was not told that order {number} is {told.En}: {why.En}", $"Khách chưa được báo đơn {number} {told.Vi}: {why.Vi}");
    }

    private static LocalizedText Why(string reason, string? outcome) => reason switch
    {
        NoticeReasons.TooLate => new LocalizedText("the hub was stopped for too long.", "Hub đã dừng quá lâu."),
        NoticeReasons.Invalid => new LocalizedText("the channel cannot carry this text.", "kênh không gửi được nội dung này."),
        _ => HeldCodes.Texts.GetValueOrDefault(reason) ?? OutcomeTexts.Find(outcome)?.Reason ?? new LocalizedText(reason, reason),
    };
}
