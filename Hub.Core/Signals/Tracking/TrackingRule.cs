using System.Collections.Concurrent;
using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Core.Signals.Tracking;

/// <summary>How one connection's messages carry tracking ids. Kept with the connection as JSON.</summary>
/// <param name="Platform">Id of the ads connector whose ids they are: no other one is told of them.</param>
/// <param name="IsExpression">The pattern is a regular expression, not a text with <c>{id}</c>.</param>
public sealed record TrackingRule(string Platform, string Pattern, bool IsExpression)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static TrackingRule? Of(string? json) => json is null ? null : JsonSerializer.Deserialize<TrackingRule>(json, Json);

    // Made once: building an expression takes longer than matching a batch by it.
    private static readonly ConcurrentDictionary<(string, bool), TrackingPattern?> Patterns = new();
    private const int MostPatterns = 1000;

    // The same on every redelivery, as the message's own key is.
    private const string SecondArrival = "#tracking";

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>
    /// The events with tracking ids taken out of what contacts wrote, as arrivals of their own. It depends on nothing but event and rule, so that
    /// repeats and other orders of arrival end the same.
    /// </summary>
    public IReadOnlyList<ChannelEvent> TakeOut(IReadOnlyList<ChannelEvent> events) =>
        Compiled() is { } pattern ? [.. events.SelectMany(item => TakeOut(pattern, item))] : events;

    private TrackingPattern? Compiled()
    {
        if (Patterns.Count >= MostPatterns)
            Patterns.Clear();
        return Patterns.GetOrAdd((Pattern, IsExpression), key => TrackingPattern.Read(key.Item1, key.Item2, out _));
    }

    private IEnumerable<ChannelEvent> TakeOut(TrackingPattern pattern, ChannelEvent item) => item switch
    {
        MessageEvent { Direction: MessageDirection.Inbound, Content.Text: { } text } message when pattern.TakeOut(text) is { } taken =>
            Arrived(message with { Content = message.Content with { Text = taken.Text } }, Arrival(taken)),
        EditEvent { Content.Text: { } text } edit when pattern.TakeOut(text) is { } taken => [edit with
        {
            Content = edit.Content with { Text = taken.Text },
        }],
        _ => [item],
    };

    // What the channel itself says of the arrival is its own platform's, and stays: each of the two is told of its own, so the id is a second arrival.
    private static IEnumerable<ChannelEvent> Arrived(MessageEvent message, Referral arrival) => message.Referral is null
        ? [message with { Referral = arrival }]
        : [message, new ReferralEvent
        {
            EventKey = message.EventKey + SecondArrival,
            OccurredAt = message.OccurredAt,
            ConversationKey = message.ConversationKey,
            Contact = message.Contact,
            Referral = arrival,
        }];

    private Referral Arrival(TakenOut taken) => new()
    {
        Source = ReferralSource.Ad,
        TrackingId = taken.TrackingId,
        AdId = taken.AdId,
        Platform = Platform,
    };
}
