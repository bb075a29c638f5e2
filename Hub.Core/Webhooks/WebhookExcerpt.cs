using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Hub.Core.Webhooks;

/// <summary>
/// The beginning of what an endpoint answered when it refused, for whoever looks for the reason. Anything that may be a number, an address
/// or a token is taken out: the other side may say back what it was sent, or more.
/// </summary>
internal static partial class WebhookExcerpt
{
    private const int MostBytes = 1024;
    private const int MostCharacters = 200;

    public static async Task<string?> Read(HttpContent content, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes);
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellation);
            var length = await stream.ReadAtLeastAsync(buffer.AsMemory(0, MostBytes), MostBytes, throwOnEndOfStream: false, cancellation);
            return Of(Encoding.UTF8.GetString(buffer, 0, length));
        }
        catch (Exception error) when (error is not OperationCanceledException) // the status has come; this was only for people
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static string? Of(string text)
    {
        var clean = Spaces().Replace(Numbers().Replace(Tokens().Replace(Addresses().Replace(text, "[…]"), "[…]"), "[…]"), " ").Trim();
        return clean.Length == 0 ? null : clean.Length > MostCharacters ? clean[..MostCharacters] + "…" : clean;
    }

    [GeneratedRegex(@"\S+@\S+", RegexOptions.None, 100)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"[A-Za-z0-9+/=_-]{20,}", RegexOptions.None, 100)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"\+?\d[\d .\-()]{4,}\d", RegexOptions.None, 100)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.None, 100)]
    private static partial Regex Spaces();
}
