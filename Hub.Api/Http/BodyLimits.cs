using Microsoft.AspNetCore.Mvc;

namespace Hub.Api.Http;

/// <summary>How many bytes an endpoint reads at most. More is refused with 413: at once where the caller says how many there are.</summary>
internal static class BodyLimits
{
    /// <summary>Far more than any JSON call has.</summary>
    public const int Json = 1 << 20;

    /// <summary>In place of the limit of the endpoint's group.</summary>
    public static TBuilder TakesUpTo<TBuilder>(this TBuilder endpoint, int bytes) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RequestSizeLimitAttribute(bytes));
}
