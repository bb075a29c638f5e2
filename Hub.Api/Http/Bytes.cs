namespace Hub.Api.Http;

internal static class Bytes
{
    /// <returns>Null when there are more than <paramref name="limit"/>; then no more than that was ever held.</returns>
    public static async Task<byte[]?> Read(Stream body, int limit, CancellationToken cancellation)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (all.Length + read > limit)
                return null;
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}
