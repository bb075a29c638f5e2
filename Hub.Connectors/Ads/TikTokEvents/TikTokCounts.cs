using System.Globalization;
using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Channels.TikTok;

namespace Hub.Connectors.Ads.TikTokEvents;

/// <summary>
/// The advertiser's own count of conversations, from the synchronous report. The names of the messaging metrics are known from integrators' code only, so
/// that the metric is a setting without a default.
/// </summary>
internal static class TikTokCounts
{
    private const string Path = "report/integrated/get/";

    public static async Task<CountsAnswer> Count(
        TikTokClient client, TikTokEventsSettings settings, string accountId, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        if (settings.CountMetric is not { } metric)
            return Failed(new Outcome.Misconfigured(new Reason(TikTokEventsConnector.Name + "/no-metric") { Words = NoMetric }));
        if ((settings.AdvertiserId ?? accountId) is not { Length: > 0 } advertiser || !advertiser.All(char.IsAsciiDigit))
            return Failed(new Outcome.Misconfigured(new Reason(TikTokEventsConnector.Name + "/no-advertiser") { Words = NoAdvertiser }));
        var answer = await client.Get(
            Path,
            [
                new("advertiser_id", advertiser), new("report_type", "BASIC"), new("data_level", "AUCTION_ADVERTISER"),
                new("dimensions", """["advertiser_id"]"""), new("metrics", $"""["{metric}"]"""),
                new("start_date", Day(from)), new("end_date", Day(to)),
            ], cancellation);
        return answer.Failure is { } failure
            ? Failed(failure)
            : new CountsAnswer(new Outcome.Accepted(), [
                new PlatformCount(SignalKind.ConversationStarted, metric, answer.Data.Items("list").Sum(row => Number(row, metric)))]);
    }

    private static CountsAnswer Failed(Outcome outcome) => new(outcome, []);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Texts such as "12" and, where there is nothing, "-".
    private static long Number(JsonElement row, string metric) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty("metrics", out var metrics) && metrics.ValueKind == JsonValueKind.Object
            && metrics.TryGetProperty(metric, out var value)
            && decimal.TryParse(
                value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? (long)number : 0;

    private static LocalizedText NoMetric { get; } = new(
        "Enter the name of the metric in the connection's settings: TikTok publishes none for messaging.",
        "Nhập tên chỉ số trong cài đặt kết nối: TikTok chưa công bố tên chỉ số cho tin nhắn.");

    private static LocalizedText NoAdvertiser { get; } = new(
        "Enter the advertiser id in the connection's settings.", "Nhập mã nhà quảng cáo trong cài đặt kết nối.");
}
