namespace Hub.Core.Outbound;

/// <summary>
/// The guard stopped a request. <see cref="HttpRequestException.HttpRequestError"/> is <see cref="HttpRequestError.ConnectionError"/> exactly
/// where no byte of the request left. The message holds a host name at most, never a path or a query: those may carry tokens.
/// </summary>
public sealed class OutboundException : HttpRequestException
{
    internal OutboundException(OutboundFailure failure, string message, Exception? inner = null)
        : base(ErrorOf(failure), message, inner) => Failure = failure;

    public OutboundFailure Failure { get; }

    internal static OutboundException Because(OutboundException first) => new(first.Failure, first.Message, first);

    private static HttpRequestError ErrorOf(OutboundFailure failure) => failure switch
    {
        OutboundFailure.ResponseTooLarge => HttpRequestError.ConfigurationLimitExceeded,
        OutboundFailure.Timeout => HttpRequestError.Unknown,
        _ => HttpRequestError.ConnectionError,
    };
}

public enum OutboundFailure
{
    /// <summary>Neither on the list of hosts nor a configured base address; found before any name was resolved.</summary>
    HostNotAllowed,

    /// <summary>The name resolves to an address that is not public.</summary>
    AddressNotPublic,

    ConnectTimeout,

    /// <summary>The vendor did not finish its answer in time. It may have acted.</summary>
    Timeout,

    /// <summary>The answer is larger than the cap. The vendor has acted.</summary>
    ResponseTooLarge,
}
