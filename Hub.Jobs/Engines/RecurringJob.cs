namespace Hub.Jobs.Engines;

/// <summary>Something to be done again and again, by one node of the cluster each time.</summary>
/// <param name="Name">Stays the same over versions.</param>
/// <param name="Title">What operators read.</param>
/// <param name="Cron">
/// Second, minute, hour, day, month, weekday, in UTC, as both engines read it: one of the days is <c>?</c>, weekdays are names. What was
/// missed while no node ran is made up for once.
/// </param>
public sealed record RecurringJob(string Name, string Title, string Cron, Func<CancellationToken, Task> Run);
