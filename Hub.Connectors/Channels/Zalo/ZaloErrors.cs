using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;

namespace Hub.Connectors.Channels.Zalo;

/// <summary>Answers are <c>{error, message, data}</c>, failures too with HTTP 200.</summary>
internal static class ZaloErrors
{
    public const string Connector = "zalo";
    private const string TokenIsOver = "-216";
    private const string PlanLacksIt = "-224";

    private static readonly LocalizedText Plan = new(
        "The Official Account's plan does not include this. Change it at oa.zalo.me.",
        "Gói dịch vụ của Official Account không có tính năng này. Hãy đổi gói tại oa.zalo.me.");

    /// <param name="secrets">What of the request must not come back in a reason.</param>
    public static ZaloAnswer Read(VendorAnswer answer, Repeatable repeatable, ZaloApp app, IReadOnlyList<string?> secrets)
    {
        if (answer.Status == 0)
            return new ZaloAnswer(answer.Failure, default);
        var body = Json(answer.Body);
        return body.Text("error") switch
        {
            null => new ZaloAnswer(answer.Failure ?? NoEnvelope(repeatable), default),
            "0" => new ZaloAnswer(answer.Failure, body.Child("data")),
            // Beside these statuses no code says more: a server that failed may have done it before.
            _ when answer.Failure is Outcome.Throttled or Outcome.Transient or Outcome.Unknown => new ZaloAnswer(answer.Failure, default),
            var code => new ZaloAnswer(Of(code, new Reason($"{Connector}/{code}", VendorWords.Without(body.Text("message"), secrets)), app), default),
        };
    }

    /// <summary>An object, or undefined: empty, or a page of something in between.</summary>
    public static JsonElement Json(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static Outcome Of(string code, Reason reason, ZaloApp app) => code switch
    {
        TokenIsOver => new Outcome.AuthExpired(reason),
        PlanLacksIt => new Outcome.Rejected(reason with { Words = Plan }),
        _ when app.WindowClosedCodes.Contains(code) => new Outcome.WindowClosed(reason),
        _ when app.QuotaSpentCodes.Contains(code) => new Outcome.QuotaSpent(reason),
        _ => new Outcome.Rejected(reason),
    };

    private static Outcome NoEnvelope(Repeatable repeatable)
    {
        var reason = new Reason($"{Connector}/no-envelope");
        return repeatable == Repeatable.Yes ? new Outcome.Transient(reason) : new Outcome.Unknown(reason);
    }
}
