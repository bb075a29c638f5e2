using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.TikTok;

namespace Hub.Connectors.Ads.TikTokEvents;

/// <summary>
/// Looks whether TikTok has a message event set for the number or Page that ads open: without one it measures no conversation. The answer's form is
/// that of integrators' code; TikTok's own page (1816979158055937) is not public.
/// </summary>
internal static class MessageEventSets
{
    // Refused, not misconfigured: reports still work, and must not stop for what measures conversations.
    private const string Path = "ctm/message_event_set/get/";
    private const int NoPermission = 40001;

    public static async Task<Outcome> Check(TikTokClient client, TikTokEventsSettings settings, string accountId, CancellationToken cancellation)
    {
        if ((settings.AdvertiserId ?? accountId) is not { Length: > 0 } advertiser || !advertiser.All(char.IsAsciiDigit))
            return new Outcome.Rejected(new Reason(TikTokEventsConnector.Name + "/no-advertiser") { Words = NoAdvertiser });
        var answer = await client.Get(
            Path,
            [
                new("advertiser_id", advertiser), new("messaging_app_type", settings.MessagingApp!),
                new("messaging_app_account_id", settings.MessagingAppAccountId ?? ""),
            ], cancellation);
        if (answer.Code == NoPermission)
            return new Outcome.Rejected(new Reason($"{TikTokEventsConnector.Name}/{NoPermission}") { Words = NotPermitted });
        if (answer.Failure is { } failure)
            return failure is Outcome.AuthExpired expired ? new Outcome.AuthRevoked(expired.Reason) : failure;
        var sets = answer.Data.Items("message_event_set_list").Select(Id).OfType<string>().ToList();
        return sets.Contains(settings.EventSourceId)
            ? new Outcome.Accepted(accountId)
            : new Outcome.Rejected(new Reason(TikTokEventsConnector.Name + "/no-event-set") { Words = sets.Count == 0 ? NoSet : OtherSet });
    }

    // A number in some places, a text in others; above 2^53 either way.
    private static string? Id(JsonElement set) => set.TryGetProperty("message_event_set_id", out var id)
        ? id.ValueKind == JsonValueKind.String ? id.GetString() : id.GetRawText()
        : null;

    private static LocalizedText NoAdvertiser { get; } = new(
        "Enter the advertiser id: TikTok is asked for its message event sets.", "Nhập mã nhà quảng cáo: cần để hỏi TikTok về bộ sự kiện tin nhắn.");

    private static LocalizedText NotPermitted { get; } = new(
        "The token may not list message event sets. Ask TikTok for the permission CTX Events Management, or leave the messaging app empty to skip this check.",
        "Token không được phép xem bộ sự kiện tin nhắn. Hãy xin TikTok quyền CTX Events Management, hoặc để trống ứng dụng nhắn tin để bỏ qua bước kiểm tra này.");

    private static LocalizedText NoSet { get; } = new(
        "TikTok has no message event set for this number or Page, so it measures no conversation. Make one in Events Manager and enter its id.",
        "TikTok chưa có bộ sự kiện tin nhắn cho số điện thoại hoặc Trang này nên không đo được hội thoại. Hãy tạo trong Events Manager rồi nhập mã của nó.");

    private static LocalizedText OtherSet { get; } = new(
        "TikTok has other message event sets for this number or Page, not this one. Enter the id of one of them.",
        "TikTok có bộ sự kiện tin nhắn khác cho số điện thoại hoặc Trang này. Hãy nhập mã của một trong các bộ đó.");
}
