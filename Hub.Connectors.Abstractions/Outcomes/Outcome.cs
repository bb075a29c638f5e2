namespace Hub.Connectors.Abstractions;

/// <summary>
/// What an outside system answered. Closed: the connector only classifies, the host retries, parks, prompts or dead-letters.
/// Nothing outside a connector ever looks into vendor codes or texts.
/// </summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>Why, where there is a why.</summary>
    public virtual Reason? Because => null;

    /// <summary>Done. <paramref name="RemoteId"/> is the vendor's id of what came to be, when it gives one.</summary>
    public sealed record Accepted(string? RemoteId = null) : Outcome;

    /// <summary>The vendor had it already; counts as done.</summary>
    public sealed record Duplicate(string? RemoteId = null) : Outcome;

    /// <summary>Another record holds the unique key. With <paramref name="ExistingId"/> the host links to it.</summary>
    public sealed record Conflict(string? ExistingId, Reason Reason) : Outcome
    {
        public override Reason? Because => Reason;
    }

    /// <summary>The remote record that we refer to is gone (deleted or merged): the host forgets the id and writes anew.</summary>
    public sealed record NotFound(Reason Reason) : Outcome
    {
        public override Reason? Because => Reason;
    }

    /// <summary>It did not happen and may work later.</summary>
    public sealed record Transient(Reason Reason) : Outcome
    {
        public override Reason? Because => Reason;
    }

    /// <summary>It did not happen because we ask too often. Waiting does not count as an attempt.</summary>
    /// <param name="RetryAfter">Null when the vendor does not say.</param>
    public sealed record Throttled(TimeSpan? RetryAfter, ThrottleScope Scope, Reason Reason) : Outcome
    {
        public override Reason? Because => Reason;
    }

    /// <summary>The access token lapsed: the host refreshes once and repeats.</summary>
    public sealed record AuthExpired(Reason Reason) : Outcome
    {
        public override Reason? Because => Reason;
    }

    /// <summary>
    /// The grant is gone. Where it can be renewed the host tries that first; a refusal then ends a connection that came by authorisation, any other is
    /// paused and asks a person to reconnect.
    /// </summary>
    public sealed record AuthRevoked(Reason Reason) : Outcome
    {
        public override Reason? Because => Reason;
    }

    /// <summary>The reply window is closed.</summary>
    public sealed record WindowClosed(Reason Reason) : Outcome
    {
        public override Reason? Because => Reason;
    }

    /// <summary>The messages of this window are used up.</summary>
    public sealed record QuotaSpent(Reason Reason) : Outcome
    {
        public override Reason? Because => Reason;
    }

    /// <summary>It will never work as it is.</summary>
    public sealed record Rejected(Reason Reason) : Outcome
    {
        public override Reason? Because => Reason;
    }

    /// <summary>Settings, permissions or the account stand in the way: the host parks the connection until a person acts.</summary>
    public sealed record Misconfigured(Reason Reason) : Outcome
    {
        public override Reason? Because => Reason;
    }

    /// <summary>The request went out and no answer came: it may have happened. Never repeated blindly.</summary>
    public sealed record Unknown(Reason Reason) : Outcome
    {
        public override Reason? Because => Reason;
    }
}

/// <summary>Who has to wait.</summary>
public enum ThrottleScope
{
    Connection,

    /// <summary>Only the recipient of this message.</summary>
    Recipient,
}
