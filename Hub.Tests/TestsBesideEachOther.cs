// Tests wait more than they work: for a database, for programs to start, for leases to run out. Each fixture has databases, ports and
// programs of its own, so several wait at once. What measures time or memory, or listens to the whole process, says so and runs alone.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(3)]
