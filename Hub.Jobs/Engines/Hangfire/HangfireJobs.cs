using Hangfire.Common;
using Hangfire.Server;
using Hub.Core.Deliveries;

namespace Hub.Jobs.Engines.Hangfire;

/// <summary>What Hangfire calls. Its tables name these methods, so they stay; their arguments are ids and nothing else.</summary>
internal sealed class HangfireJobs(IDispatch dispatch, HangfireWakes wakes)
{
    /// <param name="context">Hangfire's own; null when the job is made.</param>
    public async Task Lane(string lane, PerformContext? context, CancellationToken cancellation)
    {
        var key = LaneKey.Parse(lane);
        await wakes.Answered(key, context?.BackgroundJob.Id, cancellation);
        await dispatch.Lane(key, cancellation);
    }

    public Task Recurring(string name, CancellationToken cancellation) => dispatch.Recurring(name, cancellation);
}

/// <summary>What the dashboard calls them.</summary>
public static class HangfireTitles
{
    public static string Of(Job job, JobTitles titles) => job switch
    {
        { Method.Name: nameof(HangfireJobs.Lane), Args: [string lane, ..] } => titles.Of(LaneKey.Parse(lane)),
        { Method.Name: nameof(HangfireJobs.Recurring), Args: [string name, ..] } => titles.Of(name),
        _ => job.ToString(),
    };
}
