namespace Hub.Core.Deliveries;

/// <summary>
/// When a delivery is tried again: 2 s, 4 s, 8 s … up to an hour, each ±10 %, until the kind's age is reached; then it is a dead letter.
/// </summary>
/// <param name="random">0 to 1.</param>
public sealed class RetryPolicy(Func<double> random)
{
    private static readonly TimeSpan Cap = TimeSpan.FromHours(1);

    /// <returns>Null when it is time to give up.</returns>
    public DateTimeOffset? Next(DeliveryKind kind, int attempts, DateTimeOffset owedAt, DateTimeOffset now)
    {
        var wait = TimeSpan.FromSeconds(Math.Min(Cap.TotalSeconds, Math.Pow(2, Math.Min(attempts, 20))));
        var next = now + (wait * (0.9 + (0.2 * random())));
        return next - owedAt <= MaxAge(kind) ? next : null;
    }

    /// <summary>An answer in a chat is worth nothing an hour later; a signal or an order is, for days.</summary>
    public static TimeSpan MaxAge(DeliveryKind kind) => kind switch
    {
        DeliveryKind.SendMessage => TimeSpan.FromMinutes(30),
        DeliveryKind.MarkRead => TimeSpan.FromMinutes(5),
        DeliveryKind.FetchAttachment => TimeSpan.FromHours(24),
        _ => TimeSpan.FromDays(3),
    };
}
