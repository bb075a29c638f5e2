namespace Hub.Connectors.Abstractions;

/// <summary>Pulls what the platform does not push: history, gaps, changes in a CRM.</summary>
public interface IPoll<T>
{
    /// <param name="cursor">What the last page gave, or null to start. The host stores it together with the items.</param>
    Task<PollPage<T>> Pull(ConnectionContext connection, string? cursor, PollBudget budget, CancellationToken cancellation);
}

/// <param name="Calls">Most calls to the vendor in one pull.</param>
/// <param name="Since">Leave out what is older.</param>
public sealed record PollBudget(int Calls, DateTimeOffset? Since = null);

/// <param name="Next">Cursor for the next pull; null to start over next time.</param>
/// <param name="More">There is more to pull right now.</param>
public sealed record PollPage<T>(Outcome Outcome, IReadOnlyList<T> Items, string? Next = null, bool More = false)
{
    /// <summary>
    /// Why some of it cannot be told, such as a kind of record that the account may not read: the rest is told, the connection goes on, and its page
    /// says so. Since contract 1.5.
    /// </summary>
    public Reason? LeftOut { get; init; }
}
