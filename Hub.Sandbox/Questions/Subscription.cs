namespace Hub.Sandbox.Questions;

/// <summary>Meta's handshake: a GET with <c>hub.mode=subscribe</c> must answer the raw challenge.</summary>
sealed class Subscription(SandboxOptions options) : IDisposable
{
    readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    public async Task<IResult> TryAsync(string? channel, string? token)
    {
        if (channel is not ("whatsapp" or "messenger")) return Results.BadRequest(new { Error = "channel is whatsapp or messenger" });
        const string challenge = "1158201444";
        var verify = Uri.EscapeDataString(token ?? options.VerifyToken);
        var query = $"hub.mode=subscribe&hub.challenge={challenge}&hub.verify_token={verify}";
        var address = $"{options.Hub.TrimEnd('/')}/webhooks/{channel}?{query}";
        try
        {
            using var response = await _http.GetAsync(new Uri(address));
            var body = await response.Content.ReadAsStringAsync();
            return Results.Ok(new { Verified = response.IsSuccessStatusCode && body == challenge, Status = (int)response.StatusCode });
        }
        catch (HttpRequestException)
        {
            return Results.Ok(new { Verified = false, Status = 0 });
        }
    }

    public void Dispose() => _http.Dispose();
}
