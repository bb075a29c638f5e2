using Hub.Core.Deliveries;
using Quartz;

namespace Hub.Jobs.Engines.Quartz;

/// <summary>Carries the lane's ids and nothing else.</summary>
[DisallowConcurrentExecution]
internal sealed class LaneJob(IDispatch dispatch) : IJob
{
    public const string LaneEntry = "lane";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await dispatch.Lane(LaneKey.Parse(context.MergedJobDataMap.GetString(LaneEntry)!), cancellationToken);
}
