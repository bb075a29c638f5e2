namespace Hub.Connectors.Abstractions;

/// <summary>Why an outside system said no.</summary>
public sealed record Reason
{
    /// <summary>
    /// The code, behind the connector's id and a slash, where credentials let into another account than the connection's. It then waits for its
    /// own, and nothing is revoked with these. Since contract 1.7.
    /// </summary>
    public const string OtherAccount = "other-account";

    private const int DetailLength = 500;

    public Reason(string code, string? detail = null)
    {
        Code = code;
        Detail = detail is { Length: > DetailLength } ? detail[..DetailLength] : detail;
    }

    /// <summary>Stable and groupable: <c>connector/vendor code</c>, such as <c>whatsapp/131047</c> or <c>hubspot/http-503</c>.</summary>
    public string Code { get; }

    /// <summary>The vendor's words, for the operator. Cut to 500 characters; holds no text of a message.</summary>
    public string? Detail { get; }

    /// <summary>For people, where the connector knows better than the outcome alone tells: what is wrong, and what to do.</summary>
    public LocalizedText? Words { get; init; }

    /// <summary>What was entered wrongly, where the connector knows: <c>accountId</c>, or <c>settings.</c> with a setting's key. Since contract 1.7.</summary>
    public string? Field { get; init; }
}
