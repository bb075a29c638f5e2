using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Hub.Tests.Core.Webhooks;

/// <summary>A receiver of webhooks on loopback, which checks them as its own reading of the specification says.</summary>
internal sealed class Receiver(FakeVendor server) : IAsyncDisposable
{
    public Uri Address => server.BaseAddress;

    public IReadOnlyList<RecordedRequest> Requests => server.Requests;

    public static async Task<Receiver> Start(RequestDelegate answer) => new(await FakeVendor.Start(answer));

    public static Task<Receiver> Start(int status, string body = "") => Start(context => FakeVendor.Reply(context, status, body, "text/plain"));

    public IEnumerable<JsonElement> Bodies => Requests.Select(request => JsonSerializer.Deserialize<JsonElement>(request.Text));

    /// <returns>How many of the signatures are made with the secret.</returns>
    public static int Signatures(RecordedRequest request, string secret)
    {
        var signed = $"{request.Header("webhook-id")}.{request.Header("webhook-timestamp")}.{request.Text}";
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret.Split('_', 2)[1]));
        var right = "v1," + Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(signed)));
        return request.Header("webhook-signature")!.Split(' ').Count(signature => signature == right);
    }

    public static DateTimeOffset TimeOf(RecordedRequest request) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Header("webhook-timestamp")!, CultureInfo.InvariantCulture));

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
