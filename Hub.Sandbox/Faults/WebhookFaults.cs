namespace Hub.Sandbox.Faults;

/// <summary>What goes wrong on the way of a webhook. Shares are 0 to 1.</summary>
sealed record WebhookFaults
{
    public double Duplicates { get; init; }
    /// <summary>Webhooks held back at a time and let go in another order.</summary>
    public int Reorder { get; init; }
    public double Delayed { get; init; }
    public int DelayMs { get; init; } = 1500;
    /// <summary>Forged webhooks still to send beside the genuine ones; the hub must answer 401.</summary>
    public int Forged { get; init; }
    /// <summary>TikTok webhooks with a correct signature of an hour ago still to send; the hub must answer 401.</summary>
    public int Stale { get; init; }
    /// <summary>Share of webhooks sent as identical copies at the same moment.</summary>
    public double Copies { get; init; }
    public int CopyCount { get; init; } = 4;
}
