[assembly: LevelOfParallelism(3)]

namespace Hub.Tests.Promises;

/// <summary>
/// Promises wait more than they work: for leases to run out, for programs to start, for a clock to go on. Each has databases, ports and
/// programs of its own, so several wait at once.
/// </summary>
[SetUpFixture]
[Parallelizable(ParallelScope.Fixtures)]
public sealed class PromisesBesideEachOther;
