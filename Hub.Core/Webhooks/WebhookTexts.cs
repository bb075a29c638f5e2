using Hub.Connectors.Abstractions;
using Hub.Core.Deliveries;

namespace Hub.Core.Webhooks;

/// <summary>What people read of a call that failed, by its code: a name that does not exist is no other system that did not work for a while.</summary>
internal static class WebhookTexts
{
    public const string NameCode = "webhook/name_unknown";
    public const string RefusedCode = "webhook/refused";
    public const string TlsCode = "webhook/tls";
    public const string TimeoutCode = "webhook/timeout";
    public const string NoAnswerCode = "webhook/no_answer";
    public const string StatusPrefix = "webhook/http-";

    private static readonly LocalizedText CheckAddress = new(
        "Check the address. The hub tries again by itself for about three days; what was given up can be redelivered.",
        "Hãy kiểm tra địa chỉ. Hub tự thử lại trong khoảng ba ngày; những gì đã dừng thử có thể gửi lại.");

    private static readonly LocalizedText LookThere = new(
        "Look at the receiver. The hub tries again by itself for about three days; what was given up can be redelivered.",
        "Hãy kiểm tra bên nhận. Hub tự thử lại trong khoảng ba ngày; những gì đã dừng thử có thể gửi lại.");

    private static readonly Dictionary<string, OutcomeText> ByCode = new(StringComparer.Ordinal)
    {
        [NameCode] = new(new LocalizedText(
            "The name in the endpoint's address leads nowhere.", "Tên miền trong địa chỉ của điểm nhận không tồn tại."), CheckAddress),
        [RefusedCode] = new(new LocalizedText(
            "Nothing listens at the endpoint's address.", "Không có chương trình nào nhận ở địa chỉ của điểm nhận."), CheckAddress),
        [TlsCode] = new(new LocalizedText(
            "The endpoint's certificate is not accepted.", "Chứng chỉ của điểm nhận không được chấp nhận."), LookThere),
        [TimeoutCode] = new(new LocalizedText("The endpoint did not answer within 15 seconds.", "Điểm nhận không trả lời trong 15 giây."), LookThere),
        [NoAnswerCode] = new(new LocalizedText("The endpoint gave no answer.", "Điểm nhận không trả lời."), LookThere),
    };

    /// <returns>Null where the code is none of a call's failure.</returns>
    public static OutcomeText? Find(string? code)
    {
        if (code is null)
            return null;
        return code.StartsWith(StatusPrefix, StringComparison.Ordinal) && code[StatusPrefix.Length..] is var status
            ? new OutcomeText(new LocalizedText($"The endpoint answered {status}.", $"Điểm nhận trả lời {status}."), LookThere)
            : ByCode.GetValueOrDefault(code);
    }
}
