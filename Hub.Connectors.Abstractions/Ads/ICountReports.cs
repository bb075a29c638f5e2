namespace Hub.Connectors.Abstractions;

/// <summary>Asks the ad platform what it has counted itself, to hold it against what was reported. Since contract 1.2.</summary>
public interface ICountReports
{
    /// <summary>Counts of whole days, in the time zone that the ad account has at the platform.</summary>
    /// <param name="to">The last day, itself a part.</param>
    Task<CountsAnswer> Count(ConnectionContext connection, DateOnly from, DateOnly to, CancellationToken cancellation);
}

/// <param name="Counts">Empty unless <paramref name="Outcome"/> is accepted.</param>
public sealed record CountsAnswer(Outcome Outcome, IReadOnlyList<PlatformCount> Counts);

/// <param name="Kind">Which signals the number is to be held against.</param>
/// <param name="Name">What the platform calls it.</param>
public sealed record PlatformCount(SignalKind Kind, string Name, long Count);
