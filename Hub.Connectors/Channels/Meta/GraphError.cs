using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Meta;

/// <summary>
/// The Graph API's error object, in an answer or in a webhook. Meta asks to build on code and details, never on titles
/// (developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes).
/// </summary>
internal sealed record GraphError(int Code, int? Subcode, string? Words)
{
    public static GraphError? Of(JsonElement error) => error.Number("code") is { } code && InRange(code)
        ? new GraphError(
            (int)code,
            error.Number("error_subcode") is { } subcode && InRange(subcode) ? (int)subcode : null,
            error.Child("error_data").Text("details") ?? error.Text("message") ?? error.Text("title"))
        : null;

    /// <param name="secrets">What may not appear in the reason, should the vendor quote it.</param>
    public Reason Because(string connector, IReadOnlyList<string?> secrets) =>
        new(Subcode is null ? $"{connector}/{Code}" : $"{connector}/{Code}-{Subcode}", VendorWords.Without(Words, secrets));

    /// <summary>Shows no vendor text.</summary>
    public override string ToString() => $"GraphError({Code}, {Subcode})";

    private static bool InRange(decimal number) => number is >= int.MinValue and <= int.MaxValue;
}
