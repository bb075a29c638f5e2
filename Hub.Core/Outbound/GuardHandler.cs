namespace Hub.Core.Outbound;

/// <summary>Refuses what is not on the list, and bounds each answer in time and size.</summary>
internal sealed class GuardHandler(HttpMessageHandler inner, AllowedTargets allowed, GuardedHttpOptions options)
    : DelegatingHandler(inner)
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Outbound calls are asynchronous.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { IsAbsoluteUri: true } uri || !allowed.Allows(uri))
            throw new OutboundException(OutboundFailure.HostNotAllowed, $"{request.RequestUri?.Host} is not an allowed host.");
        var deadline = new CancellationTokenSource(options.TotalTimeout);
        HttpResponseMessage? response = null;
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            response = await base.SendAsync(request, either.Token);
            response.Content = await Bounded(response.Content, deadline);
            return response;
        }
        catch (Exception exception)
        {
            var timedOut = deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested;
            response?.Dispose();
            deadline.Dispose();
            if (exception is OperationCanceledException && timedOut)
                throw new OutboundException(OutboundFailure.Timeout, $"{uri.Host} did not answer in time.", exception);
            if (exception is HttpRequestException { InnerException: OutboundException refused })
                throw OutboundException.Because(refused);
            throw;
        }
    }

    private async Task<HttpContent> Bounded(HttpContent content, CancellationTokenSource deadline)
    {
        if (content.Headers.ContentLength > options.ResponseBytes)
            throw BoundedStream.TooLarge();
        var bounded = new StreamContent(new BoundedStream(await content.ReadAsStreamAsync(deadline.Token), options.ResponseBytes, deadline));
        foreach (var (name, values) in content.Headers.NonValidated)
            bounded.Headers.TryAddWithoutValidation(name, values);
        return bounded;
    }
}
