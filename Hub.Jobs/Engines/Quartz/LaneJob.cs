using Hub.Core.Deliveries;
using Hub.Jobs.Lanes;
using Quartz;

namespace Hub.Jobs.Engines.Quartz;

/// <summary>Carries the lane's ids and nothing else.</summary>
[DisallowConcurrentExecution]
internal sealed class LaneJob(LaneDispatch dispatch) : IJob
{
    public const string LaneEntry = "lane";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await dispatch.Run(LaneKey.Parse(context.MergedJobDataMap.GetString(LaneEntry)!), cancellationToken);
}
