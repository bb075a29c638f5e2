using System.Text.Json;

namespace Hub.Core.Signals;

/// <summary>
/// The one way out for signals, around everything that an ads connector sends. A request with a body needs an <see cref="EgressPass"/>;
/// every text value in it must be one that the pass knows. Whatever a connector's author does, no other text leaves.
/// </summary>
public sealed class EgressGate(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly AsyncLocal<EgressPass?> Current = new();

    /// <summary>Lets the requests of this call chain out under <paramref name="pass"/>.</summary>
    public static IDisposable Open(EgressPass pass)
    {
        Current.Value = pass;
        return new Closing();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is null)
            return await base.SendAsync(request, cancellationToken);
        var pass = Current.Value ?? throw new EgressException("A request without a pass.");
        var body = await request.Content.ReadAsByteArrayAsync(cancellationToken);
        Check(body, pass);
        var target = $"{request.RequestUri!.Authority}{request.RequestUri.AbsolutePath}";
        await pass.Leaving(target, body);
        var response = await base.SendAsync(request, cancellationToken);
        pass.Status = (int)response.StatusCode;
        return response;
    }

    private static void Check(byte[] body, EgressPass pass)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read())
                Check(ref reader, pass);
        }
        catch (JsonException)
        {
            throw new EgressException("A body that is not JSON.");
        }
    }

    private static void Check(ref Utf8JsonReader reader, EgressPass pass)
    {
        if (reader.TokenType == JsonTokenType.PropertyName && !IsFieldName(reader.ValueSpan))
            throw new EgressException("A field name that is no name.");
        if (reader.TokenType == JsonTokenType.String && !pass.Allows(reader.GetString()!))
            throw new EgressException("A text value that no signal holds.");
        if (reader.TokenType == JsonTokenType.Comment)
            throw new EgressException("A comment.");
    }

    private static bool IsFieldName(ReadOnlySpan<byte> name)
    {
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit((char)c) && c != (byte)'_')
                return false;
        return name.Length is > 0 and <= 64;
    }

    private sealed class Closing : IDisposable
    {
        public void Dispose() => Current.Value = null;
    }
}

/// <summary>The gate held a request back. The message never quotes what was in it.</summary>
public sealed class EgressException(string message) : HttpRequestException(message);
