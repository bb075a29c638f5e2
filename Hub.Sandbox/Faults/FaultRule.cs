namespace Hub.Sandbox.Faults;

enum FaultKind { Throttle, ServerError, ErrorCode, Reset, ResetBefore, BlackHole, Delay, Garbage, RowError }

/// <summary>One thing that goes wrong at a platform: for the next N calls, or for a share of them.</summary>
sealed record FaultRule
{
    public required string Platform { get; init; }
    /// <summary>Operation such as <c>message/send</c>; a prefix or <c>*</c> for all.</summary>
    public string Operation { get; init; } = "*";
    public required FaultKind Kind { get; init; }
    public int? Next { get; init; }
    public double? Share { get; init; }
    public int? RetryAfter { get; init; }
    /// <summary><c>seconds</c> or <c>date</c>.</summary>
    public string RetryAfterAs { get; init; } = "seconds";
    public int? Status { get; init; }
    public int? Code { get; init; }
    public int? Subcode { get; init; }
    public string? Message { get; init; }
    /// <summary>HubSpot: the category of a failed row, or the policy name of a 429.</summary>
    public string? Category { get; init; }
    public int? DelayMs { get; init; }
}
