using System.Net;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Http;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>One answer of TikTok API for Business: <c>{code, message, request_id, data}</c>.</summary>
/// <param name="Failure">Null when it was done.</param>
/// <param name="Code">TikTok's return code; null when there was no envelope.</param>
/// <param name="Data">Empty when there is none.</param>
internal sealed record TikTokAnswer(Outcome? Failure, long? Code, JsonElement Data)
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement.Clone();

    /// <param name="secrets">What must not come back in a reason.</param>
    public static TikTokAnswer Read(string connector, VendorAnswer answer, Repeatable repeatable, IReadOnlyList<string?> secrets)
    {
        if (answer.Status == 0)
            return new TikTokAnswer(answer.Failure, null, Nothing);
        if (Envelope(answer.Body) is not { } envelope || envelope.Whole("code") is not { } code)
            return new TikTokAnswer(answer.Failure ?? NoEnvelope(connector, repeatable), null, Nothing);
        if (code == 0)
            return new TikTokAnswer(answer.Failure, code, envelope.Object("data") ?? Nothing);
        // These two statuses say more than the codes that come with them: nothing was done, and how long to wait.
        if (answer.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
            return new TikTokAnswer(answer.Failure, code, Nothing);
        var words = VendorWords.Without(envelope.Text("message"), secrets);
        var failure = TikTokErrors.Classify(connector, code, words, RequestId(envelope), repeatable, answer.RetryAfter);
        return new TikTokAnswer(failure, code, envelope.Object("data") ?? Nothing);
    }

    // A page of a proxy, or nothing: the call was answered, but not by the API.
    private static Outcome NoEnvelope(string connector, Repeatable repeatable)
    {
        var reason = new Reason($"{connector}/no-envelope");
        return repeatable == Repeatable.Yes ? new Outcome.Transient(reason) : new Outcome.Unknown(reason);
    }

    private static JsonElement? Envelope(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            // HTML, empty or cut off; the caller says what that means for the call.
            return null;
        }
    }

    private static string? RequestId(JsonElement envelope) =>
        envelope.Text("request_id") is { Length: <= 64 } id && id.All(char.IsAsciiLetterOrDigit) ? id : null;
}
