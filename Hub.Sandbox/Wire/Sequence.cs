namespace Hub.Sandbox.Wire;

/// <summary>Names for what is not planned traffic. The start time keeps two runs of the program apart.</summary>
sealed class Sequence(TimeProvider time)
{
    readonly long _run = time.GetUtcNow().ToUnixTimeMilliseconds();
    long _last;

    public string Next(string kind) => $"{kind}-{_run}-{Interlocked.Increment(ref _last)}";
}
