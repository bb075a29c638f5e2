using Hub.Sandbox.Faults;

namespace Hub.Sandbox.Traffic;

/// <summary>The body of <c>POST /_sandbox/traffic</c>.</summary>
sealed record TrafficRequest
{
    public int Seed { get; init; } = 1;
    /// <summary>Planned webhooks. Duplicates, copies and forgeries come on top.</summary>
    public int Webhooks { get; init; } = 1000;
    public double RatePerSecond { get; init; } = 50;
    public IReadOnlyList<string> Channels { get; init; } = ["tiktok", "whatsapp", "messenger"];
    public double Duplicates { get; init; }
    public int Reorder { get; init; }
    public double Delayed { get; init; }
    public int Forged { get; init; }
    public int Stale { get; init; }
    public double Copies { get; init; }

    public WebhookFaults Faults() => new()
    {
        Duplicates = Duplicates,
        Reorder = Reorder,
        Delayed = Delayed,
        Forged = Forged,
        Stale = Stale,
        Copies = Copies,
    };

    public static TrafficRequest Of(SandboxOptions options) => new()
    {
        Seed = options.Seed,
        Webhooks = options.Webhooks,
        RatePerSecond = options.Rate,
        Channels = options.Channels.Split(','),
        Duplicates = options.Duplicates,
        Reorder = options.Reorder,
        Delayed = options.Delayed,
        Forged = options.Forged,
        Stale = options.Stale,
        Copies = options.Copies,
    };
}
