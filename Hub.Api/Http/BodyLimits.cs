using Microsoft.AspNetCore.Http.Features;

namespace Hub.Api.Http;

/// <summary>How many bytes an endpoint reads at most. More is refused with 413: unread where the caller says how many there are.</summary>
internal static class BodyLimits
{
    /// <summary>Far more than any JSON call has.</summary>
    public const int Json = 1 << 20;

    /// <summary>In place of the limit of the endpoint's group.</summary>
    public static TBuilder TakesUpTo<TBuilder>(this TBuilder endpoint, int bytes) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new Limit(bytes));

    /// <summary>To be used once the endpoint is known.</summary>
    public static void Use(WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Limit>() is not { Bytes: var bytes })
            return next(context);
        // The server's own limit stays: below it the server takes the rest of the body before it hangs up, so that the answer is heard.
        if (context.Request.ContentLength > bytes)
            return new ApiProblem(ProblemTypes.TooLarge).ExecuteAsync(context);
        if (context.Request.ContentLength is null && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = bytes;
        return next(context);
    });

    private sealed record Limit(int Bytes);
}
