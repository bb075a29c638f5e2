using System.Text.Json;

namespace Hub.Api.Http;

/// <summary>An answer as it is kept to be given again.</summary>
internal sealed record StoredAnswer(string? ContentType, string? Location, byte[] Body)
{
    public static StoredAnswer Of(HttpResponse response, MemoryStream body) =>
        new(response.ContentType, response.Headers.Location, body.ToArray());

    public static StoredAnswer Read(byte[] bytes) => JsonSerializer.Deserialize<StoredAnswer>(bytes)!;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    public async Task Write(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.ContentType = ContentType;
        if (Location is not null)
            response.Headers.Location = Location;
        await response.Body.WriteAsync(Body);
    }
}
