namespace Hub.Core.Storage;

/// <summary>Tells whoever began it whether anything has been sent for commit since, here or in what was called from here.</summary>
public sealed class CommitWatch : IDisposable
{
    private static readonly AsyncLocal<CommitWatch?> Current = new();
    private readonly CommitWatch? _outer = Current.Value;
    private volatile bool _any;

    private CommitWatch()
    {
    }

    public bool Any => _any;

    public static CommitWatch Begin() => Current.Value = new CommitWatch();

    public void Dispose() => Current.Value = _outer;

    internal static void Sending()
    {
        if (Current.Value is { } watch)
            watch._any = true;
    }
}
