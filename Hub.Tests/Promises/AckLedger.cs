namespace Hub.Tests.Promises;

/// <summary>What the hub has acknowledged, on disk before the next is sent.</summary>
internal sealed class AckLedger : IAsyncDisposable
{
    private readonly FileStream _file = File.Create(Path.GetTempFileName());
    private readonly Lock _lock = new();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add(string key)
    {
        lock (_lock)
        {
            _file.Write(System.Text.Encoding.ASCII.GetBytes(key + "\n"));
            _file.Flush(flushToDisk: true);
            _count++;
        }
    }

    public List<string> Read()
    {
        lock (_lock)
        {
            _file.Position = 0;
            using var reader = new StreamReader(_file, leaveOpen: true);
            return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        File.Delete(_file.Name);
    }
}
