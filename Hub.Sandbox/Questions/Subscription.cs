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
        var (verified, status) = await Ask($"/webhooks/{channel}", token ?? options.VerifyToken);
        return Results.Ok(new { Verified = verified, Status = status });
    }

    /// <param name="path">At <c>--hub</c>.</param>
    /// <returns>The HTTP status; 0 when nobody answered.</returns>
    public async Task<(bool IsVerified, int Status)> Ask(string path, string token)
    {
        const string challenge = "1158201444";
        var query = $"hub.mode=subscribe&hub.challenge={challenge}&hub.verify_token={Uri.EscapeDataString(token)}";
        var address = $"{options.Hub.TrimEnd('/')}{path}?{query}";
        try
        {
            using var response = await _http.GetAsync(new Uri(address));
            var body = await response.Content.ReadAsStringAsync();
            return (response.IsSuccessStatusCode && body == challenge, (int)response.StatusCode);
        }
        catch (HttpRequestException)
        {
            return (false, 0);
        }
    }

    public void Dispose() => _http.Dispose();
}
