using Hangfire;
using Hangfire.Common;

namespace Hub.Jobs.Engines.Hangfire;

/// <summary>
/// What Hangfire does around each job: it counts for its graphs, and tries nothing again, since the hub's own retries are in the
/// deliveries. No filter restores a workspace: it is part of every lane's key.
/// </summary>
internal sealed class HangfireFilters : JobFilterProviderCollection
{
    public HangfireFilters() : base(Of(new AutomaticRetryAttribute { Attempts = 0 }, new StatisticsHistoryAttribute()))
    {
    }

    private static JobFilterCollection Of(params object[] filters)
    {
        var collection = new JobFilterCollection();
        foreach (var filter in filters)
            collection.Add(filter);
        return collection;
    }
}
