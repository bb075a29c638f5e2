namespace Hub.Benchmarks.Engines;

/// <summary>Something that keeps jobs in PostgreSQL, does them, and is asked to do nothing in each.</summary>
/// <param name="Jobs">Of one measurement: some seconds' worth.</param>
/// <param name="Enqueue">So many, into this database; makes its tables the first time.</param>
/// <param name="Drain">Does them, and returns how many seconds there were between the first and the last, counted inside the job.</param>
/// <param name="Latency">From asking for one, 50 ms apart, until each has started, in milliseconds.</param>
sealed record EnginePeer(
    string Name, int Jobs, Func<string, int, Task> Enqueue, Func<string, int, Task<double>> Drain, Func<string, int, Task<double[]>>? Latency);
