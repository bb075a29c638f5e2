namespace Hub.Sandbox.Faults;

/// <summary>The body of <c>PUT /_sandbox/faults</c>. It replaces what was set before.</summary>
sealed record FaultSettings
{
    public IReadOnlyList<FaultRule> Rules { get; init; } = [];
    /// <summary>Platforms whose echo reaches the hub before the answer to the send.</summary>
    public IReadOnlyList<string> EchoFirst { get; init; } = [];
    /// <summary>Platforms whose access tokens expire now; done once.</summary>
    public IReadOnlyList<string> ExpireTokens { get; init; } = [];
    /// <summary>Platforms whose first access token works again; done once.</summary>
    public IReadOnlyList<string> RestoreTokens { get; init; } = [];
    /// <summary>Platforms that drop the hub's webhook subscription now and post nothing until it is made again; done once.</summary>
    public IReadOnlyList<string> LoseSubscriptions { get; init; } = [];
    /// <summary>Meta's apps whose own subscription is dropped now, which serves all accounts; done once.</summary>
    public IReadOnlyList<string> LoseApps { get; init; } = [];
    /// <summary>Platforms at which somebody has switched webhooks off by hand, until they are not named any more.</summary>
    public IReadOnlyList<string> SwitchOff { get; init; } = [];
    public WebhookFaults? Webhooks { get; init; }
}
