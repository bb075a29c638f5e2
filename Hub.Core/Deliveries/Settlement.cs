using Hub.Connectors.Abstractions;
using Hub.Core.Connections;

namespace Hub.Core.Deliveries;

/// <summary>What an outcome does to a delivery, its lane and its connection. The only place where retries are decided.</summary>
public sealed class Settlement(RetryPolicy retries)
{
    // For vendors that throttle without saying how long; doubles with each time in a row.
    private static readonly TimeSpan UnsaidWait = TimeSpan.FromSeconds(5);

    /// <param name="seen">The revision that the work has seen. When it rose meanwhile, neither success nor refusal settles it.</param>
    public void Apply(Delivery delivery, int seen, Outcome outcome, bool doneTwiceIfRepeated, Lane lane, Connection connection, DateTimeOffset now)
    {
        (delivery.Outcome, delivery.Code, delivery.Detail) = (outcome.GetType().Name, outcome.Because?.Code, outcome.Because?.Detail);
        switch (outcome)
        {
            case Outcome.Accepted or Outcome.Duplicate:
                Succeed(delivery, seen, now);
                break;
            case Outcome.Throttled throttled:
                Wait(delivery, throttled, lane, now);
                break;
            case Outcome.AuthExpired or Outcome.AuthRevoked:
                Park(delivery, connection, "auth_revoked", outcome, now);
                break;
            // One picture that lies where the hub may not fetch it must not stop the conversations of the account.
            case Outcome.Misconfigured when delivery.Kind == DeliveryKind.FetchAttachment:
                delivery.Attempts++;
                End(delivery, DeliveryState.Dead, now);
                break;
            case Outcome.Misconfigured:
                Park(delivery, connection, "misconfigured", outcome, now);
                break;
            case Outcome.Unknown when doneTwiceIfRepeated:
                delivery.Attempts = Math.Max(delivery.Attempts, 1); // found so after a crash, it counts once
                End(delivery, DeliveryState.Unknown, now);
                break;
            case Outcome.Transient or Outcome.Unknown:
            case Outcome.Conflict { ExistingId: not null } or Outcome.NotFound when delivery.Kind is DeliveryKind.SyncContact or DeliveryKind.SyncOrder
                or DeliveryKind.SyncBooking:
                Retry(delivery, now);
                break;
            default:
                Fail(delivery, seen, now);
                break;
        }
    }

    private static void Succeed(Delivery delivery, int seen, DateTimeOffset now)
    {
        if (delivery.Revision == seen)
            End(delivery, DeliveryState.Done, now);
        else
            Again(delivery, now);
    }

    // What was refused is not what is owed any more.
    private static void Fail(Delivery delivery, int seen, DateTimeOffset now)
    {
        if (delivery.Revision != seen)
        {
            Again(delivery, now);
            return;
        }

        delivery.Attempts++;
        End(delivery, DeliveryState.Dead, now);
    }

    private static void Wait(Delivery delivery, Outcome.Throttled throttled, Lane lane, DateTimeOffset now)
    {
        var until = now + (throttled.RetryAfter ?? UnsaidWait);
        Again(delivery, until);
        if (throttled.Scope == ThrottleScope.Connection && !(lane.NotBefore >= until))
            lane.NotBefore = until;
    }

    private static void Park(Delivery delivery, Connection connection, string code, Outcome outcome, DateTimeOffset now)
    {
        Again(delivery, now);
        connection.Pause(code, outcome.Because is { } reason ? $"{reason.Code} {reason.Detail}".TrimEnd() : null, outcome.Because?.Words);
    }

    private void Retry(Delivery delivery, DateTimeOffset now)
    {
        delivery.Attempts++;
        if (retries.Next(delivery.Kind, delivery.Attempts, delivery.OwedAt, now) is { } next)
            Again(delivery, next);
        else
            End(delivery, IsInDoubt(delivery) ? DeliveryState.Unknown : DeliveryState.Dead, now);
    }

    // A platform that takes a message once does so for a while only: what it may have taken is not replayed with the dead.
    private static bool IsInDoubt(Delivery delivery) => delivery is { Kind: DeliveryKind.SendMessage, Outcome: nameof(Outcome.Unknown) }
        or { InDoubtSince: not null, Outcome: nameof(Outcome.Transient) };

    private static void Again(Delivery delivery, DateTimeOffset due) =>
        (delivery.State, delivery.DueAt) = (DeliveryState.Owed, due);

    private static void End(Delivery delivery, DeliveryState state, DateTimeOffset now) =>
        (delivery.State, delivery.SettledAt) = (state, now);
}
