using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.Line;

/// <summary>
/// Where LINE posts an account's webhooks: one address a channel, and a switch beside it that only a person can turn
/// (line-openapi, <c>/v2/bot/channel/webhook/endpoint</c>). An address that somebody else has entered is left alone.
/// </summary>
internal sealed class LineSubscription(LineClient client)
{
    private static readonly LocalizedText Elsewhere = new(
        "LINE sends this account's webhooks to another address. Enter this hub's address in LINE Developers > Messaging API, or remove the one there, then check again.",
        "LINE đang gửi webhook của tài khoản này đến địa chỉ khác. Hãy nhập địa chỉ của hub này tại LINE Developers > Messaging API, hoặc xóa địa chỉ ở đó, rồi kiểm tra lại.");

    private static readonly LocalizedText SwitchedOff = new(
        "Webhooks are switched off at LINE. Switch on \"Use webhook\" in LINE Developers > Messaging API, then check again.",
        "Webhook đang tắt tại LINE. Hãy bật \"Use webhook\" tại LINE Developers > Messaging API, rồi kiểm tra lại.");

    public static Reason StaysThere { get; } = new($"{LineErrors.Connector}/endpoint-stays")
    {
        Words = new LocalizedText(
            "LINE has no call that takes an address away. Remove it in LINE Developers > Messaging API.",
            "LINE không có lệnh gỡ địa chỉ webhook. Hãy xóa tại LINE Developers > Messaging API."),
    };

    public async Task<Outcome> Ensure(Uri callback, CancellationToken cancellation)
    {
        var standing = await client.Endpoint(cancellation);
        if (standing.Failure is null && standing.Json.Text("endpoint") is { Length: > 0 } address)
            return address == callback.AbsoluteUri ? Switched(standing) ?? new Outcome.Duplicate() : No("foreign-callback", Elsewhere);
        if (standing.Failure is not (null or Outcome.NotFound))
            return standing.Failure; // no answer does not show that it was lost
        var entered = await client.SetEndpoint(callback, cancellation);
        // The switch of a new channel is off, and entering an address leaves it so.
        return entered.Failure ?? Switched(await client.Endpoint(cancellation)) ?? new Outcome.Accepted();
    }

    private static Outcome? Switched(LineAnswer endpoint) =>
        endpoint.Json.Child("active").ValueKind == JsonValueKind.False ? No("webhook-off", SwitchedOff) : null;

    private static Outcome.Rejected No(string code, LocalizedText words) => new(new Reason($"{LineErrors.Connector}/{code}") { Words = words });
}
