using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;

namespace Hub.Connectors.Channels.Line;

/// <summary>LINE answers with HTTP statuses and <c>{message, details[]}</c>; there are no codes beside them.</summary>
internal static class LineErrors
{
    public const string Connector = "line";

    // developers.line.biz/en/docs/messaging-api/handling-http-429-errors: the only way to tell it from the rate.
    private const string MonthIsSpent = "monthly limit";

    /// <param name="secrets">What of the request must not come back in a reason.</param>
    public static Outcome? Of(VendorAnswer answer, JsonElement body, IReadOnlyList<string?> secrets)
    {
        if (answer.Failure is null || answer.Status == 0)
            return answer.Failure;
        var words = body.Text("message");
        var reason = new Reason(answer.Failure.Because!.Code, VendorWords.Without(words, secrets));
        return answer.Failure switch
        {
            Outcome.Throttled when words?.Contains(MonthIsSpent, StringComparison.OrdinalIgnoreCase) == true => new Outcome.Rejected(reason with
            {
                Words = new LocalizedText(
                    "The account has used up its messages of this month. Raise the plan in LINE Official Account Manager.",
                    "Tài khoản đã dùng hết số tin của tháng này. Hãy nâng gói trong LINE Official Account Manager."),
            }),
            Outcome.Throttled wait => wait with { Reason = reason },
            // The token was pasted in: nothing can refresh it.
            Outcome.AuthExpired => new Outcome.AuthRevoked(reason),
            Outcome.Misconfigured => new Outcome.Misconfigured(reason),
            Outcome.NotFound => new Outcome.NotFound(reason),
            Outcome.Transient => new Outcome.Transient(reason),
            Outcome.Unknown => new Outcome.Unknown(reason),
            _ => new Outcome.Rejected(reason),
        };
    }
}
