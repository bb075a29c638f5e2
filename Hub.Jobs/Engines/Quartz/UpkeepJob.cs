using Quartz;

namespace Hub.Jobs.Engines.Quartz;

/// <summary>Carries a recurring job's name and nothing else.</summary>
[DisallowConcurrentExecution]
internal sealed class UpkeepJob(IDispatch dispatch) : IJob
{
    public const string NameEntry = "name";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await dispatch.Recurring(context.MergedJobDataMap.GetString(NameEntry)!, cancellationToken);
        }
        catch (JobFailed failed)
        {
            throw new JobExecutionException(failed); // not fired again at once; it comes around
        }
    }
}
