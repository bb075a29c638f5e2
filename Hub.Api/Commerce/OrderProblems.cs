using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce;

namespace Hub.Api.Commerce;

/// <summary>Why an order could not be made or changed, in words.</summary>
internal static class OrderProblems
{
    private static readonly LocalizedText NumberTaken = new("Another order has this number.", "Số đơn này đã được dùng.");
    private static readonly LocalizedText NotDraft = new(
        "Only a draft can be edited. Cancel the order and make a new one.", "Chỉ sửa được đơn nháp. Hãy hủy đơn và tạo đơn mới.");

    private static readonly LocalizedText NothingPaid = new(
        "Nothing was paid, so nothing can go back.", "Đơn chưa nhận tiền nên không có gì để hoàn.");

    private static readonly LocalizedText NotVoidable = new(
        "Only a payment that stands can be taken back.", "Chỉ hủy được khoản thanh toán còn hiệu lực.");

    public static ApiProblem Of(OrderAnswer answer) => answer switch
    {
        OrderAnswer.NumberTaken => new ApiProblem(ProblemTypes.NameTaken, NumberTaken),
        OrderAnswer.WrongState wrong => new ApiProblem(ProblemTypes.Conflict, Possible(wrong.Now)),
        OrderAnswer.NotDraft => new ApiProblem(ProblemTypes.Conflict, NotDraft),
        OrderAnswer.Stale stale => new ApiProblem(ProblemTypes.Stale, Changed(stale.Now)),
        OrderAnswer.Invalid wrong => ApiProblem.Invalid(wrong.Problems),
        OrderAnswer.TooMuch much => ApiProblem.Invalid("amount", AtMost(much)),
        OrderAnswer.NotVoidable => new ApiProblem(ProblemTypes.Conflict, NotVoidable),
        OrderAnswer.NothingPaid => new ApiProblem(ProblemTypes.Conflict, NothingPaid),
        _ => ApiProblem.NotFound,
    };

    private static LocalizedText Possible(OrderState now)
    {
        var (state, next) = (OrderTexts.State(now), OrderStates.Next(now).Select(OrderTexts.State).ToList());
        return next.Count == 0
            ? new LocalizedText($"The order has ended: it is {state.En}.", $"Đơn hàng đã kết thúc: {state.Vi}.")
            : new LocalizedText(
                $"The order is {state.En}. From here it can become: {string.Join(", ", next.Select(text => text.En))}.",
                $"Đơn hàng đang ở trạng thái {state.Vi}. Từ đây chỉ có thể chuyển sang: {string.Join(", ", next.Select(text => text.Vi))}.");
    }

    private static LocalizedText Changed(Order now)
    {
        var (state, total) = (OrderTexts.State(now.State), OrderTexts.Amount(now.Total, now.Currency));
        return new LocalizedText(
            $"The order is now {state.En} with a total of {total.En}. Look at it again before you change it.",
            $"Đơn hiện ở trạng thái {state.Vi}, tổng {total.Vi}. Hãy xem lại đơn trước khi thay đổi.");
    }

    private static LocalizedText AtMost(OrderAnswer.TooMuch much)
    {
        var amount = OrderTexts.Amount(much.Most, much.Currency);
        return new LocalizedText($"At most {amount.En} is left.", $"Số tiền không được vượt quá {amount.Vi}.");
    }
}
