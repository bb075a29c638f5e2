namespace Hub.Core.Deliveries;

/// <summary>
/// When a delivery is tried again: 2 s, 4 s, 8 s … up to an hour, or to five minutes where a CRM is read, each ±10 %, until the kind's age is reached; then it is a dead letter.
/// Webhooks have the schedule of Standard Webhooks instead.
/// </summary>
/// <param name="random">0 to 1.</param>
public sealed class RetryPolicy(Func<double> random)
{
    private static readonly TimeSpan Cap = TimeSpan.FromHours(1);

    // People wait for what they have changed elsewhere, and one question costs little.
    private static readonly TimeSpan ReadCap = TimeSpan.FromMinutes(5);

    // After the first try; all of it takes a little over three days.
    private static readonly TimeSpan[] Webhooks =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <returns>Null when it is time to give up.</returns>
    public DateTimeOffset? Next(DeliveryKind kind, int attempts, DateTimeOffset owedAt, DateTimeOffset now)
    {
        if (kind == DeliveryKind.CallWebhook)
            return attempts <= Webhooks.Length ? now + Jittered(Webhooks[attempts - 1]) : null;
        var cap = kind == DeliveryKind.ReadCrm ? ReadCap : Cap;
        var next = now + Jittered(TimeSpan.FromSeconds(Math.Min(cap.TotalSeconds, Math.Pow(2, Math.Min(attempts, 20)))));
        return next - owedAt <= MaxAge(kind) ? next : null;
    }

    /// <summary>An answer in a chat is worth nothing an hour later; a signal or an order is, for days.</summary>
    public static TimeSpan MaxAge(DeliveryKind kind) => kind switch
    {
        DeliveryKind.SendMessage => TimeSpan.FromMinutes(30),
        DeliveryKind.MarkRead => TimeSpan.FromMinutes(5),
        DeliveryKind.FetchAttachment or DeliveryKind.LearnName => TimeSpan.FromHours(24),
        _ => TimeSpan.FromDays(3),
    };

    private TimeSpan Jittered(TimeSpan wait) => wait * (0.9 + (0.2 * random()));
}
